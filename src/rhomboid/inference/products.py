"""Small matrix products that stay on one core."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Real = TypeVar("Real", np.float32, np.float64)

ONE_CORE = 250_000
"""
Multiplications up to which OpenBLAS does not wake its other threads. Waking them saves a millisecond on an idle
machine and, on a busy one, costs as long as the scheduler keeps one of them waiting: tens of milliseconds.
"""
ROWS = 32


def product(left: NDArray[Real], right: NDArray[Real]) -> NDArray[Real]:
    """`left @ right` for matrices [M, K] and [K, N] of one precision, in blocks small enough for one core."""
    height, inner = left.shape
    width = right.shape[1]
    rows = max(1, min(ROWS, height))
    depth = max(1, ONE_CORE // (rows * max(width, 1)))
    result = np.zeros((height, width), dtype=left.dtype)
    for top in range(0, height, rows):
        for start in range(0, inner, depth):
            stop = start + depth
            result[top : top + rows] += left[top : top + rows, start:stop] @ right[start:stop]
    return result


def weighted_sum(weights: NDArray[Real], rows: NDArray[Real]) -> NDArray[Real]:
    """`weights @ rows` for [K] and [K, H], without BLAS."""
    result: NDArray[Real] = np.einsum("k,kh->h", weights, rows)
    return result
