"""The fan of pain over time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.model import Curve, CurvePoint, Estimate
from rhomboid.relief.fan import Fan

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
WEEKS = (0.0, 1.0, 3.0, 6.0, 12.0, 52.0)


def curve(*means: tuple[float, float]) -> Curve:
    points = tuple(
        CurvePoint(week, Estimate(mean, mean, mean, "measured", "a-2001", "abstract")) for week, mean in means
    )
    return Curve("c", "some people", points, ("strain",), "moderate", "low_back")


ACUTE = curve((0, 56), (6, 26), (52, 21))
LASTING = curve((0, 56), (6, 48), (52, 40))
starts = st.floats(0.5, 10)
parts = st.floats(0, 1)


def test_at_a_measured_week_the_mean_is_the_cohorts_scaled_to_the_own_start() -> None:
    fan = Fan((ACUTE,), (1.0,), 5.6, 2.3, 1.0)
    finely = fan.quantiles((6.0, 52.0), tuple(np.linspace(0.0005, 0.9995, 1000)))
    assert finely.mean(axis=1) == pytest.approx([2.6, 2.1], abs=0.02)


@given(start=starts, part=parts)
def test_every_pain_lies_on_the_scale_and_more_people_lie_below_more_pain(start: float, part: float) -> None:
    pain = Fan((ACUTE, LASTING), (part, 1 - part), start, 2.3, 1.0).quantiles(WEEKS, LEVELS)
    assert pain.min() >= 0
    assert pain.max() <= 10
    assert (np.diff(pain, axis=1) >= -1e-4).all()


@given(start=starts, part=parts)
def test_a_mixture_lies_between_its_cohorts(start: float, part: float) -> None:
    alone = [Fan((c,), (1.0,), start, 2.3, 1.0).quantiles(WEEKS, LEVELS) for c in (ACUTE, LASTING)]
    mixed = Fan((ACUTE, LASTING), (part, 1 - part), start, 2.3, 1.0).quantiles(WEEKS, LEVELS)
    assert (mixed >= np.minimum(*alone) - 1e-3).all()
    assert (mixed <= np.maximum(*alone) + 1e-3).all()


@given(start=starts, part=parts)
def test_the_order_of_the_cohorts_does_not_matter(start: float, part: float) -> None:
    one = Fan((ACUTE, LASTING), (part, 1 - part), start, 2.3, 1.0).quantiles(WEEKS, LEVELS)
    other = Fan((LASTING, ACUTE), (1 - part, part), start, 2.3, 1.0).quantiles(WEEKS, LEVELS)
    assert one == pytest.approx(other, abs=1e-3)


def test_the_fan_is_narrow_at_the_start_and_wide_after_weeks() -> None:
    pain = Fan((LASTING,), (1.0,), 5.6, 2.3, 1.0).quantiles((0.0, 6.0), (0.1, 0.9))
    assert pain[0, 1] - pain[0, 0] < pain[1, 1] - pain[1, 0]


def test_where_many_are_free_of_pain_the_low_quantiles_are_none_at_all() -> None:
    pain = Fan((ACUTE,), (1.0,), 2.0, 2.3, 1.0).quantiles((6.0,), (0.1, 0.25, 0.9))
    assert pain[0, 0] == 0
    assert pain[0, 1] == 0
    assert pain[0, 2] > 1
