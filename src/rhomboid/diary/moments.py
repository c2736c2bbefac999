"""Times as people and programs write them, put on the person's own clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rhomboid.language import gettext as _

_NTH = re.compile(r"(\d{1,2})(st|nd|rd|th)\b", re.IGNORECASE)
_FORMS = (
    "%d %b %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%Y/%m/%d",
    "%d.%m.%Y",
)
_CLOCKS = ("%H:%M", "%H:%M:%S", "%H:%M:%S.%f", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p")


class UnknownZoneError(ValueError):
    """A time zone that this machine has no rules for."""


def on_clock(naive: datetime, zone: str) -> datetime:
    """
    A wall-clock time with the offset that was in force there.

    A time that the clock jumped over when summer time began is moved on by the jump; of a time that came twice when
    it ended, the first is meant unless `naive.fold` is 1. An empty zone is UTC. Raises UnknownZoneError.
    """
    rules = zone_rules(zone)
    there = naive.replace(tzinfo=rules).astimezone(UTC).astimezone(rules)
    return there.replace(tzinfo=timezone(there.utcoffset() or timedelta(0)))


def zone_rules(zone: str) -> ZoneInfo:
    """The rules of an IANA zone; UTC for an empty name. Raises UnknownZoneError."""
    try:
        return ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZoneError(
            _("There is no time zone {zone}. Write it as a region and a city, such as Europe/London.").format(
                zone=repr(zone)
            )
        ) from None


def parse_moment(text: str, form: str = "") -> datetime | date | None:
    """
    A moment or a day in words: ISO 8601, or the unmistakable forms that other programs write; None for anything else.

    Aware where an offset was written. Forms that could be read two ways, such as 3/4/2026, need `form` (as for
    ``strptime``).
    """
    text = _NTH.sub(r"\1", text.strip())
    if form:
        return _by_form(text, form)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return _day(text)
    if re.match(r"\d{4}-\d\d-\d\d[T ]", text):
        try:
            return datetime.fromisoformat(text.replace(" +", "+"))
        except ValueError:
            return None
    for known in _FORMS:
        if (found := _by_form(text, known)) is not None:
            return found
    return None


def parse_clock(text: str) -> timedelta | None:
    """A time of day, as the time since midnight; None for anything else."""
    for known in _CLOCKS:
        try:
            found = datetime.strptime(text.strip().upper(), known)  # noqa: DTZ007
        except ValueError:
            continue
        return timedelta(hours=found.hour, minutes=found.minute, seconds=found.second, microseconds=found.microsecond)
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _by_form(text: str, form: str) -> datetime | date | None:
    try:
        found = datetime.strptime(text, form)  # noqa: DTZ007
    except ValueError:
        return None
    return found if re.search(r"%[HIMSfpXcT]", form) else found.date()
