"""Flares, calm and ongoing pain, told from the person's own usual pain, and the person's own word on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from rhomboid.diary.episode_edits import edited, removals
from rhomboid.diary.level_changes import LEAST_NRS, MOST_NRS, Floats, LevelDays, level_days
from rhomboid.diary.series import to_array
from rhomboid.language import gettext as _
from rhomboid.language import ngettext
from rhomboid.model.diary import DailySeries
from rhomboid.model.episode import EPISODE_KINDS, Episode, EpisodeDay, EpisodeEdit, EpisodeKind, Episodes, edit_fault

LEAST_ENTRIES = 14
"""Days with an entry before anything is inferred: two weeks are the least that show what is usual. Judged."""
USUAL_DAYS = 181
"""Days around a day that tell what is usual for it. What fills more than half of them, three months, is no flare but
the new usual. Judged."""
LEAST_MARGIN = 1.0
"""A flare or calm differs from usual by one step of the 0-10 scale at least, however steady the days are. Judged."""
NO_PAIN = 0.5
"""A level below this is nearer to "no pain" than to 1, and calm whatever is usual."""
MORE_LIKELY_THAN_NOT = 0.5
SILENT_DAYS = 14
"""Nothing is told of more days than this without an entry in between. Judged."""

UNSURE, SILENT = -1, -2
Kinds = NDArray[np.int64]


def find_episodes(series: DailySeries, edits: Sequence[EpisodeEdit] = ()) -> Episodes:
    """
    The episodes of a series of pain (0 to 10), with the person's `edits`, oldest first, laid over them.

    A day's usual is the median level over the days with an entry among the `USUAL_DAYS` around it. A flare is a level
    that lies above usual, and calm one that lies below it, by the standard deviation of the person's own days; no
    pain is always calm. A stretch is told where one kind is more likely than not; it begins and ends on a day with an
    entry, and lasts (`end` None) until something else is likelier or the diary falls silent. Misleads in that pain
    alone misses many of the flares that people name, so ask and let them add; in that usual is taken as known; and
    in that days to come can change what is inferred of days gone by. Raises ValueError for values outside 0..10 and
    for edits that `edit_fault` refuses.
    """
    values = to_array(series)
    seen = np.isfinite(values)
    if np.any((values[seen] < LEAST_NRS) | (values[seen] > MOST_NRS)):
        raise ValueError("Episodes are told of pain from 0 to 10, and this series holds other numbers.")
    if fault := next(filter(None, map(edit_fault, edits)), ""):
        raise ValueError(fault)
    entries = int(seen.sum())
    if entries < LEAST_ENTRIES:
        told = edited((), edits, ())
        return Episodes(series.name, told, too_early=_too_early(entries), entries=entries)
    found = level_days(values)
    usual = usual_level(found, seen)
    margin = max(LEAST_MARGIN, found.noise_sd)
    chances = kind_chances(found, usual, margin)
    inferred = _stretches(series, chances, seen)
    without = _stretches(series, _without(series, chances, removals(edits, inferred)), seen)
    return Episodes(
        name=series.name,
        episodes=tuple(_rated(episode, series, chances) for episode in edited(without, edits, inferred)),
        inferred=tuple(_rated(episode, series, chances) for episode in inferred),
        days=tuple(map(EpisodeDay, series.days, *chances.T.tolist(), usual.tolist())),
        margin_nrs=margin,
        noise_sd=found.noise_sd,
        entries=entries,
    )


def usual_level(found: LevelDays, seen: NDArray[np.bool_]) -> Floats:
    """
    [days] the median level over the days with an entry among the `USUAL_DAYS` around a day; on a day without one, on
    the straight line between its neighbours. Near either end of the diary they are its first or last `USUAL_DAYS`.
    """
    days = np.flatnonzero(seen)
    start = np.clip(days - USUAL_DAYS // 2, days[0], max(days[0], days[-1] - USUAL_DAYS + 1))
    first, after = np.searchsorted(days, start), np.searchsorted(days, start + USUAL_DAYS)
    summed = np.concatenate((np.zeros((1, len(found.levels))), np.cumsum(found.probabilities[days], axis=0)))
    shares = (summed[after] - summed[first]) / (after - first)[:, None]
    reached = np.cumsum(shares, axis=1) - shares / 2
    medians = [float(np.interp(0.5, row, found.levels)) for row in reached]
    return np.interp(np.arange(len(seen)), days, medians)


def kind_chances(found: LevelDays, usual: Floats, margin: float) -> Floats:
    """
    [days, kinds] how probable each of `EPISODE_KINDS` is on each day.

    A level stands for all pain up to half way to the next; where a bound cuts through that, it counts in part, so
    that no probability jumps when usual moves a little.
    """

    def beyond(distance: Floats) -> Floats:
        parts = distance / (found.levels[1] - found.levels[0]) + 0.5
        return np.asarray(np.clip(parts, 0.0, 1.0), dtype=np.float64)

    above = beyond(found.levels - usual[:, None] - margin)
    below = np.maximum(beyond(usual[:, None] - margin - found.levels), beyond(NO_PAIN - found.levels))
    flare, calm = ((found.probabilities * part).sum(axis=1) for part in (above, below))
    chances = np.clip(np.column_stack((flare, calm, 1 - flare - calm)), 0.0, 1.0)
    return np.asarray(chances / chances.sum(axis=1, keepdims=True), dtype=np.float64)


def _too_early(entries: int) -> str:
    if not entries:
        words = _("It is too early to tell flares from calm: there are no days with an entry, and it takes {least}.")
    else:
        words = ngettext(
            "It is too early to tell flares from calm: there are one day with an entry, and it takes {least}.",
            "It is too early to tell flares from calm: there are {entries} days with an entry, and it takes {least}.",
            entries,
        )
    return words.format(entries=entries, least=LEAST_ENTRIES)


def _stretches(series: DailySeries, chances: Floats, seen: NDArray[np.bool_]) -> tuple[Episode, ...]:
    """The runs of days of one kind. Days that are unsure join what lies on both sides, if that is of one kind."""
    likely = np.where(chances.max(axis=1) > MORE_LIKELY_THAN_NOT, chances.argmax(axis=1), UNSURE)
    kinds = _joined(np.where(_silent(seen), SILENT, likely))
    episodes: list[Episode] = []
    for kind, run in groupby(range(len(kinds)), key=kinds.tolist().__getitem__):
        days = list(run)
        told = [day for day in days if seen[day]]
        if kind >= 0 and told:
            lasts = bool(np.all((kinds[days[-1] :] == kind) | (kinds[days[-1] :] == UNSURE)))
            end = None if lasts else series.start + timedelta(days=told[-1])
            episodes.append(Episode(EPISODE_KINDS[kind], series.start + timedelta(days=told[0]), end))
    return tuple(episodes)


def _silent(seen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """[days] whether a day lies in a gap, or before or after all entries, of more than `SILENT_DAYS`."""
    edges = np.concatenate(([-1], np.flatnonzero(seen), [len(seen)]))
    gaps = np.repeat(np.diff(edges) - 1 > SILENT_DAYS, np.diff(edges))[:-1]
    return np.asarray(gaps & ~seen, dtype=np.bool_)


def _joined(kinds: Kinds) -> Kinds:
    sure = np.flatnonzero(kinds != UNSURE)
    if not len(sure):
        return kinds
    days = np.arange(len(kinds))
    before = kinds[sure[np.maximum(np.searchsorted(sure, days, side="right") - 1, 0)]]
    after = kinds[sure[np.minimum(np.searchsorted(sure, days), len(sure) - 1)]]
    inside = (days > sure[0]) & (days < sure[-1])
    return np.where(inside & (before == after), before, kinds)


def _without(series: DailySeries, chances: Floats, removed: Iterable[tuple[EpisodeKind, date, date]]) -> Floats:
    """The chances, but none for a kind on the days that the person took it out of: those become unsure."""
    left = chances.copy()
    for kind, start, last in removed:
        left[_days(series, start, last), EPISODE_KINDS.index(kind)] = 0.0
    return left


def _rated(episode: Episode, series: DailySeries, chances: Floats) -> Episode:
    """The episode with the diary's own probability for it."""
    days = chances[_days(series, episode.start, episode.end or date.max), EPISODE_KINDS.index(episode.kind)]
    probability = float(days.mean()) if len(days) else None
    return Episode(episode.kind, episode.start, episode.end, probability, episode.origin)


def _days(series: DailySeries, start: date, last: date) -> slice:
    """Where the days from `start` to `last` stand in the series."""
    return slice(max((start - series.start).days, 0), max((last - series.start).days + 1, 0))
