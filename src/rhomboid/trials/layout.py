"""The days of a design as arrays: which coin decides each day, and how."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rhomboid.model.trial import TrialDesign

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Signs = NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Layout:
    """
    T days, K coins. A coin's sign (+1 or -1) times `base` is the arm's code: +1/2 remedy, -1/2 comparator.

    `unit` [T] is the coin of each day, `base` [T] is +1/2, or -1/2 in the second period of a pair, `scored` [T] is
    False in washout. `starts` [K + 1] are the first days of the units, and T. Days count from 0 here.
    """

    unit: NDArray[np.intp]
    base: Floats
    scored: Flags
    starts: NDArray[np.intp]
    look_ahead: int

    @property
    def days(self) -> int:
        """T."""
        return len(self.unit)

    @property
    def units(self) -> int:
        """K."""
        return len(self.starts) - 1

    def codes(self, signs: Signs) -> Floats:
        """Arm of each day, +1/2 or -1/2, [..., T], from the coins [..., K]."""
        result: Floats = signs[..., self.unit] * self.base
        return result

    def settled(self) -> NDArray[np.intp]:
        """The day after whose outcome each unit's bet is settled, [K]."""
        return np.minimum(self.starts[1:] - 1 + self.look_ahead, self.days - 1)


def lay_out(design: TrialDesign) -> Layout:
    """
    The design's days as arrays.

    Raises ValueError for a design that cannot be: no unit, washout as long as its period, days joined of one day.
    """
    check_design(design)
    day = np.arange(design.days)
    second = day // design.period_days % 2 == 1
    base = np.where(second & (design.unit == "pair"), -0.5, 0.5)
    scored = day % design.period_days >= design.washout_days
    starts = np.arange(design.units + 1) * design.unit_days
    return Layout(day // design.unit_days, base, scored, starts, design.look_ahead_days)


def check_design(design: TrialDesign) -> None:
    """Raise ValueError for a design that cannot be."""
    if design.units < 1 or design.period_days < 1:
        raise ValueError("a trial needs at least one unit of at least one day")
    if design.unit == "day" and design.period_days != 1:
        raise ValueError("a coin for each day goes with periods of one day")
    if not 0 <= design.washout_days < design.period_days:
        raise ValueError("washout must leave at least one day of its period")
    if design.look_ahead_days not in (0, 1):
        raise ValueError("the bet on a unit waits for 0 or 1 days after it")
