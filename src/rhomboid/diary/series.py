"""Daily series from entries: a value a day where there is one, and nothing where there is none."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rhomboid.model.diary import DailySeries, Entry

Daily = Literal["mean", "highest", "lowest", "sum", "last"]

HIGHEST = {
    "pain": 10.0,
    "interference": 10.0,
    "sleep_quality": 10.0,
    "load": 10.0,
    "sleep_hours": 24.0,
    "remedy": 1.0,
    "trigger": 1.0,
}
"""Where the scale of a series ends."""

_FIELDS = ("interference", "sleep_quality", "sleep_hours", "load")
_MERGED: dict[Daily, Callable[[Sequence[float]], float]] = {
    "mean": lambda values: float(np.mean(values)),
    "highest": max,
    "lowest": min,
    "sum": lambda values: float(np.sum(values)),
    "last": lambda values: values[-1],
}


def series_names(entries: Iterable[Entry]) -> tuple[str, ...]:
    """
    The name of every series that the entries can give, sorted.

    ``pain`` is the worst of all places, ``pain:SITE`` one place; the entry's own fields by name; then
    ``measure:NAME``, ``remedy:NAME`` and ``trigger:NAME``.
    """
    names: set[str] = set()
    for entry in entries:
        names.update({"pain"} if entry.pains else ())
        names.update(f"pain:{pain.site}" for pain in entry.pains)
        names.update(field for field in _FIELDS if getattr(entry, field) is not None)
        names.update(f"measure:{name}" for name in entry.measures)
        names.update(f"remedy:{name}" for name in entry.remedies or ())
        names.update(f"trigger:{name}" for name in entry.triggers or ())
    return tuple(sorted(names))


def daily_series(
    entries: Iterable[Entry],
    name: str,
    daily: Daily = "mean",
    first: date | None = None,
    last: date | None = None,
) -> DailySeries:
    """
    One series by its name (see `series_names`), from the first to the last day of the entries or of the given days.

    Several values of one day are merged as `daily` says; of several pains at one moment the worst counts. A remedy
    or trigger is 1 on a day it is named and 0 on a day when the question was answered without it; it is a gap when
    nobody asked. The mean misleads where someone writes only when it is bad: look at the gaps too.
    """
    ordered = sorted(entries, key=lambda entry: entry.at)
    days = sorted(entry.day for entry in ordered)
    start = first or (days[0] if days else date.min)
    end = last or (days[-1] if days else start)
    if not days and (first is None or last is None):
        return DailySeries(name, start)
    found: dict[date, list[float]] = {}
    for entry in ordered:
        if start <= entry.day <= end and (value := value_of(entry, name)) is not None:
            found.setdefault(entry.day, []).append(value)
    merge = _marked if name.startswith(("remedy:", "trigger:")) else _MERGED[daily]
    count = max(0, (end - start).days + 1)
    days_of = DailySeries(name, start, (None,) * count).days
    return DailySeries(name, start, tuple(merge(found[day]) if day in found else None for day in days_of))


def is_pain(name: str) -> bool:
    """Whether a series is pain, of all places or of one."""
    return name.partition(":")[0] == "pain"


def usual_daily(name: str) -> Daily:
    """
    How the entries of a day become one value when nothing else is said: pain is the worst of the day, all else a mean.

    Places are often written one by one, seconds apart, and the mean over them would hide a flare in one of them.
    """
    return "highest" if is_pain(name) else "mean"


def scale_of(name: str, daily: Daily) -> tuple[float, float]:
    """The lowest and highest that a day of a series can be; infinite where nothing is known of it."""
    kind = name.partition(":")[0]
    if kind == "measure":
        return -math.inf, math.inf
    return 0.0, math.inf if daily == "sum" else HIGHEST[kind]


def value_of(entry: Entry, name: str) -> float | None:
    """What one entry says of a series; None when it says nothing."""
    kind, _, which = name.partition(":")
    if kind == "pain":
        ratings = [pain.nrs for pain in entry.pains if not which or pain.site == which]
        return max(ratings, default=None)
    if kind == "measure":
        return entry.measures.get(which)
    if kind in ("remedy", "trigger"):
        named = entry.remedies if kind == "remedy" else entry.triggers
        return None if named is None else float(which in named)
    return getattr(entry, kind) if kind in _FIELDS else None


def to_array(series: DailySeries) -> NDArray[np.float64]:
    """The values as an array of shape (days,), NaN on days without one."""
    return np.array([np.nan if value is None else value for value in series.values], dtype=np.float64)


def _marked(values: Sequence[float]) -> float:
    return max(values)
