"""What stands on one page of the knowledge: a name, what it is in plain words, and its numbers with their origin."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import Grade, Statement

BASE = "/knowledge"

KINDS: dict[str, str] = {
    "causes": gettext_noop("Causes"),
    "findings": gettext_noop("Findings"),
    "remedies": gettext_noop("Remedies"),
    "claims": gettext_noop("Claims"),
    "scans": gettext_noop("What scans show"),
    "low-value": gettext_noop("Care that is seldom worth it"),
    "rules": gettext_noop("Danger rules"),
    "method": gettext_noop("The numbers of the method"),
    "sources": gettext_noop("Sources"),
}
"""The kinds of pages, by the part of their address, in the order in which they are offered."""

GRADES: dict[Grade, str] = {
    "measured": gettext_noop("measured"),
    "derived": gettext_noop("derived from what was measured"),
    "graded": gettext_noop("graded: the source says it in words"),
    "judged": gettext_noop("our judgement"),
}


class Row(msgspec.Struct, frozen=True):
    """
    One number (or one saying) with its origin. Without a `label` the source is cited as a whole.

    `grade` is None for what is no number; `source` None where it is ours. `href` is where `label` leads; `details`
    are further sentences about the number itself, `note` what whoever wrote it down remarked, in English.
    """

    label: str
    amount: str = ""
    interval: str = ""
    grade: Grade | None = None
    source: str | None = None
    place: str | None = None
    note: str | None = None
    href: str = ""
    details: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """
    A part of a page. What is `folded` is read on request; `lead` says what the numbers mean.

    A `repeated` section shows numbers of other pages, so that they are not counted twice.
    """

    title: str
    rows: tuple[Row, ...] = ()
    points: tuple[str | Markup, ...] = ()
    lead: str | Markup = ""
    folded: bool = False
    repeated: bool = False


class Article(msgspec.Struct, frozen=True):
    """One page: `group` is the heading under which its kind's list has it, `known_as` more words to find it by."""

    kind: str
    id: str
    name: str
    plain: str
    group: str
    sections: tuple[Section, ...]
    known_as: tuple[str, ...] = ()
    facts: tuple[str | Markup, ...] = ()

    @property
    def address(self) -> str:
        """Where the page is."""
        return address(self.kind, self.id)

    @property
    def graded(self) -> tuple[Row, ...]:
        """Every number on the page."""
        return tuple(row for section in self.sections for row in section.rows if row.grade is not None)


def address(kind: str, entry_id: str = "") -> str:
    """Where a page of the knowledge is; that of the list of its kind without an id."""
    return f"{BASE}/{kind}/{entry_id}" if entry_id else f"{BASE}/{kind}"


def link(kind: str, entry_id: str, name: str) -> Markup:
    """A link to a page of the knowledge."""
    return Markup('<a href="{}">{}</a>').format(address(kind, entry_id), name)


def judged_sentence(rows: tuple[Row, ...]) -> str:
    """What share of the numbers of a page is judged; empty where it has none."""
    judged = sum(row.grade == "judged" for row in rows)
    if not rows:
        return ""
    if judged == 0:
        return _("Every number on this page comes from a source.")
    if judged == len(rows):
        return _("Every number on this page is our judgement: no source was found that counted it.")
    return _("{judged} of the {all} numbers on this page ({share}%) are our judgement.").format(
        judged=judged, all=len(rows), share=min(99, max(1, round(100 * judged / len(rows))))
    )


def cited_only(keys: tuple[str, ...]) -> tuple[Row, ...]:
    """What rests on sources as a whole, without a number."""
    return tuple(Row("", source=key) for key in keys)


def statement_rows(statements: tuple[Statement, ...]) -> tuple[Row, ...]:
    """What sources say in words."""
    return tuple(Row(said.says, source=said.source, place=said.place) for said in statements)
