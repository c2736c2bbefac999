"""A month of the diary as a small drawing: own values as a line broken at gaps, level and expected course behind it."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

import msgspec

from rhomboid.answers import DiaryMonth, standing_sentences
from rhomboid.diary import Daily
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop, month_year, numeral
from rhomboid.model import SmoothedDay
from rhomboid.report.templates import environment

LEFT, RIGHT, TOP, BOTTOM = 40.0, 624.0, 44.0, 224.0
"""Edges of the plot in the drawing's units (0..640 across; the words are below)."""
LEAST_SCALE = 10.0
"""Pain and scores run to 10; a series that goes higher gets a taller scale."""
LABELLED_DAYS = (1, 5, 10, 15, 20, 25, 30)
MOST_LABELLED_SINGLY = 31
"""A longer span is labelled at the beginning of each month."""
TICKS = 5
FIRST_LINE, LINE, LETTERS = 262, 16, 96
"""Where the words below the plot begin, how far their lines are apart and how long they may be."""
BANDED = gettext_noop("Brown band: your level, 95% sure, without single days' ups and downs; a gap has none.")
EXPECTED = gettext_noop(
    "Blue: where the middle half of people with such a course are, as your last saved plan expected."
)


class Spot(msgspec.Struct, frozen=True):
    """A day's value and its place in the drawing."""

    x: float
    y: float
    day: date
    value: float


class MonthDrawing(msgspec.Struct, frozen=True):
    """
    Paths and places of a month. `line` and `band` (the level's interval) are broken where a day has no entry; `middle`
    and `median` are what was expected.
    """

    spots: tuple[Spot, ...]
    line: str
    band: str
    middle: str
    median: str
    days: tuple[tuple[date, float], ...]
    ticks: tuple[tuple[str, float], ...]


def render_month_svg(month: DiaryMonth, meant: str, daily: Daily) -> str:
    """The drawing as an SVG file of its own, with its words inside. `meant` says what the numbers are."""
    values = month.series.values
    told = [value for value in values if value is not None]
    words = _("Days with an entry: {count}; without: {without}.")
    said = [words.format(count=len(told), without=len(values) - len(told))]
    if told:
        numbers = (min(told), max(told), sum(told) / len(told))
        lowest, highest, mean = (numeral(f"{value:.1f}") for value in numbers)
        words = _("Lowest {lowest}, highest {highest}, mean {mean}.")
        said = [" ".join((*said, words.format(lowest=lowest, highest=highest, mean=mean)))]
    said += standing_sentences(month, daily)
    said += [_(BANDED)] if month.standing else []
    said += [_(EXPECTED)] if month.expected else []
    lines = [line for sentence in said for line in textwrap.wrap(sentence, LETTERS)]
    return (
        environment()
        .get_template("month.svg")
        .render(
            drawing=draw_month(month),
            title=f"{month_year(month.series.start)}: {meant}",
            words=" ".join(said),
            lines=[(line, FIRST_LINE + LINE * number) for number, line in enumerate(lines)],
            height=FIRST_LINE + LINE * len(lines),
        )
        + "\n"
    )


def draw_month(month: DiaryMonth) -> MonthDrawing:
    """Where everything of a month lies. Negative values widen the scale downwards."""
    series = month.series
    told = [value for value in series.values if value is not None]
    low, high = min([0.0, *told]), max([LEAST_SCALE, *told])
    width = (RIGHT - LEFT) / len(month.rows)
    places = {row.day: LEFT + (place + 0.5) * width for place, row in enumerate(month.rows)}

    def y(value: float) -> float:
        return round(BOTTOM - (min(max(value, low), high) - low) / (high - low) * (BOTTOM - TOP), 1)

    spots = tuple(
        Spot(round(places[day], 1), y(value), day, value)
        for day, value in zip(series.days, series.values, strict=True)
        if value is not None
    )
    expected = [(round(places[day], 1), band) for day, band in month.expected.items()]
    upper = [(x, y(band.p75)) for x, band in expected]
    lower = [(x, y(band.p25)) for x, band in reversed(expected)]
    step = math.ceil((high - low) / TICKS)
    levels = ((places[one.day], one) for one in month.smoothed.days)
    return MonthDrawing(
        spots=spots,
        line="".join(_runs(spots)),
        band="".join(_bands(levels, width / 2, y)),
        middle=f"{_path([*upper, *lower])}Z" if expected else "",
        median=_path([(x, y(band.p50)) for x, band in expected]),
        days=_labelled(places),
        ticks=tuple(
            (numeral(f"{low + step * n:g}"), y(low + step * n)) for n in range(TICKS + 1) if low + step * n <= high
        ),
    )


def _labelled(places: Mapping[date, float]) -> tuple[tuple[date, float], ...]:
    wanted = LABELLED_DAYS if len(places) <= MOST_LABELLED_SINGLY else LABELLED_DAYS[:1]
    return tuple((day, round(x, 1)) for day, x in places.items() if day.day in wanted)


def _bands(levels: Iterable[tuple[float, SmoothedDay]], half: float, y: Callable[[float], float]) -> Iterator[str]:
    """The level's interval over each run of days without a gap, from the first's morning to the last's night."""
    for seen, run in groupby(levels, key=lambda one: one[1].value is not None):
        if seen:
            days = list(run)
            days = [(days[0][0] - half, days[0][1]), *days, (days[-1][0] + half, days[-1][1])]
            upper = [(round(x, 1), y(one.high)) for x, one in days]
            lower = [(round(x, 1), y(one.low)) for x, one in reversed(days)]
            yield f"{_path([*upper, *lower])}Z"


def _runs(spots: Sequence[Spot]) -> Iterator[str]:
    """A path through each run of days without a gap."""
    run: list[Spot] = []
    for spot in spots:
        if run and spot.day != run[-1].day + timedelta(days=1):
            yield _path([(kept.x, kept.y) for kept in run])
            run = []
        run.append(spot)
    yield _path([(kept.x, kept.y) for kept in run])


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) if points else ""
