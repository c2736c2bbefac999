"""
The model that bets: a regression with AR(1) errors, taken forward one day at a time.

It keeps, for each cell of a small grid, the conjugate posterior of level, trend and effect, and says how probable the
next outcome is under either arm. Nothing it assumes is needed for the evidence to be valid: a bad model loses its
bets. Outcomes are in points of a 0-10 scale.

Arrays put the small axes first and the people last: [d, d, B, C, N] for d coefficients, B branches (what might have
been), C cells, N people.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rhomboid.trials.layout import Flags, Floats

PHI = np.array([0.0, 0.25, 0.45, 0.65, 0.85])
PHI_WEIGHTS = np.array([0.2, 0.25, 0.25, 0.2, 0.1])
"""Autocorrelations it reckons with and how likely each is, about as wide as people are known to differ."""
EFFECTS = np.array([-1.0, 1.0])
PRIOR_SD_EFFECT = 0.6
"""It expects an effect of about a point, either way, give or take this many of the error's standard deviations."""
PRIOR_SD_LEVEL, PRIOR_SD_TREND = 20.0, 1.0
"""Prior standard deviations of level and of trend over 28 days, in units of the error's own."""
PRIOR_SHAPE, PRIOR_RATE = 1.5, 1.5
"""Inverse gamma prior of the error's variance, worth three days with a standard deviation of one point."""
TREND_DAYS = 28.0

CELL_PHI = np.tile(PHI, len(EFFECTS))
CELL_EFFECT = np.repeat(EFFECTS, len(PHI))
CELL_WEIGHTS = np.tile(PHI_WEIGHTS / len(EFFECTS), len(EFFECTS))


@dataclass(frozen=True, eq=False)
class Belief:
    """
    Posterior of every cell, and the last outcome seen.

    `mean` [d, B, C, N], `spread` [d, d, B, C, N], `rate` and `log_weight` [B, C, N], `shape` [N]; `last_row`
    [d, B, N], `last_outcome` [B, N], `gap` [N] days since it, 0 before the first.
    """

    mean: Floats
    spread: Floats
    rate: Floats
    log_weight: Floats
    shape: Floats
    last_row: Floats
    last_outcome: Floats
    gap: NDArray[np.intp]

    def log_evidence(self) -> Floats:
        """Log of the probability of all outcomes so far in each branch, up to a common factor, [B, N]."""
        return _log_sum(self.log_weight)

    def branched(self, branches: int) -> Belief:
        """Each branch as the start of several, side by side."""
        return replace(
            self,
            mean=self.mean.repeat(branches, axis=1),
            spread=self.spread.repeat(branches, axis=2),
            rate=self.rate.repeat(branches, axis=0),
            log_weight=self.log_weight.repeat(branches, axis=0),
            last_row=self.last_row.repeat(branches, axis=1),
            last_outcome=self.last_outcome.repeat(branches, axis=0),
        )

    def chosen(self, second: Flags, branches: tuple[int, int]) -> Belief:
        """One branch for each person: of the two named, the second where `second`."""

        def of(values: Floats, axis: int) -> Floats:
            one, other = (values.take([number], axis=axis) for number in branches)
            return np.where(second, other, one)

        log_weight = of(self.log_weight, 0)
        return replace(
            self,
            mean=of(self.mean, 1),
            spread=of(self.spread, 2),
            rate=of(self.rate, 0),
            log_weight=log_weight - log_weight.max(axis=1, keepdims=True),
            last_row=of(self.last_row, 1),
            last_outcome=of(self.last_outcome, 0),
        )


@dataclass(frozen=True, eq=False)
class _Step:
    """What one outcome does to a belief: see `absorb`."""

    row: Floats
    gain: Floats
    width: Floats
    surprise: Floats
    rate: Floats
    log_weight: Floats


def opening_belief(people: int) -> Belief:
    """What the bettor believes before the first day."""
    cells = len(CELL_PHI)
    mean = np.zeros((3, 1, cells, people))
    mean[2] = CELL_EFFECT[:, None]
    spread = np.zeros((3, 3, 1, cells, people))
    for number, deviation in enumerate((PRIOR_SD_LEVEL, PRIOR_SD_TREND, PRIOR_SD_EFFECT)):
        spread[number, number] = deviation**2
    return Belief(
        mean=mean,
        spread=spread,
        rate=np.full((1, cells, people), PRIOR_RATE),
        log_weight=np.broadcast_to(np.log(CELL_WEIGHTS)[:, None], (1, cells, people)),
        shape=np.full(people, PRIOR_SHAPE),
        last_row=np.zeros((3, 1, people)),
        last_outcome=np.zeros((1, people)),
        gap=np.zeros(people, dtype=np.intp),
    )


def absorb(belief: Belief, day: int, codes: Floats, outcomes: Floats, seen: Flags) -> Belief:
    """
    The belief after one more day. `codes` and `outcomes` [B, N] are those of each branch, `seen` [N].

    A day not seen moves nothing but the gap.
    """
    step = _step(belief, day, codes, outcomes, seen)
    share = np.where(seen, step.gain / step.width, 0.0)
    return Belief(
        mean=belief.mean + share * step.surprise,
        spread=belief.spread - share[:, None] * step.gain,
        rate=step.rate,
        log_weight=step.log_weight,
        shape=belief.shape + seen / 2,
        last_row=np.where(seen, step.row, belief.last_row),
        last_outcome=np.where(seen, outcomes, belief.last_outcome),
        gap=np.where(seen, 1, belief.gap + (belief.gap > 0)),
    )


def log_evidence_after(belief: Belief, day: int, codes: Floats, outcomes: Floats, seen: Flags) -> Floats:
    """`log_evidence` after one more day, [B, N]."""
    return _log_sum(_step(belief, day, codes, outcomes, seen).log_weight)


def _step(belief: Belief, day: int, codes: Floats, outcomes: Floats, seen: Flags) -> _Step:
    linked = _linked(belief.gap)
    scale = np.sqrt(1 - linked * linked)
    row = np.stack([np.ones_like(codes), np.full_like(codes, day / TREND_DAYS), codes])
    white = (row[:, :, None] - linked * belief.last_row[:, :, None]) / scale
    left = (outcomes[:, None] - linked * belief.last_outcome[:, None]) / scale
    surprise = np.where(seen, left - (white * belief.mean).sum(axis=0), 0.0)
    gain = (belief.spread * white).sum(axis=1)
    width = 1 + (white * gain).sum(axis=0)
    rate = belief.rate + surprise * surprise / (2 * width)
    log_density = belief.shape * np.log(belief.rate / rate) - np.log(scale * np.sqrt(width * rate))
    return _Step(row, gain, width, surprise, rate, belief.log_weight + np.where(seen, log_density, 0.0))


def _linked(gap: NDArray[np.intp]) -> Floats:
    """phi ** gap for each cell and person, [C, N]; 0 before the first outcome."""
    powers: Floats = CELL_PHI[:, None] ** np.arange(gap.max() + 1)
    powers[:, 0] = 0
    return powers[:, gap]


def _log_sum(log_weight: Floats) -> Floats:
    most = log_weight.max(axis=1)
    result: Floats = most + np.log(np.exp(log_weight - most[:, None]).sum(axis=1))
    return result
