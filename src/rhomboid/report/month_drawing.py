"""A month of the diary as a small drawing: own values as a line broken at gaps, what was expected behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import msgspec

from rhomboid.answers import ExpectedDay, month_days
from rhomboid.model import DailySeries
from rhomboid.report.templates import environment

LEFT, RIGHT, TOP, BOTTOM = 40.0, 624.0, 44.0, 224.0
"""Edges of the plot in the drawing's units (0..640 across, 0..284 down)."""
LEAST_SCALE = 10.0
"""Pain and scores run to 10; a series that goes higher gets a taller scale."""
LABELLED_DAYS = (1, 5, 10, 15, 20, 25, 30)
TICKS = 5


class Spot(msgspec.Struct, frozen=True):
    """A day's value and its place in the drawing."""

    x: float
    y: float
    day: int
    value: float


class MonthDrawing(msgspec.Struct, frozen=True):
    """Paths and places of a month. `line` is one path whose parts are broken where a day has no entry."""

    spots: tuple[Spot, ...]
    line: str
    middle: str
    median: str
    days: tuple[tuple[int, float], ...]
    ticks: tuple[tuple[str, float], ...]


def render_month_svg(series: DailySeries, expected: Sequence[ExpectedDay], meant: str) -> str:
    """The drawing as an SVG file of its own, with its words inside. `meant` says what the numbers are."""
    told = [value for value in series.values if value is not None]
    words = f"Days with an entry: {len(told)}; without: {len(series.values) - len(told)}."
    if told:
        words += f" Lowest {min(told):.1f}, highest {max(told):.1f}, mean {sum(told) / len(told):.1f}."
    title = f"{series.start:%B %Y}: {meant}"
    template = environment().get_template("month.svg")
    return (
        template.render(drawing=draw_month(series, expected), title=title, words=words, overlaid=bool(expected)) + "\n"
    )


def draw_month(series: DailySeries, expected: Sequence[ExpectedDay]) -> MonthDrawing:
    """Where everything of a month lies. Negative values widen the scale downwards."""
    told = [value for value in series.values if value is not None]
    low, high = min([0.0, *told]), max([LEAST_SCALE, *told])
    places = {day: place for place, day in enumerate(month_days(series.start))}

    def x(place: int) -> float:
        return round(LEFT + (place + 0.5) / len(places) * (RIGHT - LEFT), 1)

    def y(value: float) -> float:
        return round(BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP), 1)

    spots = tuple(
        Spot(x(place), y(value), series.days[place].day, value)
        for place, value in enumerate(series.values)
        if value is not None
    )
    known = [day for day in expected if day.day in places]
    upper = [(x(places[day.day]), y(day.p75)) for day in known]
    lower = [(x(places[day.day]), y(day.p25)) for day in reversed(known)]
    step = math.ceil((high - low) / TICKS)
    return MonthDrawing(
        spots=spots,
        line="".join(_runs(spots)),
        middle=f"{_path([*upper, *lower])}Z" if known else "",
        median=_path([(x(places[day.day]), y(day.p50)) for day in known]),
        days=tuple((day.day, x(place)) for day, place in places.items() if day.day in LABELLED_DAYS),
        ticks=tuple((f"{low + step * n:g}", y(low + step * n)) for n in range(TICKS + 1) if low + step * n <= high),
    )


def _runs(spots: Sequence[Spot]) -> Iterator[str]:
    """A path through each run of days without a gap."""
    run: list[Spot] = []
    for spot in spots:
        if run and spot.day != run[-1].day + 1:
            yield _path([(kept.x, kept.y) for kept in run])
            run = []
        run.append(spot)
    yield _path([(kept.x, kept.y) for kept in run])


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) if points else ""
