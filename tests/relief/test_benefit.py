"""Published effects on the 0-10 scale."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.model import Effect, Estimate, ReliefSettings
from rhomboid.relief.benefit import points_less, shrink

shares = st.floats(0.05, 0.95)


def effect(measure: str, value: float, low: float, high: float, **more: object) -> Effect:
    return Effect(
        id="x.y",
        outcome="pain",
        measure=measure,
        estimate=Estimate(value, low, high, "measured", "a-2001", "abstract"),
        control="placebo",
        certainty="high",
        directness="upper_back",
        **more,
    )


def test_a_difference_on_a_hundred_point_scale_is_a_tenth_of_it(settings: ReliefSettings) -> None:
    benefit = points_less(effect("points", -13.2, -21.9, -4.6, span=100.0), settings)
    assert (benefit.value, benefit.low, benefit.high) == pytest.approx((1.32, 0.46, 2.19))


def test_more_pain_than_the_comparator_is_a_negative_benefit(settings: ReliefSettings) -> None:
    assert points_less(effect("points", 0.53, 0.0, 1.07), settings).value == pytest.approx(-0.53)


def test_a_standardised_difference_is_as_unsure_as_it_and_the_standard_deviation_together(
    settings: ReliefSettings,
) -> None:
    benefit = points_less(effect("sd", -0.5, -0.8, -0.2), settings)
    assert (benefit.value, benefit.low, benefit.high) == pytest.approx((1.0, 0.2, 2.4))


def test_two_shares_become_points_by_the_odds_ratio_of_the_cochrane_handbook(settings: ReliefSettings) -> None:
    # Handbook 10.6: SMD = sqrt(3) / pi * ln(OR), here of an odds ratio of 4 and a standard deviation of 2 points.
    two = effect(
        "share", 0.8, 0.8, 0.8, wanted=True, compared=Estimate(0.5, 0.5, 0.5, "measured", "a-2001", "abstract")
    )
    assert points_less(two, settings).value == pytest.approx(2.0 * 0.5513 * math.log(4), rel=1e-3)


@given(option=shares, other=shares)
def test_more_people_relieved_is_a_benefit_and_more_people_in_pain_a_harm(
    settings: ReliefSettings, option: float, other: float
) -> None:
    compared = Estimate(other, other, other, "measured", "a-2001", "abstract")
    relieved = points_less(effect("share", option, option, option, wanted=True, compared=compared), settings)
    hurting = points_less(effect("share", option, option, option, wanted=False, compared=compared), settings)
    assert relieved.value == pytest.approx(-hurting.value)
    assert (relieved.value > 0) == (option > other) or option == other


@pytest.mark.parametrize("measure", ["risk_ratio", "hazard_ratio", "odds_ratio", "days", "count"])
def test_what_is_not_about_points_of_pain_is_refused(settings: ReliefSettings, measure: str) -> None:
    with pytest.raises(ValueError, match="0-10"):
        points_less(effect(measure, 1.4, 1.1, 1.8), settings)


@given(value=st.floats(-5, 5), certainty=st.sampled_from(["high", "moderate", "low", "very_low"]))
def test_shrinking_never_turns_or_enlarges_a_benefit(settings: ReliefSettings, value: float, certainty: str) -> None:
    whole = points_less(effect("points", value, value - 1, value + 1), settings)
    left = shrink(whole, settings, certainty, "neck", "nothing")
    assert abs(left.value) <= abs(whole.value)
    assert left.value * whole.value >= 0
    assert left.low <= left.value <= left.high


def test_what_was_compared_with_nothing_at_all_says_nothing(settings: ReliefSettings) -> None:
    whole = points_less(effect("points", -3.0, -4.0, -2.0), settings)
    assert shrink(whole, settings, "high", "upper_back", "none").value == 0
