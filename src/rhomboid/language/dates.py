"""Days as readers of the language being spoken write them. Babel, which knows how, is loaded for no English."""

from __future__ import annotations

from datetime import date

from rhomboid.language.catalogue import SOURCE_LANGUAGE
from rhomboid.language.speaking import spoken


def day_month_year(day: date) -> str:
    """A day as ``3 October 2026``."""
    if spoken() == SOURCE_LANGUAGE:
        return f"{day.day} {day:%B %Y}"
    from babel.dates import format_date

    return format_date(day, "long", locale=spoken())


def day_month(day: date) -> str:
    """A day of a known year, as ``3 October``."""
    return f"{day.day} {day:%B}" if spoken() == SOURCE_LANGUAGE else _by_skeleton(day, "MMMMd")


def weekday_day_month(day: date) -> str:
    """A day of a known year with its weekday, as ``Saturday 03 October``."""
    return f"{day:%A %d %B}" if spoken() == SOURCE_LANGUAGE else _by_skeleton(day, "MMMMEd")


def month_year(day: date) -> str:
    """A day's month, as ``October 2026``."""
    return f"{day:%B %Y}" if spoken() == SOURCE_LANGUAGE else _by_skeleton(day, "yMMMM")


def days_between(first: date, last: date) -> str:
    """The days from first to last, as ``3 to 9 October 2026``; two that are one day as that day."""
    if first == last:
        return day_month_year(first)
    if spoken() == SOURCE_LANGUAGE:
        month = "" if (first.year, first.month) == (last.year, last.month) else f" {first:%B}"
        year = "" if first.year == last.year else f" {first:%Y}"
        return f"{first.day}{month}{year} to {last.day} {last:%B %Y}"
    from babel.dates import format_interval

    return format_interval(first, last, "yMMMMd", locale=spoken())


def _by_skeleton(day: date, skeleton: str) -> str:
    from babel.dates import format_skeleton

    return format_skeleton(skeleton, day, locale=spoken())
