"""What the clinician's page is made of, and how much of it there may be."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rhomboid.model import Account, Appraisal, Assessment, KnowledgeBase, Plan


class Given(msgspec.Struct, frozen=True):
    """Everything that the page is made from."""

    assessment: Assessment
    account: Account
    knowledge: KnowledgeBase
    plan: Plan | None
    appraisals: Sequence[Appraisal]


class Limits(msgspec.Struct, frozen=True):
    """How much of each thing stands on the page: lines, names in a line, and characters of a text."""

    lines: int
    names: int
    text: int
    quote: int


LENGTHS = (
    Limits(lines=8, names=16, text=160, quote=700),
    Limits(lines=6, names=9, text=130, quote=400),
    Limits(lines=5, names=6, text=100, quote=240),
    Limits(lines=4, names=4, text=70, quote=140),
    Limits(lines=2, names=2, text=32, quote=60),
)
"""From the longest to one that always fits."""


class Line(msgspec.Struct, frozen=True):
    """
    A piece of text, after a label in bold; `alarming` ones stand out.

    `sources` are keys of sources, `cites` their numbers, which are given once it is known what stands on the page.
    """

    text: str
    label: str = ""
    alarming: bool = False
    sources: tuple[str, ...] = ()
    cites: tuple[int, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """A heading with its lines."""

    title: str
    lines: tuple[Line, ...]


class Urgency(msgspec.Struct, frozen=True):
    """How soon, and why."""

    title: str
    urgent: bool
    lines: tuple[Line, ...]


class Row(msgspec.Struct, frozen=True):
    """One cause of the ranking."""

    name: str
    probability: str
    interval: str
    speaking_for: tuple[Line, ...]
    against: tuple[Line, ...]


class Ranking(msgspec.Struct, frozen=True):
    """The leading causes, with what has to be said of them together."""

    title: str
    causes: tuple[Row, ...]
    lines: tuple[Line, ...]


class Cited(msgspec.Struct, frozen=True):
    """One source of the second page."""

    number: int
    text: str
    address: str | None


class Variant(msgspec.Struct, frozen=True):
    """The whole page at one length, in the order of reading."""

    person: str
    urgency: Urgency
    told: tuple[Line, ...]
    ranking: Ranking
    left: tuple[Section, ...]
    right: tuple[Section, ...]
    small_print: tuple[Line, ...]
    sources: tuple[Cited, ...] = ()
