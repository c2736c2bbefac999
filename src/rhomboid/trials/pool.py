"""Several people's trials of one comparison, each learning from the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rhomboid.model.trial import EffectEstimate, NormalPrior, PooledEffect, PooledTrials
from rhomboid.trials.estimate import OUTWARD, integrated
from rhomboid.trials.layout import Floats

BETWEEN_SD = np.linspace(0.0, 4.0, 161)
"""Grid of how much people differ, in points of 10."""
PRIOR_SD_BETWEEN, PRIOR_SD_MEAN = 1.0, 3.0
"""Half-normal prior of that, and normal prior of the mean effect about 0, in points of 10."""
NORMAL_97_5 = 1.959963984540054


def pool(trials: Sequence[EffectEstimate], level: float = 0.95) -> PooledTrials:
    """
    The hierarchical normal model, exact: conjugate given the spread between people, summed over a grid of it.

    The estimates must have been made without a prior of their own, or what they share is counted again and again.
    Misleads when the people who finished, or whose trial was worth telling, are not like the others. Raises
    ValueError without any trial.
    """
    if not trials:
        raise ValueError("pooling needs at least one trial")
    effects = np.array([trial.effect for trial in trials])
    variances = np.array([_variance(trial) for trial in trials])
    total = variances + BETWEEN_SD[:, None] ** 2
    precision = PRIOR_SD_MEAN**-2 + (1 / total).sum(axis=1)
    means = (effects / total).sum(axis=1) / precision
    weights = _weights(effects, total, means, precision)
    shrunk = variances / total
    centres = shrunk * means[:, None] + (1 - shrunk) * effects
    widths = np.sqrt((1 - shrunk) * variances + shrunk**2 / precision[:, None])
    middle, low, high = _summary(weights, means, precision**-0.5, level)
    people = tuple(
        PooledEffect(*_summary(weights, centres[:, i], widths[:, i], level), float(weights @ shrunk[:, i]))
        for i in range(len(trials))
    )
    centre = float(weights @ means)
    next_variance = weights @ (1 / precision + BETWEEN_SD**2 + (means - centre) ** 2)
    return PooledTrials(
        mean=middle,
        low=low,
        high=high,
        between_sd=float(weights @ BETWEEN_SD),
        next_person=NormalPrior(centre, float(np.sqrt(next_variance))),
        people=people,
    )


def _variance(trial: EffectEstimate) -> float:
    """The squared standard error that the 95% interval's width amounts to."""
    if trial.level != 0.95:
        raise ValueError("pooling reads intervals of 95%")
    return ((trial.high - trial.low) / (2 * NORMAL_97_5)) ** 2


def _weights(effects: Floats, total: Floats, means: Floats, precision: Floats) -> Floats:
    """Posterior probability of each spread on the grid."""
    misfit = (effects**2 / total).sum(axis=1) - precision * means**2
    log_weight = -0.5 * (np.log(total).sum(axis=1) + np.log(precision) + misfit)
    log_weight -= 0.5 * (BETWEEN_SD / PRIOR_SD_BETWEEN) ** 2
    weights: Floats = np.exp(log_weight - log_weight.max())
    weights[[0, -1]] /= 2
    weights /= weights.sum()
    return weights


def _summary(weights: Floats, means: Floats, sds: Floats, level: float) -> tuple[float, float, float]:
    """Median and central interval of a mixture of normals, by the quadrature of `estimate`."""
    centre = weights @ means
    spread = np.sqrt(weights @ (sds**2 + (means - centre) ** 2))
    points = centre + spread * OUTWARD
    heights = weights / sds @ np.exp(-0.5 * ((points - means[:, None]) / sds[:, None]) ** 2)
    found = integrated(points[None], heights[None])
    tail = (1 - level) / 2
    median, low, high = found.quantiles((0.5, tail, 1 - tail))[0].tolist()
    return median, low, high
