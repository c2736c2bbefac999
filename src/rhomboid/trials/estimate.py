"""The effect with its interval, and the probability that it is an improvement worth having."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rhomboid.model.trial import AnalysisPlan, EffectEstimate, NormalPrior
from rhomboid.trials.layout import Floats
from rhomboid.trials.regression import Cells, regress

NODES = np.linspace(-4.5, 4.5, 301)
"""Quadrature nodes; the effect stands at mean + sd * sinh(node), close together in the middle, far out at the ends."""

NEGLIGIBLE = 1e-9
"""Cells of less weight than this are left out."""


@dataclass(frozen=True, eq=False)
class Density:
    """The effect's posterior for N trials: at `points` [N, Q] the `cumulative` probability [N, Q]."""

    points: Floats
    cumulative: Floats

    def below(self, bounds: Sequence[float]) -> Floats:
        """Posterior probability that the effect is below each of `bounds`, [N, bounds]."""
        pairs = zip(self.points, self.cumulative, strict=True)
        return np.array([np.interp(bounds, points, cumulative) for points, cumulative in pairs])

    def quantiles(self, probabilities: Sequence[float]) -> Floats:
        """The effects below which the posterior has each of `probabilities`, [N, probabilities]."""
        pairs = zip(self.points, self.cumulative, strict=True)
        return np.array([np.interp(probabilities, cumulative, points) for points, cumulative in pairs])


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
    points = centre[:, None] + spread[:, None] * np.sinh(NODES)
    heights = _mixture(cells, points)
    if prior is not None:
        heights *= np.exp(-0.5 * ((points - prior.mean) / prior.sd) ** 2)
    heights *= np.cosh(NODES)
    cumulative = np.zeros_like(heights)
    np.cumsum(heights[:, 1:] + heights[:, :-1], axis=1, out=cumulative[:, 1:])
    cumulative /= cumulative[:, -1:]
    return Density(points, cumulative)


def _mixture(cells: Cells, points: Floats) -> Floats:
    """Density of each trial's mixture at its points, up to a factor."""
    power = (cells.freedom + 1) / 2
    kept = (cells.weights > NEGLIGIBLE).any(axis=0)
    weights, scales = cells.weights[:, kept], cells.scales[:, kept]
    away = (points[:, None, :] - cells.means[:, kept, None]) / scales[..., None]
    away *= away
    away /= cells.freedom[:, None, None]
    logs = np.log1p(away, out=away)
    logs *= -power[:, None, None]
    np.exp(logs, out=logs)
    result: Floats = ((weights / scales)[:, None, :] @ logs)[:, 0]
    return result


def estimates(
    outcomes: Floats, codes: Floats, plan: AnalysisPlan, important_change: float, better_sign: float = -1.0
) -> list[EffectEstimate]:
    """
    Each of N trials' effect, remedy less comparator, in the outcome's points.

    `outcomes` [N, T] has NaN for missing days and washout. The interval is right on one day chosen beforehand: to
    look every day and stop when it leaves zero out errs far more often than it says. Use `evidence` for that.
    """
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
