from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.knowledge.estimates import Expander, Grades, normalised, wilson_interval
from rhomboid.knowledge.yaml_file import YamlFile

GRADES = Grades({"most": (0.75, 0.55, 0.9)}, 1.2, 0.9, 12)
SHARE = st.floats(0, 1)


def expander() -> Expander:
    return Expander(YamlFile("f.yaml", {}, {}), GRADES)


def log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    [
        # R 4: prop.test(x, n, correct = FALSE)$conf.int
        (8 / 10, 10, 0.4901625, 0.9433178),
        (0 / 20, 20, 0.0, 0.1611252),
        (50 / 100, 100, 0.4038315, 0.5961685),
    ],
)
def test_wilson_matches_r(share: float, n: float, low: float, high: float) -> None:
    assert wilson_interval(share, n) == pytest.approx((low, high), abs=1e-6)


@given(SHARE, st.floats(1, 1e6))
def test_wilson_holds_its_share_and_stays_a_probability(share: float, n: float) -> None:
    low, high = wilson_interval(share, n)
    assert 0 <= low <= share <= high <= 1


@given(SHARE, st.floats(1, 1e5))
def test_more_people_make_a_narrower_interval(share: float, n: float) -> None:
    few, many = wilson_interval(share, n), wilson_interval(share, 4 * n)
    assert many[1] - many[0] < few[1] - few[0]


@given(st.floats(0.001, 0.999))
def test_a_judged_probability_is_as_unsure_up_as_down_in_log_odds(value: float) -> None:
    estimate = expander().estimate({"judged": value}, ())
    assert log_odds(estimate.high) - log_odds(value) == pytest.approx(1.2)
    assert log_odds(value) - log_odds(estimate.low) == pytest.approx(1.2)


@given(st.floats(0.01, 100))
def test_a_judged_ratio_is_as_unsure_up_as_down_in_log(value: float) -> None:
    estimate = expander().estimate({"judged": value}, (), "ratio")
    assert estimate.high / value == pytest.approx(math.exp(0.9))
    assert value / estimate.low == pytest.approx(math.exp(0.9))


def test_a_judged_interval_can_be_given() -> None:
    estimate = expander().estimate({"judged": 0.3, "low": 0.1, "high": 0.9}, ())
    assert (estimate.low, estimate.high, estimate.grade) == (0.1, 0.9, "judged")


def test_a_word_becomes_its_number() -> None:
    estimate = expander().estimate({"word": "most", "source": "s", "place": "p. 1"}, ())
    assert (estimate.value, estimate.low, estimate.high) == (0.75, 0.55, 0.9)
    assert (estimate.grade, estimate.source, estimate.place) == ("graded", "s", "p. 1")


def test_a_measured_share_with_n_gets_wilsons_interval() -> None:
    raw = {"value": 0.8, "n": 10, "grade": "measured", "source": "s", "place": "p. 1"}
    estimate = expander().estimate(raw, ())
    assert (estimate.low, estimate.high) == wilson_interval(0.8, 10)
    assert estimate.n == 10


def test_a_written_interval_goes_before_wilsons() -> None:
    raw = {"value": 0.8, "n": 10, "low": 0.7, "high": 0.85, "grade": "measured", "source": "s", "place": "p. 1"}
    estimate = expander().estimate(raw, ())
    assert (estimate.low, estimate.high) == (0.7, 0.85)


@given(st.dictionaries(st.text(), st.floats(0.001, 1), min_size=1))
def test_normalised_shares_sum_to_one_in_the_same_proportions(shares: dict[str, float]) -> None:
    result = normalised(shares)
    assert math.fsum(result.values()) == pytest.approx(1, abs=1e-15)
    total = math.fsum(shares.values())
    assert all(result[key] == pytest.approx(share / total) for key, share in shares.items())


def test_judged_shares_are_worth_what_grades_say() -> None:
    shares = expander().shares({"grade": "judged", "shares": {"a": 0.5, "b": 0.5}}, ("a", "b"), ())
    assert shares.n == 12


def test_shares_follow_the_order_of_the_options() -> None:
    shares = expander().shares({"grade": "judged", "shares": {"b": 0.5, "a": 0.5}}, ("a", "b"), ())
    assert list(shares.shares) == ["a", "b"]
