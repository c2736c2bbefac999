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

import numpy as np
from numpy.typing import NDArray

from rhomboid.model.trial import AnalysisPlan
from rhomboid.trials.layout import Flags, Floats

PHI = np.tanh(np.linspace(-0.55, 2.2, 24))
"""Grid of the autocorrelation, -0.50 to 0.98, finer towards 1; uniform prior."""
PHI_WEIGHTS = np.gradient(PHI) / np.gradient(PHI).sum()
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
    columns, which = _columns(np.where(seen, outcomes, 0.0), codes, plan)
    gram, log_scale = _whitened_moments(columns, seen)
    size = which.shape[1]
    blocks = gram[:, :, which[:, :, None], which[:, None, :]].reshape(len(outcomes), -1, size, size)
    blocks += np.diag(_prior_diagonal(size))
    factors = np.linalg.cholesky(blocks).astype(np.float64, copy=False)
    return _conjugate(factors, np.repeat(log_scale, len(which), axis=1), seen.sum(axis=1))


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


def _columns(outcomes: Floats, codes: Floats, plan: AnalysisPlan) -> tuple[Floats, NDArray[np.intp]]:
    """All columns [N, T, M], and for each cell but for phi which of them it uses: nuisances, effect, outcome."""
    count, days = outcomes.shape
    day = np.arange(days)
    recoveries = [0.5 ** (day / half_life) for half_life in plan.recovery_half_lives_days]
    shared = np.stack([np.ones(days), (day - (days - 1) / 2) / TREND_DAYS, *recoveries], axis=-1)
    exposures = [exposure(codes, half_life) for half_life in plan.carryover_half_lives_days]
    base, last = shared.shape[1], shared.shape[1] + len(exposures)
    columns = np.empty((count, days, last + 1))
    columns[:, :, :base] = shared
    for number, one in enumerate(exposures):
        columns[:, :, base + number] = one
    columns[:, :, last] = outcomes
    nuisances = [[0, 1, 2 + number] for number in range(len(recoveries))] or [[0, 1]]
    which = [[*nuisance, base + number, last] for nuisance in nuisances for number in range(len(exposures))]
    return columns, np.array(which)


def _whitened_moments(columns: Floats, seen: Flags) -> tuple[Floats, Floats]:
    """
    Cross products of the columns with errors made independent, [N, G, M, M], and the log of what they were divided by.

    For each length of gap the products of a day's row with itself and with the row before are summed once; a phi only
    weighs those sums. The first day seen has nothing before it: gap 0.
    """
    count, days, size = columns.shape
    latest = np.maximum.accumulate(np.where(seen, np.arange(days), -1), axis=1)
    before = np.concatenate([np.full((count, 1), -1), latest[:, :-1]], axis=1)
    gap = np.where(before >= 0, np.arange(days) - before, 0)
    gaps = np.flatnonzero(np.bincount(gap[seen], minlength=1))
    of_gap = ((gap[:, None] == gaps[:, None]) & seen[:, None])[:, :, None]
    earlier = np.take_along_axis(columns, np.maximum(before, 0)[:, :, None], axis=1)
    both = np.concatenate([columns, earlier], axis=2)[:, None]
    sums = (both.swapaxes(2, 3) * of_gap) @ both
    own, past = sums[:, :, :size, :size], sums[:, :, size:, size:]
    crossed = sums[:, :, :size, size:] + sums[:, :, size:, :size]
    linked = np.where(gaps > 0, PHI[:, None] ** gaps, 0.0)
    left = 1 - linked * linked
    weights = np.concatenate([1 / left, -linked / left, linked * linked / left], axis=1)
    parts = np.concatenate([own, crossed, past], axis=1).reshape(count, -1, size * size)
    gram = (weights @ parts).reshape(count, -1, size, size)
    return gram, of_gap.sum(axis=(2, 3)) @ np.log(left).T / 2


def _prior_diagonal(size: int) -> Floats:
    """Prior precisions in the order of a cell's columns; the outcome's place holds twice the prior rate."""
    recovery = [PRIOR_SD_RECOVERY] * (size - 4)
    deviations = np.array([PRIOR_SD_LEVEL, PRIOR_SD_TREND, *recovery, PRIOR_SD_EFFECT])
    return np.append(deviations**-2.0, 2 * PRIOR_RATE)


def _conjugate(factors: Floats, log_scale: Floats, days: NDArray[np.intp]) -> Cells:
    """From Cholesky factors [N, C, d + 1, d + 1] with the effect next to last and the outcome last."""
    diagonal = np.diagonal(factors, axis1=-2, axis2=-1)
    shape = PRIOR_SHAPE + days / 2
    rate = diagonal[..., -1] ** 2 / 2
    log_weight = -np.log(diagonal[..., :-1]).sum(axis=-1) - shape[:, None] * np.log(rate) - log_scale
    inner = factors.shape[1] // len(PHI)
    log_weight += np.repeat(LOG_PHI_WEIGHTS, inner)
    weights = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    means = factors[..., -1, -2] / diagonal[..., -2]
    scales = np.sqrt(rate / shape[:, None]) / diagonal[..., -2]
    variances = rate / np.maximum(shape - 1, 0.5)[:, None]
    return Cells(weights, means, scales, 2 * shape, np.repeat(PHI, inner), variances, days)
