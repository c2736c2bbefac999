"""
The language of triage rules: findings joined by AND, OR, NOT and count.

    fever AND (flank OR burning_urine) AND NOT age < 18
    count(nausea, vomiting, dizziness) >= 2

An atom is a finding id, ``category=option``, or a comparison of a number (``age >= 60``). It is true, false or
unknown. Unknown is read in the direction of danger: what would raise the alarm must be known to be true, what
would excuse it (under NOT) must be known to be true as well. So a rule can only be silenced by something known.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

TOKEN = re.compile(r"\s*(>=|<=|<|>|=|\(|\)|,|[A-Za-z_][A-Za-z0-9_]*|\d+(?:\.\d+)?(?:_[a-z0-9_]+)?)")
DEEPEST = 50
"""How many parentheses, and how many NOTs, an expression may have."""
COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge, "<=": operator.le, "<": operator.lt, ">": operator.gt,
}  # fmt: skip


class ExpressionError(ValueError):
    """A rule's expression cannot be read; the message says where."""


@dataclass(frozen=True)
class Facts:
    """
    What is known: findings true or false, chosen options by category, and numbers by name.

    A finding, category or number that is missing is unknown. Several options mean "one of these".
    """

    findings: Mapping[str, bool]
    chosen: Mapping[str, Sequence[str]]
    numbers: Mapping[str, float]


@dataclass(frozen=True)
class Atom:
    """A finding id, ``category=option``, or ``number < limit``."""

    name: str
    sign: str = ""
    operand: str = ""

    def __str__(self) -> str:
        return (
            f"{self.name}={self.operand}"
            if self.sign == "="
            else " ".join(filter(None, (self.name, self.sign, self.operand)))
        )

    def known(self, facts: Facts) -> bool | None:
        """True, false, or None when nobody said."""
        if self.sign == "":
            return facts.findings.get(self.name)
        if self.sign == "=":
            options = facts.chosen.get(self.name)
            return None if not options else self.operand in options
        number = facts.numbers.get(self.name)
        return None if number is None else COMPARISONS[self.sign](number, float(self.operand))


@dataclass(frozen=True)
class Not:
    """True unless its part is known to hold."""

    part: Node


@dataclass(frozen=True)
class Count:
    """True when at least `least` of `parts` hold; AND and OR are counts of all and of one."""

    least: int
    parts: tuple[Node, ...]


Node = Atom | Not | Count


def holds(node: Node, facts: Facts, unknown: bool = False) -> bool:
    """
    Whether the expression holds, taking atoms nobody spoke of as `unknown`.

    With ``unknown=False`` this says whether the alarm rings now, with ``unknown=True`` whether any answer could
    still make it ring. What stands under NOT excuses only when known, in both.
    """
    if isinstance(node, Atom):
        known = node.known(facts)
        return unknown if known is None else known
    if isinstance(node, Not):
        return not holds(node.part, facts)
    parts = (holds(part, facts, unknown) for part in node.parts)
    if node.least == 1:
        return any(parts)
    return all(parts) if node.least == len(node.parts) else sum(parts) >= node.least


def true_atoms(node: Node, facts: Facts) -> tuple[str, ...]:
    """The atoms, outside NOT, that are known to hold, in the order written and without repeats."""
    known = (str(atom) for atom, excuses in atoms_of(node) if not excuses and atom.known(facts))
    return tuple(dict.fromkeys(known))


def atoms_of(node: Node, excuses: bool = False) -> Iterator[tuple[Atom, bool]]:
    """Every atom in the order written, and whether it stands under NOT, where it excuses the alarm."""
    if isinstance(node, Atom):
        yield node, excuses
    elif isinstance(node, Not):
        yield from atoms_of(node.part, excuses=True)
    else:
        for part in node.parts:
            yield from atoms_of(part, excuses)


def parse_expression(text: str) -> Node:
    """
    Read an expression into its tree.

    Raises ExpressionError with the place of the fault.
    """
    tokens = _tokens(text)
    if tokens.count("(") > DEEPEST or tokens.count("NOT") > DEEPEST:
        raise ExpressionError(f"more than {DEEPEST} parentheses or NOTs")
    node, rest = _parse_or(tokens)
    if rest:
        raise ExpressionError(f"`{text}`: `{rest[0]}` was not expected")
    return node


def _tokens(text: str) -> list[str]:
    tokens, at = [], 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        if match is None:
            raise ExpressionError(f"`{text}`: `{text[at:].strip()[:1]}` is not part of the rule language")
        tokens.append(match.group(1))
        at = match.end()
    return tokens


def _parse_or(tokens: list[str]) -> tuple[Node, list[str]]:
    parts, tokens = _parse_joined(tokens, "OR", _parse_and)
    return (parts[0] if len(parts) == 1 else Count(1, parts)), tokens


def _parse_and(tokens: list[str]) -> tuple[Node, list[str]]:
    parts, tokens = _parse_joined(tokens, "AND", _parse_part)
    return (parts[0] if len(parts) == 1 else Count(len(parts), parts)), tokens


def _parse_joined(
    tokens: list[str], word: str, parse: Callable[[list[str]], tuple[Node, list[str]]]
) -> tuple[tuple[Node, ...], list[str]]:
    node, tokens = parse(tokens)
    parts = [node]
    while tokens and tokens[0] == word:
        node, tokens = parse(tokens[1:])
        parts.append(node)
    return tuple(parts), tokens


def _parse_part(tokens: list[str]) -> tuple[Node, list[str]]:
    if not tokens:
        raise ExpressionError("the expression ends where a finding was expected")
    head, rest = tokens[0], tokens[1:]
    if head == "NOT":
        part, rest = _parse_part(rest)
        return Not(part), rest
    if head == "(":
        node, rest = _parse_or(rest)
        return node, _expect(rest, ")")
    if head == "count" and rest[:1] == ["("]:
        return _parse_count(rest[1:])
    if rest[:1] == ["="] or (rest and rest[0] in COMPARISONS):
        if len(rest) < 2:
            raise ExpressionError(f"nothing follows `{head} {rest[0]}`")
        if rest[0] in COMPARISONS and not rest[1].replace(".", "", 1).isdigit():
            raise ExpressionError(f"`{rest[1]}` is not a number to compare `{head}` with")
        return Atom(head, rest[0], rest[1]), rest[2:]
    if not head[0].isalpha() or head in ("AND", "OR"):
        raise ExpressionError(f"`{head}` stands where a finding was expected")
    return Atom(head), rest


def _parse_count(tokens: list[str]) -> tuple[Node, list[str]]:
    part, tokens = _parse_or(tokens)
    parts = [part]
    while tokens[:1] == [","]:
        part, tokens = _parse_or(tokens[1:])
        parts.append(part)
    tokens = _expect(_expect(tokens, ")"), ">=")
    if not tokens or not tokens[0].isdigit() or not 1 <= int(tokens[0]) <= len(parts):
        raise ExpressionError(f"count(...) >= needs a whole number from 1 to {len(parts)}")
    return Count(int(tokens[0]), tuple(parts)), tokens[1:]


def _expect(tokens: list[str], token: str) -> list[str]:
    if tokens[:1] != [token]:
        raise ExpressionError(f"`{token}` is missing" + (f" before `{tokens[0]}`" if tokens else " at the end"))
    return tokens[1:]
