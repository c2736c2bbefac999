"""The effect with its interval, and the probability that it is an improvement worth having."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rhomboid.model.trial import AnalysisPlan, EffectEstimate, NormalPrior
from rhomboid.trials.layout import Floats
from rhomboid.trials.regression import Cells, regress

NODES = np.linspace(-4.2, 4.2, 161)
"""Quadrature nodes; the effect stands at mean + sd * sinh(node), close together in the middle, far out at the ends."""
OUTWARD, STRETCH = np.sinh(NODES), np.cosh(NODES)
AT_ONCE = 100
"""Trials worked on at a time, so that their arrays stay in the processor's cache."""
EDGE = 1e-12
"""Probabilities are held this far from 0 and 1, to have log-odds."""


@dataclass(frozen=True, eq=False)
class Density:
    """
    The effect's posterior for N trials: at `points` [N, Q] the log-odds of being below, [N, Q].

    Between the points the log-odds are nearly straight, which the probabilities are not.
    """

    points: Floats
    log_odds: Floats

    def below(self, bounds: Sequence[float]) -> Floats:
        """Posterior probability that the effect is below each of `bounds`, [N, bounds]."""
        pairs = zip(self.points, self.log_odds, strict=True)
        log_odds = np.array([np.interp(bounds, points, odds) for points, odds in pairs])
        result: Floats = 1 / (1 + np.exp(-log_odds))
        return result

    def quantiles(self, probabilities: Sequence[float]) -> Floats:
        """The effects below which the posterior has each of `probabilities`, [N, probabilities]."""
        wanted = [math.log(probability / (1 - probability)) for probability in probabilities]
        pairs = zip(self.points, self.log_odds, strict=True)
        return np.array([np.interp(wanted, odds, points) for points, odds in pairs])


def integrated(points: Floats, heights: Floats) -> Density:
    """From heights of a density at points that are `OUTWARD` from its centre, [N, Q], up to a factor."""
    heights = heights * STRETCH
    cumulative = np.zeros_like(heights)
    np.cumsum(heights[:, 1:] + heights[:, :-1], axis=1, out=cumulative[:, 1:])
    cumulative /= cumulative[:, -1:]
    cumulative = np.maximum(np.minimum(cumulative, 1 - EDGE), EDGE)
    return Density(points, np.log(cumulative / (1 - cumulative)))


def density(cells: Cells, prior: NormalPrior | None = None) -> Density:
    """
    The mixture's distribution function by quadrature; quantiles are right to about a thousandth of its spread.

    A prior in points multiplies the density: the cells themselves hold a flat one.
    """
    centre = (cells.weights * cells.means).sum(axis=1)
    between = (cells.weights * (cells.means - centre[:, None]) ** 2).sum(axis=1)
    spread = np.sqrt(between + (cells.weights * cells.scales**2).sum(axis=1))
    if prior is not None:
        share = 1 / (1 + (spread / prior.sd) ** 2)
        centre = share * centre + (1 - share) * prior.mean
        spread = np.sqrt(share) * spread
    points = centre[:, None] + spread[:, None] * OUTWARD
    heights = _mixture(cells, points)
    if prior is not None:
        heights *= np.exp(-0.5 * ((points - prior.mean) / prior.sd) ** 2)
    return integrated(points, heights)


def _mixture(cells: Cells, points: Floats) -> Floats:
    """Density of each trial's mixture at its points, up to a factor."""
    narrow = 1 / (cells.scales * np.sqrt(cells.freedom)[:, None])
    away = points[:, None, :] - cells.means[:, :, None]
    away *= narrow[:, :, None]
    away *= away
    away += 1
    heights = np.log(away, out=away)
    heights *= -(cells.freedom[:, None, None] + 1) / 2
    np.exp(heights, out=heights)
    result: Floats = ((cells.weights * narrow)[:, None, :] @ heights)[:, 0]
    return result


def estimates(
    outcomes: Floats, codes: Floats, plan: AnalysisPlan, important_change: float, better_sign: float = -1.0
) -> list[EffectEstimate]:
    """
    Each of N trials' effect, remedy less comparator, in the outcome's points.

    `outcomes` [N, T] has NaN for missing days and washout. The interval is right on one day chosen beforehand: to
    look every day and stop when it leaves zero out errs far more often than it says. Use `evidence` for that.
    """
    if len(outcomes) > AT_ONCE:
        starts = range(0, len(outcomes), AT_ONCE)
        parts = ((outcomes[start : start + AT_ONCE], codes[start : start + AT_ONCE]) for start in starts)
        return [one for part in parts for one in estimates(*part, plan, important_change, better_sign)]
    cells = regress(outcomes, codes, plan)
    found = density(cells, plan.effect_prior)
    tail = (1 - plan.level) / 2
    low, middle, high = found.quantiles((tail, 0.5, 1 - tail)).T
    below = found.below((0.0, better_sign * important_change)).T
    p_better, p_important = below if better_sign < 0 else 1 - below
    sd = np.sqrt((cells.weights * cells.variances).sum(axis=1))
    phi = cells.weights @ cells.phi
    columns = (middle, low, high, np.full(len(low), plan.level), p_better, p_important, sd, phi, cells.days)
    return [EffectEstimate(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]
