"""The spread of pain between people over time: cohort means turned into a mixture of cut-off distributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rhomboid.model import Curve

LEAST, MOST = 0.0, 10.0
LOGISTIC_SD = np.pi / np.sqrt(3.0)
HALVINGS = 40
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

    def quantiles(self, week: float, levels: Sequence[float]) -> Array:
        """[levels] the pain (0..10) that these shares of people do not exceed at a week."""
        centres, scales = self._parameters(week)
        wanted = np.asarray(levels, dtype=np.float64)
        low, high = np.full(wanted.shape, LEAST), np.full(wanted.shape, MOST)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            below = self._cumulative(middle, centres, scales) >= wanted
            high, low = np.where(below, middle, high), np.where(below, low, middle)
        at_floor = self._cumulative(np.full(wanted.shape, LEAST), centres, scales) >= wanted
        return np.where(at_floor, LEAST, high)

    def _cumulative(self, pain: Array, centres: Array, scales: Array) -> Array:
        distance = (pain[:, None] - centres) / scales
        parts = 1 / (1 + np.exp(-np.clip(distance, -60, 60)))
        return np.asarray(parts @ np.asarray(self.shares), dtype=np.float64)

    def _parameters(self, week: float) -> tuple[Array, Array]:
        """[K] centre and scale of each cohort's logistic at a week."""
        means = np.array([self._mean(curve, week) for curve in self.curves])
        scales = np.array([self._deviation(curve, week) for curve in self.curves]) / LOGISTIC_SD
        return _centres(means, scales), scales

    def _mean(self, curve: Curve, week: float) -> float:
        """The cohort's mean at a week, between its points by the square root of time, scaled to the own start."""
        times = np.sqrt([point.week for point in curve.points])
        means = [point.mean.value for point in curve.points]
        share = float(np.interp(np.sqrt(week), times, means)) / means[0]
        return min(MOST, self.start_nrs * share)

    def _deviation(self, curve: Curve, week: float) -> float:
        grown = min(1.0, float(np.sqrt(week / curve.points[1].week)))
        return self.daily_spread + grown * (self.spread - self.daily_spread)


def _centres(means: Array, scales: Array) -> Array:
    """[K] the centres at which a logistic cut off at 0 and 10 has these means, found by halving."""
    low, high = np.full(means.shape, LEAST - 50.0), np.full(means.shape, MOST + 50.0)
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
