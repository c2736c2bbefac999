"""The person's own word on episodes, laid over what was inferred. The last word on a day counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from rhomboid.model.episode import Episode, EpisodeEdit, EpisodeKind, EpisodeOrigin

DAY = timedelta(days=1)


def edited(
    episodes: Sequence[Episode], edits: Iterable[EpisodeEdit], inferred: Sequence[Episode]
) -> tuple[Episode, ...]:
    """
    The `episodes` in order of their start, each edit overriding what was there on its days.

    What is confirmed, moved or added takes its days from every other episode, which is cut; what is removed, and
    where a moved one was, is cut out of episodes of that kind only. `inferred` are those of the diary alone.
    """
    for edit in edits:
        for kind, start, last in removals([edit], inferred):
            episodes = [piece for one in episodes for piece in _outside(one, start, last, kind)]
        if edit.action != "removed":
            origin: EpisodeOrigin = edit.action
            last = _last_day(edit, edit.end, inferred)
            told = Episode(edit.kind, edit.start, None if last == date.max else last, origin=origin)
            episodes = [piece for one in episodes for piece in _outside(one, edit.start, last)] + [told]
    return tuple(sorted(episodes, key=lambda one: one.start))


def removals(edits: Iterable[EpisodeEdit], inferred: Sequence[Episode]) -> Iterator[tuple[EpisodeKind, date, date]]:
    """The kind, first and last day of all that the person says was not so."""
    for edit in edits:
        if edit.action == "removed":
            yield edit.kind, edit.start, _last_day(edit, edit.end, inferred)
        elif edit.action == "moved" and edit.from_start:
            yield edit.kind, edit.from_start, _last_day(edit, edit.from_end, inferred)


def _last_day(edit: EpisodeEdit, end: date | None, inferred: Sequence[Episode]) -> date:
    """The last day an edit speaks of: the one it names, or the one before the diary turned to another kind."""
    turned = (one.start - DAY for one in inferred if one.kind != edit.kind and one.start > edit.said_on)
    return end or min(turned, default=date.max)


def _outside(episode: Episode, start: date, end: date, kind: EpisodeKind | None = None) -> Iterator[Episode]:
    """The parts of an episode that lie outside some days; all of it when it is of another kind."""
    last = episode.end or date.max
    if (kind and episode.kind != kind) or last < start or episode.start > end:
        yield episode
        return
    if episode.start < start:
        yield Episode(episode.kind, episode.start, start - DAY, origin=episode.origin)
    if last > end:
        yield Episode(episode.kind, end + DAY, episode.end, origin=episode.origin)
