"""Published figures: one number of one study, with what it measured and against what."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.model.quantities import Estimate

Measure = Literal["points", "sd", "share", "risk_ratio", "hazard_ratio", "odds_ratio", "days", "count"]
"""
What the number is.

- ``points``: on a scale of `span` points; a difference, unless `compared` gives the other arm's;
- ``sd``: a standardised mean difference;
- ``share``: of people (or events), 0..1;
- ``risk_ratio``, ``hazard_ratio``, ``odds_ratio``: option over comparator;
- ``days``: a time, usually a median;
- ``count``: anything else that is counted, in the words of `outcome`.
"""

Control = Literal["placebo", "active", "usual_care", "nothing", "none"]
"""What stood against the option; ``none`` where nobody was left without it."""

EvidenceCertainty = Literal["high", "moderate", "low", "very_low", "none"]
"""GRADE's four levels; ``none`` where no study was found."""

Directness = Literal["upper_back", "neck", "low_back", "elsewhere"]
"""Whose pain was studied, from the nearest to the farthest from the reader's."""


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One number as its source gives it.

    `id` is unique in the knowledge base: ``file.key``. Differences are option minus comparator: negative is less
    pain or fewer events. `compared` is the comparator's own number where each arm has one. `span` is the width of
    the scale behind ``points`` (10 for 0-10, 100 for 0-100). `wanted` says whether more of the outcome is good.
    `by` says when it was measured, `versus` against what, in plain words.
    """

    id: str
    outcome: str
    measure: Measure
    estimate: Estimate
    compared: Estimate | None = None
    span: float = 10.0
    wanted: bool = False
    versus: str | None = None
    by: str | None = None


class Effect(Figure, frozen=True, omit_defaults=True, kw_only=True):
    """A figure of what a remedy does: against what kind of control, how sure (GRADE), and in whose pain."""

    control: Control
    certainty: EvidenceCertainty
    directness: Directness


class Statement(msgspec.Struct, frozen=True, omit_defaults=True):
    """A finding that its source gives in words alone; `source` is None when it is our judgement."""

    says: str
    source: str | None = None
    place: str | None = None
