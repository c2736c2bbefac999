"""The level under a daily series: a local level model, exact over gaps, with its parameters integrated over."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rhomboid.diary.series import to_array
from rhomboid.model.diary import DailySeries
from rhomboid.model.episode import Smoothed, SmoothedDay

Floats = NDArray[np.float64]

RATIOS: Floats = np.geomspace(1e-4, 10.0, 26)
"""Variance of the level's daily step over that of a day's noise; each is as likely beforehand. From a level that
stands still for a year to one that follows every day."""

ROUNDING_VARIANCE = 1 / 12
"""What rounding to whole numbers adds to the variance, known beforehand with the weight of one day: someone who always
writes 5 has told the level to about half a point, not exactly."""

INTERVAL = 0.95
ANGLES = 4_001


@dataclass(frozen=True, eq=False)
class LevelPaths:
    """
    The level given each ratio: `means` and `variances` [days, ratios], the variances in units of the noise's.

    `residual` [ratios] is the sum of squares left over and `log_determinant` [ratios] what the ratio costs; the two
    give the likelihood once the noise's variance is known or integrated over.
    """

    means: Floats
    variances: Floats
    residual: Floats
    log_determinant: Floats


def smooth(series: DailySeries) -> Smoothed:
    """
    The level of a series on each day with its 95% interval; days without a value widen it, and are never a zero.

    y = level + noise, and the level takes a normal step each day, with nothing known of where it starts. The noise's
    variance is integrated over exactly and the ratio of the two variances over `RATIOS`; the mixture's interval is
    that of the Student t with its mean and spread. Misleads where the level jumps (the jump is drawn out over some
    days), where days of the week differ, near the ends of a scale, which it does not know, and in that it knows
    later days: the level of a day changes as days are added.
    """
    values = to_array(series)
    seen = np.isfinite(values)
    count = int(seen.sum())
    if not count:
        return Smoothed(series.name)
    paths = level_paths(values, RATIOS)
    weights, variance = _parameters(paths, count)
    level = paths.means @ weights
    between = (paths.means - level[:, None]) ** 2
    spread = np.sqrt((paths.variances * variance + between) @ weights)
    half = t_quantile(0.5 + INTERVAL / 2, count) * spread
    low, high = (level - half).tolist(), (level + half).tolist()
    return Smoothed(
        name=series.name,
        days=tuple(map(SmoothedDay, series.days, level.tolist(), low, high, series.values)),
        noise_sd=math.sqrt(float(variance @ weights)),
        step_sd=math.sqrt(float((variance * RATIOS) @ weights)),
        entries=count,
    )


def level_paths(values: Floats, ratios: Floats) -> LevelPaths:
    """
    Exact smoothing of values [days], NaN where there is none, at least one of them a number, for each of `ratios`.

    Given the ratio, the level's precision matrix is tridiagonal. The forward sweep is the Kalman filter in its
    information form, so that a gap adds nothing and no starting value is needed; the backward sweep gives each
    day's mean and variance given all days.
    """
    seen = np.isfinite(values)
    centre = float(values[seen].mean())
    told = np.where(seen, values - centre, 0.0)
    stiffness = 1.0 / ratios
    precision = np.empty((len(values), len(ratios)))
    weighted, pull = np.empty_like(precision), np.empty_like(precision)
    known, known_sum = np.zeros(len(ratios)), np.zeros(len(ratios))
    for day in range(len(values)):
        precision[day], weighted[day] = known + seen[day], known_sum + told[day]
        pull[day] = stiffness / (precision[day] + stiffness)
        known, known_sum = precision[day] * pull[day], weighted[day] * pull[day]
    means, variances = weighted * pull / stiffness, pull / stiffness
    means[-1], variances[-1] = weighted[-1] / precision[-1], 1 / precision[-1]
    squared = pull**2
    for day in range(len(values) - 2, -1, -1):
        means[day] += pull[day] * means[day + 1]
        variances[day] += squared[day] * variances[day + 1]
    residual = np.maximum(told @ (told[:, None] - means), 0.0)
    log_determinant = np.log1p(precision[:-1] / stiffness).sum(axis=0) + np.log(precision[-1])
    return LevelPaths(means + centre, variances, residual, log_determinant)


def t_quantile(probability: float, freedom: float) -> float:
    """
    Quantile above one half of the Student t with `freedom` degrees of freedom, at least 1, to about 1e-4.

    With t = sqrt(freedom) tan(angle) the density is a power of the cosine, whose integral is summed.
    """
    angles = np.linspace(0.0, math.pi / 2, ANGLES)
    heights = np.cos(angles) ** (freedom - 1)
    area = np.concatenate(([0.0], np.cumsum(heights[1:] + heights[:-1])))
    return math.sqrt(freedom) * math.tan(float(np.interp(2 * probability - 1, area / area[-1], angles)))


def _parameters(paths: LevelPaths, count: int) -> tuple[Floats, Floats]:
    """[ratios] the probability of each ratio, and the squared scale of the noise given it, from `count` values."""
    squares = ROUNDING_VARIANCE + paths.residual
    log_weights = -0.5 * (paths.log_determinant + count * np.log(squares))
    weights = np.exp(log_weights - log_weights.max())
    return weights / weights.sum(), squares / count
