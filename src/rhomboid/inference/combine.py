"""
Hypotheses from causes: how a set of causes answers, given how each of its causes does.

The formulas work on the last axis but one: `members` [H, k] picks rows of cause-level arrays whose last row stands
for "no cause". Any further axis (draws) is carried along.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rhomboid.inference.rates import LEAST_RATE, MOST_RATE

OTHER = "something_else"
"""The cause that means none of the listed: it never acts together with another."""

Array = NDArray[np.floating]
Indices = NDArray[np.intp]


def hypothesis_members(causes: tuple[str, ...], largest: int) -> Indices:
    """
    All sets of 1..`largest` causes as rows of cause numbers, padded with len(causes), shape [H, largest].

    Single causes come first, in their own order, so hypothesis i < len(causes) is cause i alone.
    """
    none = len(causes)
    joinable = [index for index, cause in enumerate(causes) if cause != OTHER]
    blocks = [np.arange(none, dtype=np.intp)[:, None]]
    blocks += [np.array(list(combinations(joinable, size)), dtype=np.intp) for size in range(2, largest + 1)]
    padded = [
        np.pad(block, ((0, 0), (0, largest - block.shape[1])), constant_values=none) for block in blocks if block.size
    ]
    return np.ascontiguousarray(np.concatenate(padded))


def product_over_members(values: Array, members: Indices) -> Array:
    """Product of cause-level `values` [C + 1, ...] over each hypothesis' causes, shape [H, ...]."""
    result = values[members[:, 0]]
    for column in members.T[1:]:
        result *= values[column]
    return result


def sum_over_members(values: Array, members: Indices) -> Array:
    """Sum of cause-level `values` [C + 1, ...] over each hypothesis' causes, shape [H, ...]."""
    result = values[members[:, 0]]
    for column in members.T[1:]:
        result += values[column]
    return result


def clamp_quiet(quiet: Array, background: Array) -> Array:
    """Hold P(no | hypothesis) within 0.01..0.99, given its ratio to the background; in place."""
    speak = 1 - background
    np.maximum(quiet, LEAST_RATE / speak, out=quiet)
    np.minimum(quiet, MOST_RATE / speak, out=quiet)
    return quiet


def log_absent(quiet: Array) -> Array:
    """log P(no | h) / P(no) from the clamped ratio; in place, and exactly 0 where the hypothesis is silent."""
    return np.log(quiet, out=quiet)


def log_present(quiet: Array, background: Array) -> Array:
    """log P(yes | h) / P(yes) from the clamped ratio; in place, and exactly 0 where the hypothesis is silent."""
    odds = (1 - background) / background
    np.subtract(1, quiet, out=quiet)
    quiet *= odds
    quiet += 1
    return np.log(quiet, out=quiet)


def mean_over_members(ratios: Array, members: Indices) -> Array:
    """
    A set's distribution over a category's options: the mean of its causes', as ratios to the background.

    `ratios` is [C + 1, ...]; returns [H, ...].
    """
    none = ratios.shape[0] - 1
    sizes = (members < none).sum(axis=1).reshape((-1,) + (1,) * (ratios.ndim - 1))
    silent = ratios.copy()
    silent[none] = 0
    result: Array = sum_over_members(silent, members)
    result /= sizes.astype(ratios.dtype)
    return result
