"""
The atoms of a triage rule's expression, and whether each stands under NOT.

Only what checking needs: `triage` evaluates the same language. Grammar: atoms (``finding`` or
``category=option``), AND, OR, NOT, parentheses, ``count(a, b, c) >= n``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"\s*(?:([A-Za-z0-9_]+(?:=[A-Za-z0-9_]+)?)|(>=|[(),]))")


class Atom(NamedTuple):
    """One finding or ``category=option`` named in an expression."""

    concept: str
    negated: bool


class ExpressionError(ValueError):
    """The expression is not of the grammar; the message says where."""


def parse_atoms(text: str) -> list[Atom]:
    """Every atom of `text`, in order. Raises `ExpressionError` when it does not parse."""
    parser = _Parser(_tokens(text))
    parser.either(negated=False)
    if parser.peek():
        raise ExpressionError(f"`{parser.peek()}` is not expected")
    return parser.atoms


def _tokens(text: str) -> list[str]:
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise ExpressionError(f"`{text[at:].split()[0]}` cannot be read")
        tokens.append(match.group(1) or match.group(2))
        at = match.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.atoms: list[Atom] = []

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        if not token:
            raise ExpressionError("it ends too soon")
        self.at += 1
        return token

    def expect(self, wanted: str) -> None:
        token = self.peek() or "the end"
        if token != wanted:
            raise ExpressionError(f"`{wanted}` is expected, not `{token}`")
        self.at += 1

    def either(self, negated: bool) -> None:
        self.both(negated)
        while self.peek() == "OR":
            self.take()
            self.both(negated)

    def both(self, negated: bool) -> None:
        self.one(negated)
        while self.peek() == "AND":
            self.take()
            self.one(negated)

    def one(self, negated: bool) -> None:
        token = self.take()
        while token == "NOT":
            negated = not negated
            token = self.take()
        if token == "(":
            self.either(negated)
            self.expect(")")
        elif token == "count":
            self.count(negated)
        else:
            self.atom(token, negated)

    def count(self, negated: bool) -> None:
        self.expect("(")
        first = len(self.atoms)
        self.atom(self.take(), negated)
        while self.peek() == ",":
            self.take()
            self.atom(self.take(), negated)
        self.expect(")")
        self.expect(">=")
        least = self.take()
        members = len(self.atoms) - first
        if not least.isdigit() or not 1 <= int(least) <= members:
            raise ExpressionError(f"`{least}` is not a number from 1 to {members}")

    def atom(self, token: str, negated: bool) -> None:
        if not token[0].isalnum() or token in ("AND", "OR", "NOT", "count"):
            raise ExpressionError(f"a finding is expected, not `{token}`")
        self.atoms.append(Atom(token, negated))
