"""Small drawings beside the words: an interval on a line, and a hundred people as dots."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from rhomboid.answers.relief_wording import in_hundred
from rhomboid.language import gettext as _
from rhomboid.model import Benefit, Estimate, Figure

LEFT, RIGHT = 26.0, 294.0
"""Ends of the line, in the drawing's units (0..320 across)."""
LEAST_SCALE = (-1, 1)
MOST_LABELS = 8
ACROSS = 10
STEP = 10.0
PEOPLE = 100
SLACK = 1e-9
"""So that 0.29 * 100 is 29 people, not 28.999."""


class Scale(msgspec.Struct, frozen=True):
    """Points of 10 less pain from one whole number to another; below zero is more pain."""

    low: int
    high: int

    def x(self, points: float) -> float:
        """Where some points lie on the line, in the drawing's units; beyond the scale, at its end."""
        part = (min(max(points, self.low), self.high) - self.low) / (self.high - self.low)
        return round(LEFT + part * (RIGHT - LEFT), 1)

    @property
    def ticks(self) -> tuple[int, ...]:
        """The whole numbers that are labelled: zero and a few more."""
        step = math.ceil((self.high - self.low) / MOST_LABELS)
        return tuple(number for number in range(self.low, self.high + 1) if number % step == 0)


def scale_for(benefits: Sequence[Benefit]) -> Scale:
    """The smallest scale that holds every interval and a point on each side of none."""
    low, high = LEAST_SCALE
    return Scale(
        min([low, *(math.floor(benefit.low) for benefit in benefits)]),
        max([high, *(math.ceil(benefit.high) for benefit in benefits)]),
    )


class Dots(msgspec.Struct, frozen=True):
    """One kind of dot: ``sure``, ``maybe`` or ``not``, as the path of an SVG whose dashes are the dots."""

    kind: str
    path: str


def hundred_people(estimate: Estimate) -> tuple[Dots, ...]:
    """
    A share (0..1) as dots for a hundred people, ten in a row.

    ``sure`` are as many as the interval's lower end, ``maybe`` the rest up to its upper end, ``not`` all others: the
    picture is no surer than the interval.
    """
    low, high = _ends(estimate)
    parts = (("sure", 0, low), ("maybe", low, high), ("not", high, PEOPLE))
    return tuple(Dots(kind, "".join(_rows(first, end))) for kind, first, end in parts if end > first)


def people_words(estimate: Estimate) -> str:
    """The same share in words, with its interval."""
    return f"{in_hundred(estimate.value)}{_interval(estimate)}"


def can_be_dots(figure: Figure) -> bool:
    """Whether a figure is two shares of people of which a hundred dots can show anything."""
    if figure.measure != "share" or figure.compared is None:
        return False
    return max(figure.estimate.value, figure.compared.value) >= 1 / PEOPLE


def _interval(estimate: Estimate) -> str:
    low, high = _ends(estimate)
    if high - low <= 1:
        return ""
    told = _("between {low} and {high}").format(low=low, high=high)
    return f" ({told})"


def _ends(estimate: Estimate) -> tuple[int, int]:
    """The interval in whole people, rounded outwards."""
    return math.floor(estimate.low * PEOPLE + SLACK), math.ceil(estimate.high * PEOPLE - SLACK)


def _rows(first: int, end: int) -> Iterable[str]:
    """The stretches of rows that hold the people `first` to `end` (exclusive)."""
    while first < end:
        row, column = divmod(first, ACROSS)
        count = min(end - first, ACROSS - column)
        yield f"M{STEP * (column + 0.5):g} {STEP * (row + 0.5):g}h{STEP * (count - 1) + 0.01:g}"
        first += count
