"""The evidence is what it says, and is worth nothing more than a fair game when nothing works."""

from __future__ import annotations

import itertools

import dense
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.model.trial import TrialDesign
from rhomboid.trials import Scenario, evidence, lay_out, log_wealth, reached, simulate
from rhomboid.trials import bettor as betting
from rhomboid.trials.evidence import log_payoff
from rhomboid.trials.simulate import draw_coins

SMALL = [
    TrialDesign("day", 7, look_ahead_days=0),
    TrialDesign("day", 7),
    TrialDesign("period", 5, 3),
    TrialDesign("period", 5, 4, 1, 0),
    TrialDesign("pair", 4, 2),
    TrialDesign("pair", 4, 3, 1),
]


def every_schedule(units: int) -> np.ndarray:
    return np.array(list(itertools.product((-1, 1), repeat=units)), dtype=np.int8)


def any_diary(days: int, seed: int, missing: float = 0.25) -> np.ndarray:
    random = np.random.default_rng(seed)
    diary = random.normal(5, 2, days).round() + np.linspace(0, random.normal(0, 4), days)
    diary[random.random(days) < missing] = np.nan
    return diary


@pytest.mark.parametrize("design", SMALL)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), alpha=st.sampled_from([0.05, 0.3, 0.8]))
def test_over_all_schedules_the_mean_wealth_is_one_after_every_unit(design: TrialDesign, seed: int, alpha: float):
    layout = lay_out(design)
    schedules = every_schedule(layout.units)
    diaries = np.tile(any_diary(layout.days, seed), (len(schedules), 1))
    wealth = np.exp(log_wealth(diaries, schedules, layout, alpha=alpha))
    np.testing.assert_allclose(wealth.mean(axis=2), 1, atol=1e-12)


@pytest.mark.parametrize("design", SMALL)
@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), effect=st.floats(-3, 3))
def test_the_mean_wealth_at_the_true_effect_is_one(design: TrialDesign, seed: int, effect: float):
    layout = lay_out(design)
    schedules = every_schedule(layout.units)
    diaries = any_diary(layout.days, seed) + effect * layout.codes(schedules)
    wealth = np.exp(log_wealth(diaries, schedules, layout, np.array([effect])))
    np.testing.assert_allclose(wealth.mean(axis=2), 1, atol=1e-11)


def test_without_look_ahead_the_mean_is_one_even_if_yesterdays_arm_moves_today():
    layout = lay_out(TrialDesign("day", 8, look_ahead_days=0))
    schedules = every_schedule(8)
    diaries = np.tile(any_diary(8, 3, missing=0), (len(schedules), 1))
    diaries[:, 1:] -= 1.5 * layout.codes(schedules)[:, :-1]
    np.testing.assert_allclose(np.exp(log_wealth(diaries, schedules, layout)).mean(axis=2), 1, atol=1e-12)


def test_with_look_ahead_an_arm_that_moves_tomorrow_is_not_a_fair_game():
    layout = lay_out(TrialDesign("day", 8))
    schedules = every_schedule(8)
    diaries = np.tile(any_diary(8, 3, missing=0), (len(schedules), 1))
    diaries[:, 1:] -= 1.5 * layout.codes(schedules)[:, :-1]
    means = np.exp(log_wealth(diaries, schedules, layout)).mean(axis=2)
    assert np.abs(means - 1).max() > 0.01


@pytest.mark.parametrize("design", SMALL)
@pytest.mark.parametrize("effect", [0.0, -0.7])
def test_the_wealth_is_what_its_definition_says(design: TrialDesign, effect: float):
    layout = lay_out(design)
    signs = draw_coins(1, layout.units, np.random.default_rng(11))
    diary = any_diary(layout.days, 8) - 2.5 * layout.codes(signs[0])
    ours = np.exp(log_wealth(diary[None], signs, layout, np.array([effect]), alpha=0.4)[:, 0, 0])
    expected = dense.wealth(diary, signs[0], layout, betting, effect, goal=1 / 0.4)
    np.testing.assert_allclose(ours, expected, rtol=1e-8)


@settings(deadline=None)
@given(seed=st.integers(0, 10**6), design=st.sampled_from(SMALL))
def test_relabelling_the_arms_leaves_the_wealth_as_it_was(seed: int, design: TrialDesign):
    layout = lay_out(design)
    signs = draw_coins(1, layout.units, np.random.default_rng(seed))
    diary = any_diary(layout.days, seed)[None]
    np.testing.assert_allclose(log_wealth(diary, signs, layout), log_wealth(diary, -signs, layout), atol=1e-9)


@settings(deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_day_to_come_changes_nothing_today(seed: int):
    layout = lay_out(TrialDesign("pair", 5, 2))
    signs = draw_coins(1, 5, np.random.default_rng(seed))[0]
    diary = any_diary(layout.days, seed)
    other = diary.copy()
    other[14:] = 9.0
    assert evidence(diary, signs, layout, today=14) == evidence(other, signs, layout, today=14)


def test_the_wealth_stands_still_inside_an_unfinished_unit():
    layout = lay_out(TrialDesign("period", 6, 4, look_ahead_days=0))
    signs = np.array([1, -1, 1, 1, -1, -1], dtype=np.int8)
    diary = any_diary(24, 2, missing=0) - 2 * layout.codes(signs)
    after_two = evidence(diary, signs, layout, today=8)
    for day in (9, 10, 11):
        inside = evidence(diary, signs, layout, today=day)
        assert (inside.units, inside.e_value, inside.low, inside.high) == (
            2,
            after_two.e_value,
            after_two.low,
            after_two.high,
        )
    assert evidence(diary, signs, layout, today=12).e_value != after_two.e_value


def test_with_look_ahead_a_unit_counts_the_day_after_it():
    layout = lay_out(TrialDesign("day", 5))
    signs = np.array([1, -1, 1, 1, -1], dtype=np.int8)
    units = [evidence(np.arange(5.0), signs, layout, today=day).units for day in range(1, 6)]
    assert units == [0, 1, 2, 3, 5]


def test_days_in_washout_are_not_read():
    layout = lay_out(TrialDesign("period", 5, 3, 1))
    signs = np.array([[1, -1, 1, 1, -1]], dtype=np.int8)
    diary = any_diary(15, 4, missing=0)[None]
    wild = np.where(layout.scored, diary, 99.0)
    np.testing.assert_array_equal(log_wealth(diary, signs, layout), log_wealth(wild, signs, layout))


@given(st.floats(-30, 30), st.booleans(), st.floats(-3, 4))
def test_a_bet_is_fair_and_wins_no_more_than_is_needed(log_odds: float, heads: bool, needed: float):
    odds, need = np.array([log_odds]), np.array([needed])
    won, lost = (np.exp(log_payoff(odds, np.array([side]), need))[0] for side in (True, False))
    assert won + lost == pytest.approx(2)
    if needed > 1e-9:
        assert max(won, lost) <= max(np.exp(needed), 1) * (1 + 1e-12)


def test_the_sequence_never_widens_while_the_days_go_by():
    layout = lay_out(TrialDesign("day", 60))
    random = np.random.default_rng(5)
    signs = draw_coins(1, 60, random)
    diary = simulate(Scenario(effect=-1.5), layout, signs, random)[0]
    found = [evidence(diary, signs[0], layout, today) for today in range(20, 61, 10)]
    lows, highs = [one.low for one in found], [one.high for one in found]
    assert None not in (*lows, *highs)
    assert lows == sorted(lows)
    assert highs == sorted(highs, reverse=True)


def test_zero_leaves_the_sequence_when_the_wealth_reaches_its_goal():
    layout = lay_out(TrialDesign("day", 60))
    random = np.random.default_rng(6)
    signs = draw_coins(1, 60, random)
    diary = simulate(Scenario(effect=-2.0), layout, signs, random)[0]
    settled = evidence(diary, signs[0], layout, 60).settled_on
    assert settled is not None
    before, after = (evidence(diary, signs[0], layout, day) for day in (settled - 1, settled))
    assert before.high is None or before.high >= 0
    assert after.high is not None
    assert after.high <= 0.05
    assert after.highest == pytest.approx(20)


def test_the_day_on_which_the_goal_was_reached_is_the_day_of_the_unit_that_reached_it():
    layout = lay_out(TrialDesign("period", 3, 4))
    wealth = np.log(np.array([[2.0, 20.0, 1.0], [30.0, 1.0, 1.0], [1.0, 1.0, 19.9]]))
    assert reached(wealth, layout).tolist() == [9, 5, 0]


def test_once_the_goal_is_reached_the_wealth_goes_on_growing():
    layout = lay_out(TrialDesign("day", 80))
    random = np.random.default_rng(1)
    signs = draw_coins(40, 80, random)
    wealth = log_wealth(simulate(Scenario(effect=-3.0), layout, signs, random), signs, layout)[-1, 0]
    assert (wealth > np.log(1000)).mean() > 0.9
