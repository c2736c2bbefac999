"""What a person writes down from day to day, every change they made to it, and the daily series drawn from it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Literal

import msgspec

from rhomboid.language import gettext as _
from rhomboid.model.account import Side

DAY_TURNS_AT_HOUR = 4
"""What is written before four in the morning belongs to the day before: nobody's night ends at midnight."""

UNSPECIFIED_SITE = "unspecified"
"""The site of a pain whose place was not said."""

KnownTo = Literal["minute", "part_of_day", "day"]
"""How exactly the moment of an entry is known; the rest of `at` is only a place to put it."""

Change = Literal["added", "edited", "deleted"]

CLEARABLE = (
    "pains",
    "interference",
    "sleep_quality",
    "sleep_hours",
    "load",
    "remedies",
    "triggers",
    "measures",
    "note",
)
"""What an entry can say nothing of."""

EntryId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{1,64}\Z")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Score = Annotated[float, msgspec.Meta(ge=0, le=10)]
Hours = Annotated[float, msgspec.Meta(ge=0, le=24)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class EntryPain(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    How much one place hurt: 0 (no pain) to 10 (worst imaginable), a site finding's id, the side and the quality.

    A site from another program's file that no finding stands for keeps that program's own word for it.
    """

    nrs: Score
    site: Name = UNSPECIFIED_SITE
    side: Side | None = None
    qualities: tuple[Name, ...] = ()


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One thing written into the diary.

    `at` is the moment it is about, on the person's own clock, with its offset; `zone` is that clock's IANA name,
    empty when only the offset is known. `interference`, `sleep_quality` (of the night before) and `load` (on the
    back) run from 0 to 10. `measures` holds any other number by name: hours of sitting, steps, air pressure.
    None is not said, which is never zero: `remedies` None is not said, an empty tuple is none used.
    """

    id: EntryId
    at: Moment
    zone: str = ""
    known_to: KnownTo = "minute"
    pains: tuple[EntryPain, ...] = ()
    interference: Score | None = None
    sleep_quality: Score | None = None
    sleep_hours: Hours | None = None
    load: Score | None = None
    remedies: tuple[Name, ...] | None = None
    triggers: tuple[Name, ...] | None = None
    measures: dict[Name, float] = {}
    note: str = ""

    @property
    def day(self) -> date:
        """The day it counts for. Only the clock on the wall decides, so summer time moves nothing."""
        return diary_day(self.at)


class Revision(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One change to one entry. The first is its being added; the last is how it stands now.

    `number` counts from 1 and gives the order; `recorded_at` is what the machine's clock said (UTC), which may have
    been wrong. `entry` is None where it was deleted.
    """

    entry_id: EntryId
    number: int
    change: Change
    recorded_at: Moment
    entry: Entry | None = None


class DailySeries(msgspec.Struct, frozen=True, omit_defaults=True):
    """One value a day from `start` on, None on a day without one: a gap stays a gap."""

    name: str
    start: date
    values: tuple[float | None, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """The day of each value."""
        return tuple(self.start + timedelta(days=n) for n in range(len(self.values)))


def diary_day(at: datetime) -> date:
    """The diary's day of a moment on the person's clock, which turns at 04:00."""
    return at.date() if at.hour >= DAY_TURNS_AT_HOUR else at.date() - timedelta(days=1)


def says_more(entry: Entry, earlier: Entry) -> bool:
    """Whether an entry says all that an earlier form of it said, of the same moment, and something besides."""
    moment = (entry.id, entry.at, entry.zone, entry.known_to)
    if entry == earlier or moment != (earlier.id, earlier.at, earlier.zone, earlier.known_to):
        return False
    return _said(earlier) <= _said(entry) and entry.note.startswith(earlier.note)


def _said(entry: Entry) -> set[tuple[str, object]]:
    """Each single thing that an entry says, but for its note."""
    said: set[tuple[str, object]] = {("pain", pain) for pain in entry.pains}
    said.update((f"measure {name}", value) for name, value in entry.measures.items())
    for name in ("interference", "sleep_quality", "sleep_hours", "load"):
        if (value := getattr(entry, name)) is not None:
            said.add((name, value))
    for kind, names in (("remedy", entry.remedies), ("trigger", entry.triggers)):
        if names is not None:
            said.update({(kind, None), *((kind, name) for name in names)})
    return said


def entry_fault(entry: Entry) -> str:
    """What is wrong with an entry, in one sentence; empty when it can be kept exactly as it is."""
    try:
        scores = [pain.nrs for pain in entry.pains]
        scores += [value for value in (entry.interference, entry.sleep_quality, entry.load) if value is not None]
        if not all(0 <= score <= 10 for score in scores):
            return _("Pain, interference, sleep quality and load are numbers from 0 to 10.")
        if entry.sleep_hours is not None and not 0 <= entry.sleep_hours <= 24:
            return _("Hours of sleep are a number from 0 to 24.")
        if entry.at.tzinfo is None:
            return _("The time of an entry needs its time zone.")
        kept = msgspec.json.decode(msgspec.json.encode(entry), type=Entry)
    except (msgspec.MsgspecError, UnicodeError, TypeError, ValueError) as error:
        return _("This entry cannot be kept as it is: {error}.").format(error=error)
    if kept == entry:
        return ""
    return _("This entry holds a number that cannot be kept exactly, such as infinity.")
