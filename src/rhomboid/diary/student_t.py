"""Student's t distribution, which NumPy lacks."""

from __future__ import annotations

import math
from functools import lru_cache

SMALLEST = 1e-300
PRECISION = 1e-15
TERMS = 10_000
"""More than any freedom below a million needs."""


def two_sided_p(t: float, freedom: int) -> float:
    """
    P(|T| >= |t|), to about twelve digits however small.

    It is the regularised incomplete beta function I_x(freedom/2, 1/2) at x = freedom / (freedom + t²).
    """
    square = t * t
    x, rest = freedom / (freedom + square), square / (freedom + square)
    if not rest:
        return 1.0
    a, b = freedom / 2, 0.5
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(rest)
    front = math.exp(log_front)
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, rest) / b


@lru_cache(maxsize=4096)
def critical_value(p: float, freedom: int) -> float:
    """The t whose two-sided probability is p, 0 < p <= 1, to twelve digits."""
    low, high = 0.0, 1.0
    while two_sided_p(high, freedom) > p:
        low, high = high, 2 * high
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided_p(middle, freedom) > p else (low, middle)
    return high


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < PRECISION:
            break
    return value


def _away_from_zero(value: float) -> float:
    return value if abs(value) > SMALLEST else SMALLEST
