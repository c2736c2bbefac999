"""What speaks against a remedy in one person: known, suspected, or not yet asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rhomboid.model import Contraindication, Remedy
from rhomboid.model.expression import Node, atoms_of, holds, parse_expression
from rhomboid.model.plan import Caution
from rhomboid.relief.person import Person


@dataclass(frozen=True)
class Safety:
    """
    Whether a remedy is safe for a person, as far as is known.

    With any `against` it must not be offered. `cautions` apply and need a word first. `ask_first` may apply:
    nobody has said that they do not.
    """

    against: tuple[Caution, ...]
    cautions: tuple[Caution, ...]
    ask_first: tuple[Caution, ...]


def judge_safety(remedy: Remedy, person: Person, suspected_mass: float) -> Safety:
    """
    Weigh every contraindication of a remedy against what is known.

    A contraindication holds when its expression is known to be true, or when the causes it suspects are together
    at least as likely as `suspected_mass`. Unknown is never taken for absent: it is asked first.
    """
    present = [row for row in remedy.contraindications if _holds(row, person, suspected_mass)]
    unknown = [row for row in remedy.contraindications if row not in present and _could_hold(row, person)]
    return Safety(
        against=_cautions(row for row in present if row.action == "rule_out"),
        cautions=_cautions(row for row in present if row.action == "caution"),
        ask_first=_cautions(unknown),
    )


def bearing_on(remedy: Remedy) -> tuple[str, ...]:
    """The findings and circumstances that can speak against a remedy, in the order written."""
    rows = (parsed(row.when) for row in remedy.contraindications if row.when is not None)
    return tuple(dict.fromkeys(atom.name for row in rows for atom, _ in atoms_of(row) if atom.sign == ""))


def _holds(row: Contraindication, person: Person, suspected_mass: float) -> bool:
    if row.suspected and person.mass(row.suspected) >= suspected_mass:
        return True
    return row.when is not None and holds(parsed(row.when), person.facts)


def _could_hold(row: Contraindication, person: Person) -> bool:
    return row.when is not None and holds(parsed(row.when), person.facts, unknown=True)


@lru_cache(maxsize=1024)
def parsed(text: str) -> Node:
    """An expression of the knowledge base, read once."""
    return parse_expression(text)


def _cautions(rows: Iterable[Contraindication]) -> tuple[Caution, ...]:
    return tuple(Caution(row.name, row.reason, row.basis, row.sources) for row in rows)
