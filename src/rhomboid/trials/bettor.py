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
class _Day:
    """
    A day's row and outcome with errors made independent, had its arm's code been 0.

    `scale` [C, N] is the new noise's share of the error's standard deviation, by which `row` [d, B, C, N] is divided;
    `left` [B, C, N] is what the last outcome carries over, divided likewise.
    """

    scale: Floats
    row: Floats
    left: Floats


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
    today = _today(belief, day)
    white = today.row
    white[2] += codes[:, None] / today.scale
    surprise = outcomes[:, None] / today.scale - today.left - (white * belief.mean).sum(axis=0)
    gain = (belief.spread * white).sum(axis=1)
    width = 1 + (white * gain).sum(axis=0)
    rate, log_density = _density(belief, surprise, width, today.scale)
    share = np.where(seen, gain / width, 0.0)
    row = np.stack([np.ones_like(codes), np.full_like(codes, day / TREND_DAYS), codes])
    return Belief(
        mean=belief.mean + share * surprise,
        spread=belief.spread - share[:, None] * gain,
        rate=np.where(seen, rate, belief.rate),
        log_weight=belief.log_weight + np.where(seen, log_density, 0.0),
        shape=belief.shape + seen / 2,
        last_row=np.where(seen, row, belief.last_row),
        last_outcome=np.where(seen, outcomes, belief.last_outcome),
        gap=np.where(seen, 1, belief.gap + (belief.gap > 0)),
    )


def log_evidence_after(belief: Belief, day: int, codes: Floats, outcomes: Floats, seen: Flags) -> Floats:
    """
    `log_evidence` with one more day, for K arms' codes and outcomes [K, B, N] of that day, [K, B, N].

    The arms' rows differ in one coefficient only, so that the costly products are made once.
    """
    today = _today(belief, day)
    gain = (belief.spread * today.row).sum(axis=1)
    plain_width = 1 + (today.row * gain).sum(axis=0)
    expected = today.left + (today.row * belief.mean).sum(axis=0)
    scores = np.empty(codes.shape)
    for number, code in enumerate(codes):
        moved = code[:, None] / today.scale
        width = plain_width + moved * (2 * gain[2] + moved * belief.spread[2, 2])
        surprise = outcomes[number][:, None] / today.scale - expected - moved * belief.mean[2]
        log_density = _density(belief, surprise, width, today.scale)[1]
        scores[number] = _log_sum(belief.log_weight + np.where(seen, log_density, 0.0))
    return scores


def _today(belief: Belief, day: int) -> _Day:
    linked = _linked(belief.gap)
    scale = np.sqrt(1 - linked * linked)
    passed = linked / scale
    row = -passed * belief.last_row[:, :, None]
    row[0] += 1 / scale
    row[1] += day / TREND_DAYS / scale
    return _Day(scale, row, passed * belief.last_outcome[:, None])


def _density(belief: Belief, surprise: Floats, width: Floats, scale: Floats) -> tuple[Floats, Floats]:
    """The new rate, and the log density of the day's outcome up to what all branches and cells share."""
    rate = belief.rate + surprise * surprise / (2 * width)
    return rate, belief.shape * np.log(belief.rate / rate) - 0.5 * np.log(width * rate * scale * scale)


def _linked(gap: NDArray[np.intp]) -> Floats:
    """phi ** gap for each cell and person, [C, N]; 0 before the first outcome."""
    powers: Floats = CELL_PHI[:, None] ** np.arange(gap.max() + 1)
    powers[:, 0] = 0
    return powers[:, gap]


def _log_sum(log_weight: Floats) -> Floats:
    most = log_weight.max(axis=1)
    result: Floats = most + np.log(np.exp(log_weight - most[:, None]).sum(axis=1))
    return result
