"""Small pictures: never surer than the interval behind them."""

from __future__ import annotations

import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from samples import SHARES, estimate

from rhomboid.model import Benefit
from rhomboid.report.pictures import can_be_dots, hundred_people, people_words, scale_for

shares = st.tuples(*[st.floats(0, 1)] * 3).map(sorted)
points = st.tuples(*[st.floats(-10, 10)] * 3).map(sorted)


def counted(path: str) -> int:
    """How many dots a path of dashes shows: one at every tenth unit of each stretch."""
    return sum(int(float(length) / 10) + 1 for length in re.findall(r"h([\d.]+)", path))


@given(shares)
def test_a_hundred_people_are_a_hundred(share: list[float]) -> None:
    low, value, high = share
    assert sum(counted(dots.path) for dots in hundred_people(estimate(value, low, high))) == 100


@given(shares)
def test_full_dots_are_no_more_than_the_lower_end_and_pale_ones_reach_the_upper(share: list[float]) -> None:
    low, value, high = share
    dots = {kind.kind: counted(kind.path) for kind in hundred_people(estimate(value, low, high))}
    sure, maybe = dots.get("sure", 0), dots.get("maybe", 0)
    assert sure <= low * 100 + 1e-6
    assert sure + maybe >= high * 100 - 1e-6


@given(points)
def test_a_bar_lies_in_its_picture_and_keeps_the_order(ends: list[float]) -> None:
    low, value, high = ends
    scale = scale_for([Benefit(value, low, high)])
    drawn = [scale.x(low), scale.x(value), scale.x(high)]
    assert 26 <= drawn[0] <= drawn[1] <= drawn[2] <= 294
    assert 0 in scale.ticks
    assert len(scale.ticks) <= 9


def test_a_share_is_told_with_its_interval_in_whole_people() -> None:
    assert people_words(estimate(0.29, 0.205, 0.38)) == "29 in 100 (between 20 and 38)"
    assert people_words(estimate(0.5, 0.5, 0.5)) == "50 in 100"


def test_what_fewer_than_one_in_a_hundred_have_is_not_drawn() -> None:
    rare = estimate(0.0001, 0.0, 0.0004)
    assert can_be_dots(SHARES)
    assert not can_be_dots(msgspec.structs.replace(SHARES, estimate=rare, compared=rare))


def test_one_arm_alone_is_not_drawn() -> None:
    assert not can_be_dots(msgspec.structs.replace(SHARES, compared=None))
