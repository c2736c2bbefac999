"""The level under a daily series, and the flares, calm and ongoing stretches of a diary."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from rhomboid.language import gettext as _

EpisodeKind = Literal["flare", "calm", "ongoing"]
"""Clearly worse than one's usual pain, clearly better (or no pain at all), and pain about as usual."""

EPISODE_KINDS: tuple[EpisodeKind, ...] = ("flare", "calm", "ongoing")

EditAction = Literal["confirmed", "moved", "added", "removed"]
EpisodeOrigin = Literal["inferred", "confirmed", "moved", "added"]


class SmoothedDay(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    The level under one day of a series, with its 95% interval, in the units of the series.

    `value` is what was written, None on a day without an entry. The interval is not cut off at the scale's ends.
    """

    day: date
    level: float
    low: float
    high: float
    value: float | None = None


class Smoothed(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A series with the day-to-day noise taken out.

    `noise_sd` is how far single days lie from the level, `step_sd` how far the level itself moves in a day, both as
    standard deviations. `entries` counts the days with a value; without any there are no `days`.
    """

    name: str
    days: tuple[SmoothedDay, ...] = ()
    noise_sd: float = 0.0
    step_sd: float = 0.0
    entries: int = 0


class EpisodeDay(msgspec.Struct, frozen=True):
    """How probable each kind is on one day (they sum to 1), and what pain (0-10) was usual around it."""

    day: date
    flare: float
    calm: float
    ongoing: float
    usual_nrs: float


class Episode(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A stretch of days of one kind.

    `end` is its last day, None while it lasts. `probability` is the diary's own for this kind, a mean over the
    days: also where the person said otherwise, and None where the diary says nothing of those days.
    """

    kind: EpisodeKind
    start: date
    end: date | None = None
    probability: float | None = None
    origin: EpisodeOrigin = "inferred"


class EpisodeEdit(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What the person says of an episode: it was so, it was at another time, it was there too, or there was none.

    `start` and `end` are its first and last day; with `end` None it lasted when they said so, on `said_on`, and what
    they said holds until the diary turns to another kind. Of an episode `moved`, `from_start` and `from_end` are
    what they were before.
    """

    action: EditAction
    kind: EpisodeKind
    said_on: date
    start: date
    end: date | None = None
    from_start: date | None = None
    from_end: date | None = None


class Episodes(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    The episodes of a diary.

    `episodes` are as the person has them, edits included; `inferred` as the diary alone gives them; `days` the
    probabilities, which no edit changes. `too_early` says in words why there are none inferred yet, and is empty
    when there are. `margin_nrs` is how far from usual a flare or calm is, in points of 10: one standard deviation
    of the person's own days (`noise_sd`), at least one point.
    """

    name: str
    episodes: tuple[Episode, ...] = ()
    inferred: tuple[Episode, ...] = ()
    days: tuple[EpisodeDay, ...] = ()
    too_early: str = ""
    margin_nrs: float = 0.0
    noise_sd: float = 0.0
    entries: int = 0


def edit_fault(edit: EpisodeEdit) -> str:
    """What is wrong with an edit, in one sentence; empty when it can be used."""
    if edit.end is not None and edit.end < edit.start:
        return _("An episode cannot end before it starts.")
    if edit.action == "moved" and edit.from_start is None:
        return _("An episode that was moved needs the day it began before.")
    if edit.from_start and edit.from_end and edit.from_end < edit.from_start:
        return _("An episode cannot end before it starts.")
    return ""
