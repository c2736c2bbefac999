"""Flares, calm and the level of pain, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rhomboid.answers.month import DiaryMonth
from rhomboid.answers.wording import percent
from rhomboid.diary import Daily, scale_of
from rhomboid.model import Episode, EpisodeKind, Episodes

KINDS: dict[EpisodeKind, str] = {"flare": "a flare", "calm": "a calm stretch", "ongoing": "ongoing pain"}
SAID = {"confirmed": "as you confirmed", "moved": "on the days you gave", "added": "as you said"}
LIKELY = 0.5


def days_told(start: date, end: date | None) -> str:
    """The days of an episode: ``3 to 9 October 2026``, or ``since 12 November 2026`` while it lasts."""
    if end is None:
        return f"since {_day(start)} {start:%B %Y}"
    if start == end:
        return f"{_day(end)} {end:%B %Y}"
    month = "" if (start.year, start.month) == (end.year, end.month) else f" {start:%B}"
    year = "" if start.year == end.year else f" {start:%Y}"
    return f"{_day(start)}{month}{year} to {_day(end)} {end:%B %Y}"


def what_it_is(episode: Episode) -> str:
    """The kind of an episode and how sure it is; what the person said is not made unsure by the diary."""
    sure = percent(episode.probability) if episode.probability is not None else ""
    if episode.origin != "inferred":
        alone = f" (your numbers alone: {sure})" if sure else ""
        return f"{KINDS[episode.kind]}, {SAID[episode.origin]}{alone}"
    word = "probably" if (episode.probability or 0.0) >= LIKELY else "perhaps"
    return f"{word} {KINDS[episode.kind]}{f' ({sure})' if sure else ''}"


def kinds_explained(episodes: Episodes) -> str:
    """What the three kinds mean for this person."""
    return (
        f"A flare is a level of {episodes.margin_nrs:.1f} points or more above what was usual for you then; calm is as "
        "much below it, or no pain; ongoing is about as usual. It is worked out from your numbers alone, so it can "
        "miss what you felt as a flare."
    )


def standing_sentences(month: DiaryMonth, daily: Daily) -> Iterator[str]:
    """Where the level is on the last day of the month with an entry, and what that day is part of."""
    day = month.standing
    if day is None:
        return
    lowest, highest = scale_of(month.series.name, daily)
    level, low, high = (min(max(value, lowest), highest) for value in (day.level, day.low, day.high))
    yield (
        f"Level on {_day(day.day)} {day.day:%B} without single days' ups and downs: {level:.1f} "
        f"(95% sure between {low:.1f} and {high:.1f})."
    )
    if month.episode:
        yield f"That day: {what_it_is(month.episode)}, {days_told(month.episode.start, month.episode.end)}."
    elif month.episodes and month.episodes.too_early:
        yield month.episodes.too_early


def _day(day: date) -> str:
    return str(day.day)
