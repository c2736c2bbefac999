"""What a design could show, as a small picture: of a hundred such trials, how many have spoken by each day."""

from __future__ import annotations

import msgspec

from rhomboid.model.trial import Power

LEFT, RIGHT, TOP, BOTTOM = 40.0, 300.0, 10.0, 90.0
"""Ends of the axes, in the drawing's units (0..320 across, 0..120 down)."""


class PowerDrawing(msgspec.Struct, frozen=True):
    """
    The line and the area under it, and where what was hoped for lies: its height, and the day on which it is reached.

    `day_x` is None where these days do not get there.
    """

    line: str
    area: str
    most_y: float
    day_x: float | None
    last_y: float


def draw_power(power: Power) -> PowerDrawing:
    """The share of trials that have spoken, day by day, from none before the first."""
    days = len(power.by_day)
    spots = [(LEFT, BOTTOM), *((_x(day, days), _y(share)) for day, share in enumerate(power.by_day, start=1))]
    line = "M" + "L".join(f"{x} {y}" for x, y in spots)
    reached = None if power.days_for_most is None else _x(power.days_for_most, days)
    return PowerDrawing(line, f"{line}V{BOTTOM}H{LEFT}Z", _y(power.most), reached, spots[-1][1])


def _x(day: int, days: int) -> float:
    return round(LEFT + day / days * (RIGHT - LEFT), 1)


def _y(share: float) -> float:
    return round(BOTTOM - share * (BOTTOM - TOP), 1)
