"""The picture of what a design could show stays in its frame and ends where its numbers do."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from rhomboid.model.trial import Power
from rhomboid.report.power_picture import BOTTOM, LEFT, RIGHT, TOP, draw_power

shares = st.lists(st.floats(0, 1), min_size=1, max_size=180).map(sorted)


def power(by_day: list[float], reached: int | None = None) -> Power:
    return Power(1.0, 1000, tuple(by_day), by_day[-1], 0.8, reached)


@given(shares)
def test_the_line_begins_at_none_ends_at_the_last_day_and_never_falls(by_day: list[float]) -> None:
    spots = [tuple(map(float, spot)) for spot in re.findall(r"([\d.]+) ([\d.]+)", draw_power(power(by_day)).line)]
    assert spots[0] == (LEFT, BOTTOM)
    assert spots[-1][0] == RIGHT
    heights = [y for _, y in spots]
    assert heights == sorted(heights, reverse=True)
    assert min(heights) >= TOP


def test_the_day_on_which_enough_is_reached_is_marked_only_where_it_is() -> None:
    assert draw_power(power([0.1, 0.5])).day_x is None
    assert draw_power(power([0.1, 0.9], reached=2)).day_x == RIGHT
