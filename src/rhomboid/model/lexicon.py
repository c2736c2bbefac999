"""The words people use, as data: one lexicon a language."""

from __future__ import annotations

import msgspec


class Lexicon(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Everything the reader knows of one language.

    `classes` are named sets of interchangeable words (``@head``); `phrases` maps a finding id or
    ``category=option`` to its patterns; `cues` holds the words for negation, uncertainty, the past, other
    people and clause ends, by cue kind. `treatments`, `scans` and `ideas` are patterns by remedy, scan finding and
    part of a claim. The pattern language is described in ``reading``.
    """

    language: str
    classes: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[str, ...]]
    cues: dict[str, tuple[str, ...]]
    treatments: dict[str, tuple[str, ...]] = {}
    scans: dict[str, tuple[str, ...]] = {}
    ideas: dict[str, tuple[str, ...]] = {}
    vocabulary: tuple[str, ...] = ()
