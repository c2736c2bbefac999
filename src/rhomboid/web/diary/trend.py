"""How it goes: one series over a span, with its level, flares and calm, and what the kept plan expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

import msgspec
from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.answers import DiaryMonth, standing_sentences
from rhomboid.answers.kept import episode_edits, last_plan
from rhomboid.answers.month import PAIN, diary_span
from rhomboid.diary import Daily, scale_of, series_names, usual_daily
from rhomboid.language import gettext, gettext_noop
from rhomboid.model import Episode, OverlayDay
from rhomboid.report.month_drawing import draw_month
from rhomboid.web.diary.words import series_words
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page
from rhomboid.web.person import Person, ThePerson

router = APIRouter(prefix="/diary")

SPANS = {
    "month": (31, gettext_noop("the last month")),
    "quarter": (92, gettext_noop("the last three months")),
    "all": (None, gettext_noop("all of it")),
}
MOST_SINGLE_DAYS = 200
"""A longer span is shown by weeks: single days could no longer be told apart."""
LONGEST_DAYS = 366 * 30
WEEK = 7


class Point(msgspec.Struct, frozen=True):
    """
    A day, or a week by its first day: the value (a week's is the mean of its days with one), the level with its
    interval, and what was expected. None is a gap; `days` counts those with a value.
    """

    day: date
    days: int = 0
    value: float | None = None
    least: float | None = None
    most: float | None = None
    level: float | None = None
    low: float | None = None
    high: float | None = None
    p25: float | None = None
    p50: float | None = None
    p75: float | None = None


@router.get("/trend")
def trend(request: Request, person: ThePerson, series: str = PAIN, span: str = "month") -> HTMLResponse:
    """The chart, its words and its table."""
    entries = person.diary().entries()
    names = series_names(entries)
    if span not in SPANS or (entries and series not in names and series != PAIN):
        raise Fault(gettext("The diary has nothing of that kind. Choose another on the page of the trend."))
    if not entries:
        return page(request, "diary/trend_empty.html")
    daily = usual_daily(series)
    shown = _shown(person, series, daily, span)
    by_week = len(shown.rows) > MOST_SINGLE_DAYS
    points = _points(shown)
    points = list(_weeks(points)) if by_week else points
    return page(
        request,
        "diary/trend.html",
        series=series,
        span=span,
        name=series_words(series, person.knowledge),
        choices=[(name, series_words(name, person.knowledge)) for name in dict.fromkeys([*names, series])],
        spans=[(key, gettext(words)) for key, (_, words) in SPANS.items()],
        sentences=tuple(standing_sentences(shown, daily)),
        points=points,
        told=sum(point.days for point in points),
        gaps=len(shown.rows) - sum(point.days for point in points),
        by_week=by_week,
        kinds={one.kind for one in _stretches(shown)},
        has_expected=bool(shown.expected),
        drawing=None if by_week else draw_month(shown),
        chart=Markup(_chart(points, shown, daily, WEEK if by_week else 1)),  # noqa: S704  only numbers, days and kinds of our own
    )


def _shown(person: Person, series: str, daily: Daily, span: str) -> DiaryMonth:
    """The span, which ends today; of all, it begins with the first entry."""
    store = person.diary()
    entries = store.entries()
    today = max(person.diary_today, entries[-1].day)
    length = SPANS[span][0] or min(LONGEST_DAYS, (today - entries[0].day).days + 1)
    days = [today - timedelta(days=number) for number in reversed(range(length))]
    plan = last_plan(store) if series == PAIN else None
    return diary_span(entries, series, daily, days, today, plan, episode_edits(store)[0])


def _points(shown: DiaryMonth) -> list[Point]:
    values = dict(zip(shown.series.days, shown.series.values, strict=True))
    return [_day_point(row, values.get(row.day)) for row in shown.rows]


def _day_point(row: OverlayDay, value: float | None) -> Point:
    """A day; the level is left out in a gap, where nobody knows."""
    level = row.own if value is not None else None
    expected = row.expected
    return Point(
        day=row.day,
        days=int(value is not None),
        value=value,
        least=value,
        most=value,
        level=level.level if level else None,
        low=level.low if level else None,
        high=level.high if level else None,
        p25=expected.p25 if expected else None,
        p50=expected.p50 if expected else None,
        p75=expected.p75 if expected else None,
    )


def _weeks(points: Sequence[Point]) -> Iterator[Point]:
    """Calendar weeks: the level and what was expected are those of a week's last day that has them."""
    for monday, week in groupby(points, key=lambda point: point.day - timedelta(days=point.day.weekday())):
        days = list(week)
        values = [day.value for day in days if day.value is not None]
        level = next((day for day in reversed(days) if day.level is not None), Point(monday))
        expected = next((day for day in reversed(days) if day.p50 is not None), Point(monday))
        yield Point(
            day=monday,
            days=len(values),
            value=sum(values) / len(values) if values else None,
            least=min(values, default=None),
            most=max(values, default=None),
            level=level.level,
            low=level.low,
            high=level.high,
            p25=expected.p25,
            p50=expected.p50,
            p75=expected.p75,
        )


def _chart(points: Sequence[Point], shown: DiaryMonth, daily: Daily, step: int) -> str:
    """
    What trend.js draws, as JSON that is safe inside a page: `null` is a gap, and `step` how many days a point is.

    The interval is cut off at the ends of the scale, as the drawing of a month is.
    """
    lowest, highest = scale_of(shown.series.name, daily)
    columns = {
        name: [_cut(getattr(point, name), lowest, highest) for point in points]
        for name in ("value", "low", "high", "p25", "p50", "p75")
    }
    told = [value for value in columns["value"] if value is not None]
    encoded = msgspec.json.encode(
        {
            "days": [point.day for point in points],
            **columns,
            "step": step,
            "scale": [min([0.0, *told]), max([10.0, *told])],
            "episodes": [
                {"kind": one.kind, "start": one.start, "end": one.end or points[-1].day} for one in _stretches(shown)
            ],
        }
    )
    return encoded.decode().replace("<", "\\u003c")


def _stretches(shown: DiaryMonth) -> tuple[Episode, ...]:
    """Flares and calm, which are shaded; what is as usual is not."""
    found = shown.episodes.episodes if shown.episodes else ()
    return tuple(one for one in found if one.kind != "ongoing")


def _cut(value: float | None, lowest: float, highest: float) -> float | None:
    return None if value is None else round(min(max(value, lowest), highest), 2)
