"""Flares and calm as the diary and the person have them, and what the person says of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rhomboid.answers.errors import AccountError
from rhomboid.answers.kept import episode_edits
from rhomboid.answers.month import PAIN, diary_episodes, episode_on, whole_series
from rhomboid.diary import Daily, is_pain, series_names
from rhomboid.language import gettext
from rhomboid.model import EditAction, Entry, Episode, EpisodeEdit, Episodes
from rhomboid.store import Store

HIGHEST: Daily = "highest"


def pain_names(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Every series that can have episodes: pain first, then one place after the other."""
    return (PAIN, *(name for name in series_names(entries) if is_pain(name) and name != PAIN))


def episodes_of(store: Store, today: date, name: str = PAIN, daily: Daily = HIGHEST) -> Episodes:
    """The episodes of a pain. Raises AccountError where the diary does not have it."""
    entries = store.entries()
    names = pain_names(entries)
    if name not in names:
        has = gettext("It has: {names}.").format(names=", ".join(names)) if entries else ""
        refused = gettext("The diary has no pain {name}.").format(name=repr(name))
        raise AccountError(f"{refused} {has}".strip())
    return diary_episodes(whole_series(entries, name, daily, today), episode_edits(store)[0])


def said_of(
    known: Episode, action: EditAction, today: date, first: date | None = None, last: date | None = None
) -> EpisodeEdit:
    """What the person says of an episode; with `first`, that it went from there to `last`, or lasts."""
    if first is None:
        return EpisodeEdit(action, known.kind, today, known.start, known.end)
    return EpisodeEdit(action, known.kind, today, first, last, known.start, known.end)


def told_on(day: date, episodes: Episodes) -> Episode:
    """The episode that a day lies in. Raises AccountError where nothing is told of that day."""
    known = episode_on(day, episodes)
    if known is None:
        nothing = gettext("Nothing is told of {day}.").format(day=day)
        raise AccountError(f"{nothing} {episodes.too_early}".strip())
    return known


def standing_now(edit: EpisodeEdit, episodes: Episodes) -> tuple[Episode, ...]:
    """What is told, after an edit, of the days it spoke of."""
    last = edit.end or date.max
    return tuple(one for one in episodes.episodes if one.start <= last and (one.end or date.max) >= edit.start)
