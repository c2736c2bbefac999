"""The expected course as a fan: bands over the weeks, the median, and the person's own points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from rhomboid.model import Band, Course, PainPoint

LEFT, RIGHT, TOP, BOTTOM = 24.0, 352.0, 12.0, 208.0
"""Edges of the fan in the drawing's units (0..360 across, 0..250 down)."""
FOLD_WEEK, LAST_WEEK = 12.0, 52.0
FOLD = 270.0
"""Where week 12 lies: from there on the weeks stand closer together."""
TICK_WEEKS = (0, 2, 4, 6, 8, 10, 12, 26, 52)
TICK_PAINS = (0, 2, 4, 6, 8, 10)
MOST_PAIN = 10.0
DAYS_A_WEEK = 7.0
MOST_DOTS = 60
"""With more points than this, only the line through them is drawn."""


class Spot(msgspec.Struct, frozen=True):
    """A place in the drawing."""

    x: float
    y: float


class FanDrawing(msgspec.Struct, frozen=True):
    """Paths and places of the fan. `measured` are medians at weeks at which a cohort was asked."""

    wide: str
    middle: str
    median: str
    measured: tuple[Spot, ...]
    own_line: str
    own: tuple[Spot, ...]
    weeks: tuple[tuple[int, float], ...]
    pains: tuple[tuple[int, float], ...]


class OwnWeek(msgspec.Struct, frozen=True):
    """The person's own pain in one week, counted from 1: how many days were told, their mean, least and most."""

    week: int
    days: int
    mean: float
    least: float
    most: float


def draw_fan(course: Course) -> FanDrawing:
    """The drawing of a course. Points after a year lie outside it and are left out."""
    bands = [band for band in course.bands if band.week <= LAST_WEEK]
    own = tuple(Spot(_x(week), _y(point.pain_nrs)) for week, point in _own_weeks(course.points) if week <= LAST_WEEK)
    return FanDrawing(
        wide=_between(bands, "p10", "p90"),
        middle=_between(bands, "p25", "p75"),
        median=_line([Spot(_x(band.week), _y(band.p50)) for band in bands]),
        measured=tuple(Spot(_x(band.week), _y(band.p50)) for band in bands if band.read),
        own_line=_line(own) if len(own) > 1 else "",
        own=own if len(own) <= MOST_DOTS else (),
        weeks=tuple((week, _x(week)) for week in TICK_WEEKS),
        pains=tuple((pain, _y(pain)) for pain in TICK_PAINS),
    )


def own_by_week(points: Sequence[PainPoint]) -> tuple[OwnWeek, ...]:
    """The text twin of the person's own points; weeks without any are left out."""
    weeks: dict[int, list[float]] = {}
    for week, point in _own_weeks(points):
        weeks.setdefault(int(week) + 1, []).append(point.pain_nrs)
    return tuple(
        OwnWeek(week, len(pains), sum(pains) / len(pains), min(pains), max(pains)) for week, pains in weeks.items()
    )


def _own_weeks(points: Sequence[PainPoint]) -> Iterator[tuple[float, PainPoint]]:
    """Each point with its week since the first, as the forecast counts them."""
    ordered = sorted(points, key=lambda point: (point.day, point.pain_nrs))
    for point in ordered:
        yield (point.day - ordered[0].day) / DAYS_A_WEEK, point


def _between(bands: Sequence[Band], low: str, high: str) -> str:
    """The area between two levels: there along the upper one, back along the lower."""
    upper = [Spot(_x(band.week), _y(getattr(band, high))) for band in bands]
    lower = [Spot(_x(band.week), _y(getattr(band, low))) for band in reversed(bands)]
    return f"{_line([*upper, *lower])}Z" if bands else ""


def _line(spots: Sequence[Spot]) -> str:
    return "M" + "L".join(f"{spot.x:g} {spot.y:g}" for spot in spots) if spots else ""


def _x(week: float) -> float:
    if week <= FOLD_WEEK:
        return round(LEFT + week / FOLD_WEEK * (FOLD - LEFT), 1)
    return round(FOLD + (week - FOLD_WEEK) / (LAST_WEEK - FOLD_WEEK) * (RIGHT - FOLD), 1)


def _y(pain: float) -> float:
    return round(BOTTOM - pain / MOST_PAIN * (BOTTOM - TOP), 1)
