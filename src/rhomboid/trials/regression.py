"""
Bayesian regression with AR(1) errors, exact by conjugacy on a grid.

    outcome = level + trend + recovery + effect * exposure + error,   error AR(1), missing days left out exactly

Given the autocorrelation phi, the days observed are whitened with their true gaps: with g days between two of them the
error is phi**g times the last one plus noise of variance sd**2 * (1 - phi**(2 g)). What remains is ordinary conjugate
regression, one Cholesky factor a cell. The cells are all combinations of phi, the half-life of carry-over and that of
recovery, weighted by their marginal likelihoods.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rhomboid.model.trial import AnalysisPlan
from rhomboid.trials.layout import Flags, Floats

PHI = np.tanh(np.linspace(-0.55, 2.2, 20))
"""Grid of the autocorrelation, -0.50 to 0.98, even on the inverse hyperbolic tangent's scale: finer towards 1."""
PHI_WEIGHTS = 1 - PHI**2
PHI_WEIGHTS[[0, -1]] /= 2
PHI_WEIGHTS /= PHI_WEIGHTS.sum()
"""A uniform prior on that interval, by the trapezoid rule."""
LOG_PHI_WEIGHTS = np.log(PHI_WEIGHTS)
TREND_DAYS = 28.0
"""The trend's unit of time."""
PRIOR_SD_LEVEL, PRIOR_SD_TREND, PRIOR_SD_RECOVERY, PRIOR_SD_EFFECT = 100.0, 3.0, 5.0, 100.0
"""Prior standard deviations of the coefficients in units of the error's own; the effect's and level's are flat."""
PRIOR_SHAPE, PRIOR_RATE = 0.5, 0.5
"""Inverse gamma prior of the error's variance, worth one day with a standard deviation of one point."""


@dataclass(frozen=True, eq=False)
class Cells:
    """
    The effect's posterior for N trials: a mixture over C cells of Student's t.

    `weights`, `means` and `scales` [N, C]; `freedom` [N], the degrees of freedom; `phi` [C] and `variances` [N, C],
    the posterior mean of the error's variance in each cell; `days` [N], how many outcomes were used.
    """

    weights: Floats
    means: Floats
    scales: Floats
    freedom: Floats
    phi: Floats
    variances: Floats
    days: NDArray[np.intp]


def regress(outcomes: Floats, codes: Floats, plan: AnalysisPlan) -> Cells:
    """
    Fit N trials of T days. `outcomes` [N, T] has NaN where nothing counts, `codes` [N, T] is +1/2 or -1/2.

    Misleads where the effect is not the same every day, where the error's variance changes, and where remedy days
    lie mostly on one side of a bend in the course that neither trend nor recovery can follow.
    """
    seen = ~np.isnan(outcomes)
    columns = _columns(np.where(seen, outcomes, 0.0), codes, plan)
    gram, log_scale = _whitened_moments(columns, seen)
    which = _cells(len(plan.recovery_half_lives_days), len(plan.carryover_half_lives_days))
    blocks = gram[:, :, which[:, :, None], which[:, None, :]] + _prior_precision(which.shape[1])
    factors = np.linalg.cholesky(blocks).astype(np.float64, copy=False)
    return _conjugate(factors, log_scale, seen.sum(axis=1))


def exposure(codes: Floats, half_life_days: float) -> Floats:
    """
    The effect's strength on each day, [..., T]: it builds up and fades by half in `half_life_days`.

    At the start it is midway, so that swapping the arms' names flips its sign exactly.
    """
    if half_life_days == 0:
        return codes
    keep = 0.5 ** (1 / half_life_days)
    result = np.empty_like(codes)
    level = np.zeros(codes.shape[:-1])
    for day in range(codes.shape[-1]):
        level = keep * level + (1 - keep) * codes[..., day]
        result[..., day] = level
    return result


def _columns(outcomes: Floats, codes: Floats, plan: AnalysisPlan) -> Floats:
    """Everything that may enter a cell, [N, M, T]: level, trend, recoveries, exposures, and the outcome last."""
    count, days = outcomes.shape
    shared = _shared_columns(days, plan.recovery_half_lives_days)
    base = len(shared)
    columns = np.empty((count, base + len(plan.carryover_half_lives_days) + 1, days))
    columns[:, :base] = shared
    for number, half_life in enumerate(plan.carryover_half_lives_days, start=base):
        columns[:, number] = exposure(codes, half_life)
    columns[:, -1] = outcomes
    return columns


@lru_cache(maxsize=64)
def _shared_columns(days: int, recovery_half_lives_days: tuple[float, ...]) -> Floats:
    """The columns that are the same for everyone: level, trend, recoveries, [2 + R, T]."""
    day = np.arange(days)
    recoveries = [0.5 ** (day / half_life) for half_life in recovery_half_lives_days]
    return np.stack([np.ones(days), (day - (days - 1) / 2) / TREND_DAYS, *recoveries])


@lru_cache(maxsize=64)
def _cells(recoveries: int, exposures: int) -> NDArray[np.intp]:
    """For each cell but for phi, which columns it uses: level, trend, one recovery if any, effect, outcome."""
    base = 2 + recoveries
    nuisances = [[0, 1, 2 + number] for number in range(recoveries)] or [[0, 1]]
    last = base + exposures
    return np.array([[*nuisance, base + number, last] for nuisance in nuisances for number in range(exposures)])


@lru_cache(maxsize=8)
def _prior_precision(size: int) -> Floats:
    """Prior precisions in the order of a cell's columns, [size, size]; the outcome's place holds twice the rate."""
    recovery = [PRIOR_SD_RECOVERY] * (size - 4)
    deviations = np.array([PRIOR_SD_LEVEL, PRIOR_SD_TREND, *recovery, PRIOR_SD_EFFECT])
    return np.diag(np.append(deviations**-2.0, 2 * PRIOR_RATE))


def _whitened_moments(columns: Floats, seen: Flags) -> tuple[Floats, Floats]:
    """
    Cross products of the columns with errors made independent, [N, G, M, M], and the log of what they were divided by.

    For each length of gap the products of a day's row with itself and with the row before are summed once; a phi only
    weighs those sums. The first day seen has nothing before it: gap 0.
    """
    count, size, days = columns.shape
    before = np.full((count, days), -1)
    np.maximum.accumulate(np.where(seen, np.arange(days), -1)[:, :-1], axis=1, out=before[:, 1:])
    gap = np.where(before >= 0, np.arange(days) - before, 0)
    gaps = np.flatnonzero(np.bincount(gap[seen], minlength=1))
    of_gap = ((gap[:, None] == gaps[:, None]) & seen[:, None]).astype(np.float64)
    earlier = np.take_along_axis(columns, before[:, None], axis=2)
    both = np.concatenate([columns, earlier], axis=1)
    sums = (both[:, None] * of_gap[:, :, None]) @ both.swapaxes(1, 2)[:, None]
    own, past = sums[:, :, :size, :size], sums[:, :, size:, size:]
    crossed = sums[:, :, :size, size:] + sums[:, :, size:, :size]
    parts = np.concatenate([own, crossed, past], axis=1).reshape(count, -1, size * size)
    weights, log_scales = _gap_weights(days)
    gram = (weights[:, :, gaps].reshape(len(PHI), -1) @ parts).reshape(count, -1, size, size)
    return gram, of_gap.sum(axis=2) @ log_scales[gaps]


@lru_cache(maxsize=64)
def _gap_weights(days: int) -> tuple[Floats, Floats]:
    """For each phi and gap the weights of own, crossed and past products [G, 3, days], and log scales [days, G]."""
    gap = np.arange(days)
    linked = np.where(gap > 0, PHI[:, None] ** gap, 0.0)
    left = 1 - linked * linked
    return np.stack([1 / left, -linked / left, linked * linked / left], axis=1), np.log(left).T / 2


def _conjugate(factors: Floats, log_scale: Floats, days: NDArray[np.intp]) -> Cells:
    """From Cholesky factors [N, G, W, d + 1, d + 1] with the effect next to last and the outcome last."""
    diagonal = np.diagonal(factors, axis1=-2, axis2=-1)
    flat = (len(factors), -1)
    shape = PRIOR_SHAPE + days[:, None] / 2
    rate = (diagonal[..., -1] ** 2 / 2).reshape(flat)
    precision = diagonal[..., -2].reshape(flat)
    prior = LOG_PHI_WEIGHTS - log_scale
    log_weight = (prior[:, :, None] - np.log(diagonal[..., :-1]).sum(axis=-1)).reshape(flat) - shape * np.log(rate)
    weights = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return Cells(
        weights=weights,
        means=factors[..., -1, -2].reshape(flat) / precision,
        scales=np.sqrt(rate / shape) / precision,
        freedom=2 * shape[:, 0],
        phi=np.repeat(PHI, factors.shape[2]),
        variances=rate / np.maximum(shape - 1, 0.5),
        days=days,
    )
