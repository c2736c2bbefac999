"""A span of the diary with all that lies behind its days: the level, flares and calm, and what was expected."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from rhomboid.diary import Daily, daily_series, find_episodes, is_pain, lay_over, smooth
from rhomboid.model import (
    Band,
    DailySeries,
    Entry,
    Episode,
    EpisodeEdit,
    Episodes,
    OverlayDay,
    Plan,
    Smoothed,
    SmoothedDay,
)

PAIN = "pain"
"""The series that the person's own word on episodes is about."""


class DiaryMonth(msgspec.Struct, frozen=True):
    """
    One series of one month, or of any other span of days.

    `rows` has every day of it, those to come included; `series` and `smoothed` end with the last that has
    been. The level knows the whole diary, later days too; where there is nothing to smooth (yes or no) it has no
    days. `episodes` are those that touch it, None for what is not pain from 0 to 10.
    """

    series: DailySeries
    smoothed: Smoothed
    episodes: Episodes | None
    rows: tuple[OverlayDay, ...]

    @property
    def expected(self) -> dict[date, Band]:
        """What the plan expected, on the days that it covers."""
        return {row.day: row.expected for row in self.rows if row.expected is not None}

    @property
    def standing(self) -> SmoothedDay | None:
        """The level on the last day of the month with a value."""
        return next((one for one in reversed(self.smoothed.days) if one.value is not None), None)

    @property
    def episode(self) -> Episode | None:
        """The episode that the last day with a value lies in."""
        day = self.standing
        return episode_on(day.day, self.episodes) if day and self.episodes else None


def diary_month(
    entries: Sequence[Entry],
    name: str,
    daily: Daily,
    first: date,
    today: date,
    plan: Plan | None = None,
    edits: Sequence[EpisodeEdit] = (),
) -> DiaryMonth:
    """The month that begins on `first`, of one series, beside the course that a plan expected from its own day on."""
    return diary_span(entries, name, daily, month_days(first), today, plan, edits)


def diary_span(
    entries: Sequence[Entry],
    name: str,
    daily: Daily,
    days: Sequence[date],
    today: date,
    plan: Plan | None = None,
    edits: Sequence[EpisodeEdit] = (),
) -> DiaryMonth:
    """Consecutive `days` of one series, as `diary_month` has a month."""
    first = days[0]
    whole = whole_series(entries, name, daily, today)
    smoothed = Smoothed(name) if name.startswith(("remedy:", "trigger:")) else smooth(whole)
    episodes = diary_episodes(whole, edits) if is_pain(name) and daily != "sum" else None
    bands = plan.course.bands if plan and plan.course else ()
    begins = date.fromisoformat(plan.today) if plan and bands else first
    ahead = (days[-1] - max([begins, *(one.day for one in smoothed.days[-1:])])).days
    rows = {row.day: row for row in lay_over(smoothed, bands, begins, max(0, ahead))}
    return DiaryMonth(
        series=daily_series(entries, name, daily, first, min(days[-1], max(first, today))),
        smoothed=replace(smoothed, days=tuple(one for one in smoothed.days if first <= one.day <= days[-1])),
        episodes=_within(episodes, days) if episodes else None,
        rows=tuple(rows.get(day, OverlayDay(day)) for day in days),
    )


def diary_episodes(series: DailySeries, edits: Sequence[EpisodeEdit]) -> Episodes:
    """The episodes of a series. What the person said is about their pain, and not about one place of it."""
    return find_episodes(series, edits if series.name == PAIN else ())


def whole_series(entries: Sequence[Entry], name: str, daily: Daily, today: date) -> DailySeries:
    """A series from the first entry until today, so that silence since the last entry is seen as such."""
    return daily_series(entries, name, daily, last=max([today, *(entry.day for entry in entries)]))


def episode_on(day: date, episodes: Episodes) -> Episode | None:
    """The episode that a day lies in; None where nothing is told of that day."""
    return next((one for one in episodes.episodes if one.start <= day <= (one.end or date.max)), None)


def month_days(first: date) -> tuple[date, ...]:
    """Every day of the month that begins on `first`."""
    return tuple(first.replace(day=day) for day in range(1, monthrange(first.year, first.month)[1] + 1))


def _within(episodes: Episodes, days: Sequence[date]) -> Episodes:
    def touching(found: Sequence[Episode]) -> tuple[Episode, ...]:
        return tuple(one for one in found if one.start <= days[-1] and (one.end or date.max) >= days[0])

    return replace(
        episodes,
        episodes=touching(episodes.episodes),
        inferred=touching(episodes.inferred),
        days=tuple(one for one in episodes.days if days[0] <= one.day <= days[-1]),
    )
