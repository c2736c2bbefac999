"""When an entry is about, in the words a person types or the parts of a day they choose."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from rhomboid.answers.errors import AccountError
from rhomboid.diary import on_clock
from rhomboid.diary.facts import NOON, When, moment
from rhomboid.diary.moments import parse_clock, parse_moment
from rhomboid.language import gettext

PARTS: dict[str, time] = {
    "morning": time(8),
    "midday": time(12),
    "afternoon": time(16),
    "evening": time(20),
    "night": time(2),
}
"""Where in a day an entry is put whose part alone is known; the night is the one after the day, which it counts for."""


def moment_told(words: str, now: datetime, zone: str) -> When:
    """
    The moment in words such as ``2026-11-25 22:30``, ``22:30`` or ``yesterday``, on the person's own clock.

    A time alone is the last such time that has been. A day alone is known to the day. Raises AccountError, in words,
    for what is not understood and what is still to come.
    """
    words = " ".join(words.split())
    first, _, rest = words.partition(" ")
    day, clock = _day(first, now), parse_clock(rest)
    if day is not None and (not rest or clock is not None):
        found = _whole_day(day, zone) if clock is None else _at(day, clock, zone)
    elif (clock := parse_clock(words)) is not None:
        found = _at(now.date(), clock, zone)
        if found.at > now:
            found = _at(now.date() - timedelta(days=1), clock, zone)
    else:
        found = _written(words, zone)
    return _been(found, words, now)


def part_of_day(day: date, part: str, now: datetime, zone: str) -> When:
    """One of `PARTS` of a day, known to that part. Raises AccountError where it is still to come."""
    on = day + timedelta(days=part == "night")
    found = _on_clock(datetime.combine(on, PARTS[part]), zone)
    return _been(When(found.at, found.zone, "part_of_day"), day.isoformat(), now)


def _been(found: When, words: str, now: datetime) -> When:
    if found.at > now and not (found.known_to == "day" and found.at.date() <= now.date()):
        ahead = gettext("{when} is still to come.").format(when=words)
        raise AccountError(f"{ahead} {_forms()}")
    return found


def _forms() -> str:
    return gettext('Write it as "2026-11-25 22:30", 2026-11-25, 22:30 or yesterday.')


def _day(word: str, now: datetime) -> date | None:
    yesterday = now.date() - timedelta(days=1)
    days = {"today": now.date(), gettext("today"): now.date(), "yesterday": yesterday, gettext("yesterday"): yesterday}
    found = days.get(word.casefold()) or parse_moment(word)
    return None if isinstance(found, datetime) else found


def _at(day: date, clock: timedelta, zone: str) -> When:
    return _on_clock(datetime.combine(day, time()) + clock, zone)


def _written(words: str, zone: str) -> When:
    found = parse_moment(words)
    if found is None:
        unread = gettext("{words} is not a time.").format(words=repr(words))
        raise AccountError(f"{unread} {_forms()}")
    if not isinstance(found, datetime):
        return _whole_day(found, zone)
    return moment(found, zone) if found.tzinfo is not None else _on_clock(found, zone)


def _whole_day(day: date, zone: str) -> When:
    return When(_on_clock(datetime.combine(day, NOON), zone).at, zone, "day")


def _on_clock(naive: datetime, zone: str) -> When:
    """A wall-clock time in the person's zone; where its name is not known, as the machine's clock has it."""
    return When(on_clock(naive, zone) if zone else naive.astimezone(), zone, "minute")
