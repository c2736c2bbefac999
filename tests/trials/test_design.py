"""Designs are offered by what they could show, and never one that the remedy does not allow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rhomboid.model import Estimate
from rhomboid.model.trial import DayToDay, TrialDesign
from rhomboid.trials import (
    Scenario,
    candidate_designs,
    day_to_day,
    lay_out,
    offer_designs,
    power,
    scenario_like,
    simulate,
)
from rhomboid.trials.simulate import draw_coins

PEOPLE = Scenario(sd=(0.8, 1.4), autocorrelation=(0.2, 0.6), missing=(0.1, 0.1), effect=-1.0)


def test_a_coin_a_day_comes_first_where_the_effect_comes_and_goes_within_a_day():
    first, *others = offer_designs(0.5, PEOPLE, days=84, seed=1)
    assert first.design == TrialDesign("day", 84, look_ahead_days=0)
    assert all(sum(first.power.by_day) >= sum(other.power.by_day) for other in others)


@pytest.mark.parametrize("carryover_days", [1.0, 2.5, 4.0])
def test_carry_over_rules_out_a_coin_a_day_and_is_washed_out(carryover_days: float):
    designs = candidate_designs(carryover_days, days=120)
    assert designs
    for design in designs:
        assert design.unit != "day"
        assert design.washout_days >= carryover_days
        assert design.period_days - design.washout_days >= design.washout_days


def test_the_day_after_is_looked_at_only_where_nothing_carries_over_into_it():
    for carryover, look_ahead in ((0, 1), (0.5, 0), (2, 0)):
        assert {design.look_ahead_days for design in candidate_designs(carryover, 120)} == {look_ahead}


def test_the_bets_do_not_wait_where_an_effect_might_linger_however_unlikely():
    for longest, look_ahead in ((0, 1), (0.5, 0), (1, 0)):
        assert {design.look_ahead_days for design in candidate_designs(0, 120, longest_days=longest)} == {look_ahead}


def test_no_design_is_offered_that_no_outcome_could_make_convincing():
    assert candidate_designs(3.0, days=30) == ()
    assert all(2**design.units >= 20 for days in range(5, 200) for design in candidate_designs(2.0, days))


def test_the_offers_do_not_outlast_the_days_there_are():
    for days in (10, 28, 57, 120):
        assert all(design.days <= days for design in candidate_designs(0, days))


def test_every_offer_says_why_without_figures():
    for carryover in (0, 2):
        for offer in offer_designs(carryover, PEOPLE, days=100, seed=3, people=50):
            assert offer.sentence
            assert not any(letter.isdigit() for letter in offer.sentence)


def test_a_weak_design_is_called_weak():
    hopeless = offer_designs(0, replace(PEOPLE, effect=-0.1), days=28, seed=2, people=60)
    strong = offer_designs(0, replace(PEOPLE, effect=-3.0), days=56, seed=2, people=60)
    assert all("leave the question open" in offer.sentence for offer in hopeless)
    assert "leave the question open" not in strong[0].sentence


def test_a_larger_effect_is_seen_more_often_and_sooner():
    found = [power(TrialDesign("day", 84), replace(PEOPLE, effect=-size), 7) for size in (0.3, 0.8, 1.5)]
    decided = [one.decided for one in found]
    assert decided == sorted(decided)
    assert found[0].days_for_most is None
    assert found[2].days_for_most is not None
    assert found[2].by_day[found[2].days_for_most - 1] >= found[2].most
    assert found[2].by_day[found[2].days_for_most - 2] < found[2].most


def test_the_same_seed_gives_the_same_power():
    assert power(TrialDesign("day", 30), PEOPLE, 4) == power(TrialDesign("day", 30), PEOPLE, 4)


def test_simulated_people_are_as_the_diary_says():
    diary = DayToDay(
        sd=Estimate(1.2, 1.2, 1.2, "judged"),
        autocorrelation=Estimate(0.5, 0.5, 0.5, "judged"),
        missing=Estimate(0.2, 0.2, 0.2, "judged"),
    )
    layout = lay_out(TrialDesign("day", 200))
    random = np.random.default_rng(1)
    signs = draw_coins(400, 200, random)
    values = simulate(scenario_like(diary, -1.0), layout, signs, random)
    left = values - 5 + layout.codes(signs)
    assert np.isnan(values).mean() == pytest.approx(0.2, abs=0.01)
    assert np.nanstd(left) == pytest.approx(1.2, abs=0.03)
    assert np.nanmean(left[:, 1:] * left[:, :-1]) / 1.44 == pytest.approx(0.5, abs=0.03)
    arms = layout.codes(signs) > 0
    assert np.nanmean(values[arms]) - np.nanmean(values[~arms]) == pytest.approx(-1.0, abs=0.04)


def test_a_persons_own_diary_tells_how_their_days_differ():
    layout = lay_out(TrialDesign("day", 120))
    random = np.random.default_rng(8)
    signs = draw_coins(60, 120, random)
    truth = {"sd": 1.2, "autocorrelation": 0.5, "missing": 0.2}
    diaries = simulate(
        Scenario(sd=(1.2, 1.2), autocorrelation=(0.5, 0.5), missing=(0.2, 0.2), trend=-0.01), layout, signs, random
    )
    read = [day_to_day(diary, seed=1) for diary in diaries]
    for name, value in truth.items():
        found = [getattr(one, name) for one in read]
        assert np.mean([one.low <= value <= one.high for one in found]) >= 0.85
        assert np.mean([one.value for one in found]) == pytest.approx(value, abs=0.1)


def test_a_diary_of_a_few_days_tells_nothing_of_how_they_differ():
    assert day_to_day(np.array([3.0, 4.0, np.nan, 5.0, 2.0]), seed=1) is None
