"""Flares, calm and the level of pain, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rhomboid.answers.month import DiaryMonth
from rhomboid.answers.wording import percent
from rhomboid.diary import Daily, scale_of
from rhomboid.language import Words, day_month, day_month_year, days_between, gettext_noop, numeral
from rhomboid.language import gettext as _
from rhomboid.model import Episode, EpisodeKind, EpisodeOrigin, Episodes

KINDS: Words[EpisodeKind] = Words(
    {
        "flare": gettext_noop("a flare"),
        "calm": gettext_noop("a calm stretch"),
        "ongoing": gettext_noop("ongoing pain"),
    }
)
SAID: Words[EpisodeOrigin] = Words(
    {
        "confirmed": gettext_noop("as you confirmed"),
        "moved": gettext_noop("on the days you gave"),
        "added": gettext_noop("as you said"),
    }
)
LIKELY = 0.5


def days_told(start: date, end: date | None) -> str:
    """The days of an episode: ``3 to 9 October 2026``, or ``since 12 November 2026`` while it lasts."""
    if end is None:
        return _("since {day}").format(day=day_month_year(start))
    return days_between(start, end)


def what_it_is(episode: Episode) -> str:
    """The kind of an episode and how sure it is; what the person said is not made unsure by the diary."""
    sure = percent(episode.probability) if episode.probability is not None else ""
    kind = KINDS[episode.kind]
    if episode.origin != "inferred":
        said = _("{kind}, {as_said}").format(kind=kind, as_said=SAID[episode.origin])
        return " ".join((said, _("(your numbers alone: {sure})").format(sure=sure))) if sure else said
    likely = (episode.probability or 0.0) >= LIKELY
    word = (_("probably {kind}") if likely else _("perhaps {kind}")).format(kind=kind)
    return f"{word} ({sure})" if sure else word


def kinds_explained(episodes: Episodes) -> str:
    """What the three kinds mean for this person."""
    words = _(
        "A flare is a level of {points} points or more above what was usual for you then; calm is as much below it, or "
        "no pain; ongoing is about as usual. It is worked out from your numbers alone, so it can miss what you felt as "
        "a flare."
    )
    return words.format(points=numeral(f"{episodes.margin_nrs:.1f}"))


def standing_sentences(month: DiaryMonth, daily: Daily) -> Iterator[str]:
    """Where the level is on the last day of the month with an entry, and what that day is part of."""
    day = month.standing
    if day is None:
        return
    lowest, highest = scale_of(month.series.name, daily)
    values = (min(max(value, lowest), highest) for value in (day.level, day.low, day.high))
    level, low, high = (numeral(f"{value:.1f}") for value in values)
    words = _("Level on {day} without single days' ups and downs: {level} (95% sure between {low} and {high}).")
    yield words.format(day=day_month(day.day), level=level, low=low, high=high)
    if month.episode:
        days = days_told(month.episode.start, month.episode.end)
        yield _("That day: {what}, {days}.").format(what=what_it_is(month.episode), days=days)
    elif month.episodes and month.episodes.too_early:
        yield month.episodes.too_early
