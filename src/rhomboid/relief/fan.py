"""The spread of pain between people over time: cohort means turned into a mixture of cut-off distributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rhomboid.model import Curve

LEAST, MOST = 0.0, 10.0
LOGISTIC_SD = np.pi / np.sqrt(3.0)
HALVINGS = 22
"""Enough to find a pain to a hundred-thousandth of a point."""
FAR = 30.0
"""How far beyond the scale a centre is looked for."""
Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Fan:
    """
    A mixture over cohorts [K] of how pain goes from a start.

    Each person's pain is a logistic variable cut off at 0 and 10, whose mean follows the cohort's, scaled to the
    person's own start, and whose standard deviation before the cut grows from `daily_spread` to `spread` by the
    cohort's first later measurement. Misleads because the cohorts print means only, so that the spread is the same
    at all later times; and because those who start high come down further than in proportion.
    """

    curves: tuple[Curve, ...]
    shares: tuple[float, ...]
    start_nrs: float
    spread: float
    daily_spread: float

    def quantiles(self, weeks: Sequence[float], levels: Sequence[float]) -> Array:
        """[weeks, levels] the pain (0..10) that these shares of people do not exceed at these weeks."""
        centres, scales = self._parameters(weeks)
        wanted = np.broadcast_to(np.asarray(levels, dtype=np.float64), (len(weeks), len(levels)))
        low, high = np.full(wanted.shape, LEAST), np.full(wanted.shape, MOST)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            below = self._cumulative(middle, centres, scales) >= wanted
            high, low = np.where(below, middle, high), np.where(below, low, middle)
        at_floor = self._cumulative(np.full(wanted.shape, LEAST), centres, scales) >= wanted
        return np.where(at_floor, LEAST, high)

    def _cumulative(self, pain: Array, centres: Array, scales: Array) -> Array:
        """[weeks, levels] the share of people whose pain does not exceed `pain` [weeks, levels]."""
        distance = (pain[:, :, None] - centres[:, None, :]) / scales[:, None, :]
        return np.asarray((0.5 + 0.5 * np.tanh(distance / 2)) @ np.asarray(self.shares), dtype=np.float64)

    def _parameters(self, weeks: Sequence[float]) -> tuple[Array, Array]:
        """[weeks, K] centre and scale of each cohort's logistic at these weeks."""
        means = np.array([self._means(curve, weeks) for curve in self.curves]).T
        scales = np.array([self._deviations(curve, weeks) for curve in self.curves]).T / LOGISTIC_SD
        return _centres(means, scales), scales

    def _means(self, curve: Curve, weeks: Sequence[float]) -> Array:
        """[weeks] the cohort's mean, between its points by the square root of time, scaled to the own start."""
        times = np.sqrt([point.week for point in curve.points])
        means = [point.mean.value for point in curve.points]
        shares = np.interp(np.sqrt(weeks), times, means) / means[0]
        return np.minimum(MOST, self.start_nrs * shares)

    def _deviations(self, curve: Curve, weeks: Sequence[float]) -> Array:
        grown = np.minimum(1.0, np.sqrt(np.asarray(weeks) / curve.points[1].week))
        return np.asarray(self.daily_spread + grown * (self.spread - self.daily_spread), dtype=np.float64)


def _centres(means: Array, scales: Array) -> Array:
    """The centres at which logistics of these scales, cut off at 0 and 10, have these means; found by halving."""
    low, high = np.full(means.shape, LEAST - FAR), np.full(means.shape, MOST + FAR)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        too_high = _cut_mean(middle, scales) > means
        high, low = np.where(too_high, middle, high), np.where(too_high, low, middle)
    return np.asarray((low + high) / 2, dtype=np.float64)


def _cut_mean(centres: Array, scales: Array) -> Array:
    """The mean of a logistic cut off at 0 and 10: ten less the integral of its distribution function."""
    upper = np.logaddexp(0.0, (MOST - centres) / scales)
    lower = np.logaddexp(0.0, (LEAST - centres) / scales)
    return np.asarray(MOST - scales * (upper - lower), dtype=np.float64)
