"""
What another program's rows say, one fact at a time, gathered into entries.

Every importer turns rows into facts; only this module knows how facts become entries.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec

from rhomboid.diary.moments import on_clock, zone_rules
from rhomboid.language import gettext as _
from rhomboid.model.diary import Entry, EntryPain, KnownTo, diary_day, entry_fault
from rhomboid.model.problem import Problem

NOON = time(12)
"""Where an entry is put whose day alone is known: no time zone's summer time touches noon."""

FIELDS = ("interference", "sleep_quality", "sleep_hours", "load")
TARGETS = ("pain", *FIELDS, "measure", "remedy", "trigger", "quality", "note", "ignore")
"""Where a fact can go."""

_LISTS = {"remedy": "remedies", "trigger": "triggers"}


Parsed = tuple[tuple[Entry, ...], tuple[Problem, ...]]
"""The entries of a file in the order of time, and what could not be read."""


class When(msgspec.Struct, frozen=True):
    """A moment on the person's clock, the clock's zone where it is known, and how exactly it is known."""

    at: datetime
    zone: str
    known_to: KnownTo


class Fact(msgspec.Struct, frozen=True):
    """
    One thing that a line of a file says: `target` is one of `TARGETS`, `name` what it is of, `value` how much.

    A remedy or trigger of value 0 was asked about and was not so.
    """

    line: int
    when: When
    target: str
    name: str = ""
    value: float | None = None
    text: str = ""


def whole_day(day: date, zone: str) -> When:
    """A day without a time."""
    return When(on_clock(datetime.combine(day, NOON), zone), zone, "day")


def moment(at: datetime, zone: str, known_to: KnownTo = "minute") -> When:
    """
    A moment; a naive one is read on the clock of `zone`.

    One with an offset keeps it. The zone's name goes with it only if that clock showed the same time.
    """
    if at.tzinfo is None:
        return When(on_clock(at, zone), zone, known_to)
    there = at.astimezone(zone_rules(zone)) if zone else at.astimezone(UTC)
    return When(at, zone if there.utcoffset() == at.utcoffset() else "", known_to)


def as_day(day: date, at: When | None, zone: str) -> When:
    """A day that a program gives beside a time stamp: the stamp counts only if it belongs to that day."""
    return at if at is not None and diary_day(at.at) == day else whole_day(day, zone)


def rated(line: int, when: When, name: str, value: float) -> Fact:
    """A number by name from a program that knows nothing of pain: a pain if its name says so and it fits 0 to 10."""
    pain = re.search(r"pain|ache\b|hurt", name, re.IGNORECASE) and 0 <= value <= 10
    return Fact(line, when, "pain" if pain else "measure", name, value)


def undated(path: str, line: int) -> Problem:
    """The problem of a line whose day cannot be told."""
    return Problem(
        path,
        line,
        "no_date",
        _("The day of this line cannot be told, so the line was left out."),
        _("Write dates as 2026-11-22, or say in which form they are."),
    )


def gather(facts: Iterable[Fact], source: str, path: str, sites: Mapping[str, str] | None = None) -> Parsed:
    """
    Entries from facts: those of one moment together, in the order of time; and what could not be taken.

    A second value for the same thing at the same moment makes a second entry. `sites` gives the site for a place in
    the file's own words. Ids follow from `source` and moment, so that the same file gives the same entries again, and a
    longer one the same entries with more in them.
    """
    known = {word.casefold(): site for word, site in (sites or {}).items()}
    drafts: dict[tuple[str, str, str], list[_Draft]] = {}
    for fact in facts:
        when = fact.when
        key = (when.at.isoformat(), when.zone, when.known_to)
        place = drafts.setdefault(key, [])
        draft = next((draft for draft in place if draft.takes(fact)), None)
        if draft is None:
            draft = _Draft(fact)
            place.append(draft)
        draft.put(fact, known)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for moment_key, place in drafts.items():
        for number, draft in enumerate(place):
            entry = draft.entry(_id(source, *moment_key, number))
            if fault := entry_fault(entry):
                remedy = _("Mend the line and import again; the rest was read.")
                problems.append(Problem(path, draft.line, "not_kept", fault, remedy))
            else:
                entries.append(entry)
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.id))), tuple(problems)


def _id(*parts: str | int) -> str:
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:32]


class _Draft:
    """An entry in the making."""

    def __init__(self, first: Fact) -> None:
        self.line = first.line
        self.when = first.when
        self.fields: dict[str, Any] = {}
        self.taken: set[tuple[str, str]] = set()
        self.notes: list[str] = []
        self.qualities: list[str] = []

    def takes(self, fact: Fact) -> bool:
        """Whether the fact adds to this entry without pushing another value out."""
        return fact.target in ("note", "quality") or (fact.target, fact.name) not in self.taken

    def put(self, fact: Fact, sites: Mapping[str, str]) -> None:
        """Take a fact in."""
        self.taken.add((fact.target, fact.name))
        value = fact.value
        if fact.target == "pain" and value is not None:
            site = sites.get(fact.name.casefold(), fact.name)
            pain = EntryPain(value, site) if site else EntryPain(value)
            self.fields["pains"] = (*self.fields.get("pains", ()), pain)
        elif fact.target == "measure" and value is not None:
            self.fields.setdefault("measures", {})[fact.name] = value
        elif fact.target in FIELDS and value is not None:
            self.fields[fact.target] = value
        elif fact.target in _LISTS:
            named = self.fields.get(_LISTS[fact.target], ())
            self.fields[_LISTS[fact.target]] = named if fact.value == 0 else (*named, fact.name)
        elif fact.target == "quality":
            self.qualities.append(fact.name)
        elif fact.target == "note" and fact.text:
            self.notes.append(fact.text)

    def entry(self, entry_id: str) -> Entry:
        """The entry, whole."""
        fields = dict(self.fields)
        if self.qualities:
            fields["pains"] = tuple(
                msgspec.structs.replace(pain, qualities=tuple(self.qualities)) for pain in fields.get("pains", ())
            )
        when = self.when
        return Entry(entry_id, when.at, when.zone, when.known_to, note="\n".join(self.notes), **fields)
