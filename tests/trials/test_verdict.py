"""The verdict says what the days say, on any day, and no more."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_trial import make_outcomes, make_protocol

from rhomboid.model import Estimate
from rhomboid.model.trial import AnalysisPlan, DailyOutcome, NormalPrior, TrialDesign, TrialOutcome, Verdict
from rhomboid.trials import Scenario, judge, schedule

CLEAR = Scenario(sd=(0.8, 0.8), autocorrelation=(0.4, 0.4), missing=(0.1, 0.1))


def with_effect(effect: float) -> Scenario:
    return replace(CLEAR, effect=effect)


def test_a_remedy_that_takes_two_points_off_is_said_to_help():
    trial = make_protocol()
    verdict = judge(trial, make_outcomes(trial, with_effect(-2.0), 1), today=60)
    assert verdict.kind == "helped"
    assert verdict.sentence.startswith("It helped")
    assert verdict.as_randomised.low < -2.0 < verdict.as_randomised.high
    assert verdict.evidence.high < 0
    assert verdict.evidence.settled_on <= 60
    assert verdict.check.p_value < 0.01


def test_a_remedy_that_adds_two_points_is_said_to_make_it_worse():
    trial = make_protocol()
    assert judge(trial, make_outcomes(trial, with_effect(2.0), 1), today=60).kind == "made_worse"


def test_where_more_is_better_two_points_more_help():
    trial = make_protocol(outcome=TrialOutcome("hours slept", lower_is_better=False))
    assert judge(trial, make_outcomes(trial, with_effect(2.0), 1), today=60).kind == "helped"
    assert judge(trial, make_outcomes(trial, with_effect(-2.0), 1), today=60).kind == "made_worse"


def test_a_remedy_that_does_nothing_is_said_not_to_help_once_a_change_worth_having_is_ruled_out():
    trial = make_protocol()
    verdict = judge(trial, make_outcomes(trial, with_effect(0.0), 1), today=60)
    assert verdict.kind == "did_not_help"
    assert verdict.evidence.low > -1.0


@pytest.mark.parametrize("scale", [1, 10])
def test_a_prior_moves_the_estimate_and_has_no_say_in_the_verdict(scale: int):
    outcome, change = TrialOutcome("worst pain", high=10.0 * scale), Estimate(scale, scale, scale, "judged")
    plain = make_protocol(outcome=outcome, minimal_important_change=change)
    prior = NormalPrior(3.0 * scale, 0.01 * scale)
    leaning = make_protocol(outcome=outcome, minimal_important_change=change, plan=AnalysisPlan(effect_prior=prior))
    diary = make_outcomes(plain, with_effect(-2.0), 1)
    for day in (8, 60):
        own, found = judge(plain, diary, day), judge(leaning, diary, day)
        assert found.as_randomised.effect == pytest.approx(3.0 * scale, abs=0.1 * scale)
        assert found.days_alone == own.as_randomised
        assert own.days_alone is None
        assert (found.kind, found.sentence, found.evidence) == (own.kind, own.sentence, own.evidence)
        assert (found.days_to_tell, found.check) == (own.days_to_tell, own.check)


def test_a_help_too_small_to_notice_is_called_small():
    trial = make_protocol(minimal_important_change=Estimate(4.0, 3.0, 5.0, "judged"))
    verdict = judge(trial, make_outcomes(trial, with_effect(-2.0), 1), today=60)
    assert verdict.kind == "helped"
    assert "smaller than most people would notice" in verdict.sentence


def test_early_on_it_cannot_be_told_and_the_days_that_would_tell_are_forecast():
    trial = make_protocol()
    diary = make_outcomes(trial, with_effect(-1.2), 2)
    verdict = judge(trial, diary, today=8)
    assert verdict.kind == "cannot_tell"
    assert 1 <= verdict.days_to_tell <= verdict.days_left == 52
    assert verdict.check is None


def test_a_clear_effect_is_forecast_to_tell_sooner_than_a_faint_one():
    trial = make_protocol(design=TrialDesign("day", 120), minimal_important_change=Estimate(0.1, 0.1, 0.1, "judged"))
    clear, faint = (judge(trial, make_outcomes(trial, with_effect(effect), 4), today=12) for effect in (-1.6, -0.8))
    assert clear.kind == faint.kind == "cannot_tell"
    assert clear.days_to_tell < faint.days_to_tell


def test_when_the_days_left_would_not_tell_that_is_said():
    trial = make_protocol(design=TrialDesign("day", 16), minimal_important_change=Estimate(0.1, 0.1, 0.1, "judged"))
    diary = make_outcomes(trial, Scenario(sd=(2.0, 2.0)), 3)
    verdict = judge(trial, diary, today=13)
    assert (verdict.kind, verdict.days_to_tell) == ("cannot_tell", None)
    assert "probably not tell" in verdict.sentence
    over = judge(trial, diary, today=16)
    assert over.kind == "cannot_tell"
    assert over.sentence.startswith("The trial is over")
    assert over.check is not None


def test_harm_written_down_stops_the_trial_whatever_the_numbers_say():
    trial = make_protocol()
    diary = make_outcomes(trial, with_effect(-2.0), 1)
    harmed = [msgspec.structs.replace(one, adverse_event="burnt skin") if one.day == 20 else one for one in diary]
    assert judge(trial, harmed, today=60).kind == "stopped"
    assert judge(trial, harmed, today=20).kind == "stopped"
    assert judge(trial, harmed, today=19).kind != "stopped"


def test_before_each_arm_has_two_outcomes_there_is_no_estimate():
    verdict = judge(make_protocol(), [DailyOutcome(1, 5.0)], today=1)
    assert verdict.as_randomised is None
    assert verdict.kind == "cannot_tell"
    assert verdict.evidence.e_value == 1


def test_a_day_without_a_value_is_as_a_day_not_told_and_not_as_zero():
    trial = make_protocol()
    told = make_outcomes(trial, with_effect(-1.0), 5)
    days = {one.day for one in told}
    missing = [day for day in range(1, 61) if day not in days]
    assert missing
    empty = [DailyOutcome(day) for day in missing]
    zero = [DailyOutcome(day, 0.0) for day in missing]
    assert judge(trial, told + empty, 60) == judge(trial, told, 60)
    assert judge(trial, told + zero, 60).as_randomised != judge(trial, told, 60).as_randomised


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000))
def test_the_scale_it_is_written_on_changes_the_unit_and_nothing_else(seed: int):
    small = make_protocol()
    large = make_protocol(
        outcome=TrialOutcome("worst pain", 0, 100), minimal_important_change=Estimate(10.0, 5.0, 20.0, "judged")
    )
    one = judge(small, make_outcomes(small, with_effect(-1.0), seed), today=60)
    other = judge(large, make_outcomes(large, with_effect(-1.0), seed), today=60)
    assert (other.kind, other.sentence, other.days_to_tell) == (one.kind, one.sentence, one.days_to_tell)
    assert other.as_randomised.effect == pytest.approx(10 * one.as_randomised.effect, abs=1e-6)
    assert other.evidence.e_value == pytest.approx(one.evidence.e_value)


def test_as_used_and_as_drawn_are_told_apart():
    trial = make_protocol()
    arms = {one.first_day: one.arm for one in schedule(trial)}
    swap = {"remedy": "comparator", "comparator": "remedy"}
    diary = [
        msgspec.structs.replace(one, used=swap[arms[one.day]] if one.day % 5 == 0 else arms[one.day])
        for one in make_outcomes(trial, with_effect(-2.0), 6)
    ]
    verdict = judge(trial, diary, today=60)
    adherence = verdict.adherence
    assert adherence.days == 60
    assert adherence.told == adherence.recorded == len(diary)
    assert adherence.as_drawn == sum(one.day % 5 != 0 for one in diary)
    assert verdict.as_used != verdict.as_randomised


def test_a_verdict_can_be_written_down_and_read_again():
    trial = make_protocol()
    diary = [msgspec.structs.replace(one, used="remedy") for one in make_outcomes(trial, with_effect(-1.0), 6)]
    verdict = judge(trial, diary, today=60)
    assert msgspec.json.decode(msgspec.json.encode(verdict), type=Verdict) == verdict


def test_days_not_told_are_not_counted_as_kept():
    trial = make_protocol()
    adherence = judge(trial, make_outcomes(trial, with_effect(-1.0), 6), today=30).adherence
    assert (adherence.days, adherence.told, adherence.as_drawn) == (30, 0, 0)


@pytest.mark.parametrize(
    "daily",
    [
        [DailyOutcome(1, 3.0), DailyOutcome(1, 4.0)],
        [DailyOutcome(0, 3.0)],
        [DailyOutcome(2, 10.5)],
        [DailyOutcome(2, -1.0)],
    ],
)
def test_a_diary_that_cannot_be_is_refused(daily: list[DailyOutcome]):
    with pytest.raises(ValueError, match=r"\w"):
        judge(make_protocol(), daily, today=5)


def test_no_sentence_holds_a_figure_or_an_unfilled_name():
    trial = make_protocol()
    for effect in (-2.0, 0.0, 2.0):
        for today in (3, 15, 60):
            sentence = judge(trial, make_outcomes(trial, with_effect(effect), 1), today).sentence
            assert not any(letter.isdigit() for letter in sentence)
            assert "{" not in sentence
