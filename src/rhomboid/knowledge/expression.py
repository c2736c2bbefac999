"""
The atoms of a triage rule's expression, and whether each stands under NOT.

Only what checking needs: `triage` evaluates the same language. Atoms are a finding, ``category=option`` or a
number compared (``age < 60``); they are joined by AND, OR, NOT, parentheses and ``count(a, b, c) >= n``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

NUMBERS = ("age",)
"""Numbers a rule may compare."""
_TOKEN = re.compile(r"\s*(>=|<=|<|>|=|\(|\)|,|[A-Za-z_][A-Za-z0-9_]*|\d+(?:\.\d+)?(?:_[a-z0-9_]+)?)")
_RELATIONS = ("<", ">", "<=", ">=")
_DEEPEST = 50


class Atom(NamedTuple):
    """One finding, ``category=option`` or compared number (then `concept` is its name) of an expression."""

    concept: str
    negated: bool
    is_number: bool = False


class ExpressionError(ValueError):
    """The expression is not of the language; the message says what is wrong."""


def parse_atoms(text: str) -> list[Atom]:
    """Every atom of `text`, in order. Raises `ExpressionError` when it cannot be read."""
    parser = _Parser(_tokens(text))
    parser.joined(negated=False)
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
        tokens.append(match.group(1))
        at = match.end()
    return tokens


class _Parser:
    """Reads tokens from left to right. AND before OR matters to evaluation, not to the atoms."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.atoms: list[Atom] = []

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *wanted: str) -> str:
        found = self.peek()
        if not found or (wanted and found not in wanted):
            expected = f"`{wanted[0]}`" if wanted else "more"
            raise ExpressionError(f"{expected} is expected" + (f" before `{found}`" if found else " at the end"))
        self.at += 1
        return found

    def joined(self, negated: bool) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ExpressionError("it is nested too deeply")
        self.part(negated)
        while self.peek() in ("AND", "OR"):
            self.take()
            self.part(negated)
        self.depth -= 1

    def part(self, negated: bool) -> None:
        head = self.take()
        while head == "NOT":
            negated = not negated
            head = self.take()
        if head == "(":
            self.joined(negated)
            self.take(")")
        elif head == "count" and self.peek() == "(":
            self.count(negated)
        else:
            self.atom(head, negated)

    def count(self, negated: bool) -> None:
        self.take("(")
        self.joined(negated)
        members = 1
        while self.peek() == ",":
            self.take()
            self.joined(negated)
            members += 1
        self.take(")")
        self.take(">=")
        least = self.take()
        if not least.isdigit() or not 1 <= int(least) <= members:
            raise ExpressionError(f"`{least}` is not a number from 1 to {members}")

    def atom(self, head: str, negated: bool) -> None:
        if not head[0].isalpha() or head in ("AND", "OR"):
            raise ExpressionError(f"a finding is expected, not `{head}`")
        if self.peek() == "=":
            self.take()
            self.atoms.append(Atom(f"{head}={self.take()}", negated))
        elif self.peek() in _RELATIONS:
            self.take()
            limit = self.take()
            if not limit.replace(".", "", 1).isdigit():
                raise ExpressionError(f"`{limit}` is not a number")
            self.atoms.append(Atom(head, negated, is_number=True))
        else:
            self.atoms.append(Atom(head, negated))
