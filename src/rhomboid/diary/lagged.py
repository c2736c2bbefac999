"""One lagged regression: a series on another some days before, beside its own past, a trend and the weekday."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rhomboid.model.relation import Shortfall

Floats = NDArray[np.float64]

LEAST_DAYS = 42
"""Days a look must rest on: six of each weekday."""
LEAST_FREEDOM = 28
"""Days that must be left over when everything else has been fitted, which asks for more where a diary is thin."""
LEAST_CARRYING = 5
"""Days that must carry a series' variation: see `carrying_days`."""
WEEK = 7
BEND_DAYS = 60
"""The trend may bend once in so many days."""
NOISE = 1e-9
"""What is left of a series below this share of it is rounding."""


@dataclass(frozen=True, eq=False)
class WithPast:
    """A daily series, NaN for gaps, and what is known of its past on each day, all of shape [days]."""

    values: Floats
    day_before: Floats
    week_before: Floats
    last_before: Floats

    @classmethod
    def of(cls, values: Floats) -> WithPast:
        """The series with the value of the day before, and the mean and the last value of the week before."""
        return cls(values, shifted(values, 1), week_mean(values), last_known(values))


@dataclass(frozen=True)
class LaggedFit:
    """The slope of the earlier series with its standard error, the days it rests on and those left over."""

    slope: float
    standard_error: float
    freedom: int
    days: int

    @property
    def t(self) -> float:
        """The slope in standard errors."""
        return self.slope / self.standard_error


@dataclass(frozen=True)
class NoFit:
    """Why there is no fit, and on how many days it would have rested."""

    why: Shortfall
    days: int


def fit_lag(later: WithPast, earlier: WithPast, lag: int) -> LaggedFit | NoFit:
    """
    Least squares of `later` on `earlier` `lag` days before; both over the same days.

    Beside it stand the value of `later` the day before, its mean over the week before, the last value of `earlier`
    known in the week before its own day, a polynomial trend and the weekday. A day is used when all of these are
    known: nothing is filled in, and given the past the likelihood is exact whatever else is missing.

    The own past of `later` takes up its autocorrelation. That of `earlier` leaves only what is new in it, so that
    autocorrelation which the model misses meets a regressor without any. The standard error is HC3, because scores
    held at zero vary in some weeks and not in others. Misleads when days are written down because of the pain
    itself, or when something else moves both.
    """
    past = (later.day_before, later.week_before, shifted(earlier.last_before, lag))
    needed = np.stack([later.values, shifted(earlier.values, lag), *past])
    used = np.flatnonzero(np.isfinite(needed).all(axis=0))
    if len(used) < LEAST_DAYS:
        return NoFit("too_few_days", len(used))
    y, x, *own = needed[:, used]
    basis = _orthonormal(np.column_stack([*own, _calendar(used)]))
    freedom = len(used) - basis.shape[1] - 1
    if freedom < LEAST_FREEDOM:
        return NoFit("too_few_days", len(used))
    x, y = _left_over(x, basis), _left_over(y, basis)
    if carrying_days(x) < LEAST_CARRYING:
        return NoFit("earlier_hardly_varies", len(used))
    if carrying_days(y) < LEAST_CARRYING:
        return NoFit("later_hardly_varies", len(used))
    slope = float(x @ y / (x @ x))
    return LaggedFit(slope, _standard_error(x, y, slope, basis), freedom, len(used))


def carrying_days(values: Floats) -> float:
    """
    How many days carry the variation of a series: (sum of squares)² / (sum of fourth powers), 0 of nothing.

    All days where all differ alike, the number of events where events are rare, a third of the days for a bell curve.
    A test on fewer than a handful can be chance meeting chance, whatever it says.
    """
    squares = values**2
    return float(squares.sum() ** 2 / (squares**2).sum()) if squares.any() else 0.0


def _standard_error(x: Floats, y: Floats, slope: float, basis: Floats) -> float:
    """
    The slope's HC3 error: each day's own residual, as large as it would be had the fit not seen that day.

    A day that the basis fits all alone says nothing of the slope. A perfect fit is given the error of rounding.
    """
    size = float(x @ x)
    seen = 1 - (basis**2).sum(axis=1) - x**2 / size
    residuals = np.where(seen > NOISE, (y - slope * x) / np.maximum(seen, NOISE), 0)
    variance = float(((x * residuals) ** 2).sum()) / size**2
    return float(np.sqrt(max(variance, NOISE**2 * float(y @ y) / size)))


def shifted(values: Floats, days: int) -> Floats:
    """The value of so many days before, NaN before the first."""
    return np.concatenate([np.full(days, np.nan), values])[: len(values)]


def week_mean(values: Floats) -> Floats:
    """The mean of what is known of the seven days before each day, NaN where nothing is."""
    windows = _week_before(values)
    known = np.isfinite(windows)
    counts = known.sum(axis=1)
    sums = np.where(known, windows, 0).sum(axis=1)
    return np.where(counts, sums / np.maximum(counts, 1), np.nan)


def last_known(values: Floats) -> Floats:
    """The last value known in the seven days before each day, NaN where there is none."""
    windows = _week_before(values)
    latest = WEEK - 1 - np.argmax(np.isfinite(windows)[:, ::-1], axis=1)
    last: Floats = windows[np.arange(len(values)), latest]
    return last


def _week_before(values: Floats) -> Floats:
    """The seven days before each day, oldest first, [days, 7]."""
    padded = np.concatenate([np.full(WEEK, np.nan), values])
    return np.lib.stride_tricks.sliding_window_view(padded, WEEK)[: len(values)]


def _calendar(used: NDArray[np.intp]) -> Floats:
    """A trend that can bend every `BEND_DAYS`, and one column for each weekday but one, [days used, columns]."""
    span = int(used[-1] - used[0]) + 1
    trend = np.polynomial.legendre.legvander(2 * (used - used[0]) / (span - 1) - 1, 1 + span // BEND_DAYS)
    weekday = (used[:, None] % WEEK == np.arange(1, WEEK)).astype(float)
    return np.hstack([trend, weekday])


def _orthonormal(columns: Floats) -> Floats:
    """An orthonormal basis of what the columns span; those that repeat others add nothing."""
    lengths = np.linalg.norm(columns, axis=0)
    left, sizes, _ = np.linalg.svd(columns[:, lengths > 0] / lengths[lengths > 0], full_matrices=False)
    return left[:, sizes > NOISE * sizes[0]]


def _left_over(values: Floats, basis: Floats) -> Floats:
    """What the basis does not explain of the values; exactly 0 where it explains all but rounding."""
    rest = values - basis @ (basis.T @ values)
    explained = float(rest @ rest) <= NOISE**2 * float(values @ values)
    return np.zeros_like(values) if explained else rest
