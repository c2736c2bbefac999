"""The sign-flip test is exact: under no effect it errs as often as it says, whatever the diary."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.model.trial import TrialDesign
from rhomboid.trials import Scenario, lay_out, sign_flip_test, simulate
from rhomboid.trials.randomisation_test import unit_scores
from rhomboid.trials.simulate import draw_coins


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([TrialDesign("day", 8), TrialDesign("pair", 6, 3, 1)]))
def test_over_all_schedules_small_p_values_are_no_more_frequent_than_they_say(seed: int, design: TrialDesign):
    layout = lay_out(design)
    random = np.random.default_rng(seed)
    diary = random.normal(size=layout.days).cumsum()
    diary[random.random(layout.days) < 0.2] = np.nan
    schedules = np.array(list(itertools.product((-1, 1), repeat=layout.units)), dtype=np.int8)
    found = np.array([sign_flip_test(diary, signs, layout, 1).p_value for signs in schedules])
    for level in (0.05, 0.1, 0.25, 0.5):
        assert (found <= level).mean() <= level


def test_the_score_is_that_of_the_regression_written_out():
    layout = lay_out(TrialDesign("day", 12))
    random = np.random.default_rng(3)
    diary = random.normal(size=12).cumsum() + 4
    diary[[2, 3, 8]] = np.nan
    days = np.flatnonzero(~np.isnan(diary))
    flat = np.stack([np.ones(len(days)), days - days.mean()], axis=1)
    rough = diary[days] - flat @ np.linalg.lstsq(flat, diary[days], rcond=None)[0]
    phi = min(max((rough[1:] @ rough[:-1]) / (rough @ rough), 0), 0.9)
    inverse = np.linalg.inv(phi ** np.abs(days[:, None] - days))
    fitted = flat @ np.linalg.solve(flat.T @ inverse @ flat, flat.T @ inverse @ diary[days])
    expected = np.zeros(12)
    expected[days] = 0.5 * inverse @ (diary[days] - fitted)
    np.testing.assert_allclose(unit_scores(diary, layout), expected, atol=1e-10)


def test_a_clear_effect_is_found_and_the_draws_are_told():
    layout = lay_out(TrialDesign("day", 40))
    random = np.random.default_rng(2)
    signs = draw_coins(1, 40, random)
    diary = simulate(Scenario(effect=-2.5, sd=(1, 1)), layout, signs, random)[0]
    found = sign_flip_test(diary, signs[0], layout, 9)
    assert (found.exact, found.draws) == (False, 9_999)
    assert found.p_value < 0.001
    assert found == sign_flip_test(diary, signs[0], layout, 9)


def test_with_few_coins_every_schedule_is_tried_and_the_least_p_value_is_that_of_both_extremes():
    layout = lay_out(TrialDesign("pair", 5, 3))
    signs = np.array([1, -1, 1, 1, -1], dtype=np.int8)
    diary = 5 - 6 * layout.codes(signs) + np.random.default_rng(1).normal(size=layout.days) * 0.1
    found = sign_flip_test(diary, signs, layout, 1)
    assert (found.exact, found.draws) == (True, 32)
    assert found.p_value == pytest.approx(2 / 32)


def test_too_few_days_say_nothing():
    layout = lay_out(TrialDesign("day", 6))
    diary = np.array([4.0, np.nan, np.nan, 6.0, np.nan, np.nan])
    assert sign_flip_test(diary, np.array([1, 1, -1, -1, 1, 1]), layout, 1).p_value == 1
