"""Plans for people one can picture."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from rhomboid.answers import AccountError, assess, course, plan
from rhomboid.model import Account, KnowledgeBase, PainPoint, Plan

TODAY = date(2026, 11, 26)
STRAIN = (
    "I'm a 34 year old man. Two days ago I lifted a heavy box and felt a sharp pull beside my right shoulder blade. "
    "It hurts 6/10, worse when I move my arm or twist, better lying still. Tender when my wife presses on it."
)
ROOT = (
    "45 year old woman. Pain from my neck into the left shoulder blade and down the arm to the middle finger for 3 "
    "weeks, tingling in the fingers, worse when I look up. The arm pain is worse than the neck."
)
ALL_OVER = "52 year old woman, pain all over for six years, upper back worst, exhausted, wake unrefreshed, brain fog."


def planned(knowledge: KnowledgeBase, text: str, **more: object) -> Plan:
    account = Account(text=text, **more)
    return plan(assess(account, knowledge, TODAY), account, knowledge)


def options(made: Plan) -> list[str]:
    return [option.remedy for option in made.options]


def test_a_fresh_strain_is_met_with_warmth_and_a_gel_before_tablets(knowledge: KnowledgeBase) -> None:
    order = options(planned(knowledge, STRAIN))
    assert order.index("heat") < order.index("topical_nsaid") < order.index("oral_nsaid")


def test_an_operation_on_the_neck_is_no_option_for_a_strain(knowledge: KnowledgeBase) -> None:
    assert "cervical_fusion" not in options(planned(knowledge, STRAIN))


def test_long_pain_all_over_is_met_with_movement(knowledge: KnowledgeBase) -> None:
    assert options(planned(knowledge, ALL_OVER))[0] in ("aerobic_exercise", "strength_training", "graded_activity")


def test_opioids_are_to_be_left_alone_in_fresh_pain(knowledge: KnowledgeBase) -> None:
    made = planned(knowledge, STRAIN)
    entry = next(entry for entry in made.leave_alone if entry.remedy == "opioid")
    assert entry.verdict == "avoid"
    assert entry.figures[0].estimate.source in made.sources
    assert "opioid" not in options(made)


def test_a_blood_thinner_rules_out_anti_inflammatory_tablets_and_says_why(knowledge: KnowledgeBase) -> None:
    made = planned(knowledge, STRAIN, answers={"hx_anticoagulant": "present"})
    assert "oral_nsaid" not in options(made)
    reasons = next(entry.because for entry in made.ruled_out if entry.remedy == "oral_nsaid")
    assert any("bleed" in caution.reason for caution in reasons)


def test_a_medicine_told_in_the_persons_own_words_counts(knowledge: KnowledgeBase) -> None:
    made = planned(knowledge, f"{STRAIN} I take warfarin.")
    assert "oral_nsaid" in [entry.remedy for entry in made.ruled_out]


def test_what_was_denied_in_passing_is_asked_again(knowledge: KnowledgeBase) -> None:
    made = planned(knowledge, f"{STRAIN} I have no kidney problems.")
    tablets = next(option for option in made.options if option.remedy == "oral_nsaid")
    assert any("kidney" in caution.name for caution in tablets.check_first)


def test_what_helped_is_worth_more_and_what_did_not_help_is_left_out(knowledge: KnowledgeBase) -> None:
    worth = {
        how: {option.remedy: option.net_points for option in planned(knowledge, STRAIN, tried={"heat": how}).options}
        for how in ("helped", "unsure", "no_help", "worse")
    }
    plain = {option.remedy: option.net_points for option in planned(knowledge, STRAIN).options}
    assert worth["helped"]["heat"] > plain["heat"] > worth["unsure"]["heat"]
    assert "heat" not in worth["no_help"]
    assert "heat" not in worth["worse"]


def test_an_injection_is_no_option_before_what_comes_first_was_tried(knowledge: KnowledgeBase) -> None:
    made = planned(knowledge, ROOT)
    assert all(option.tier < 4 for option in made.options)
    waiting = [entry for entry in made.left_out if entry.kind == "not_yet"]
    assert waiting


def test_with_a_visit_due_in_days_only_the_safest_things_are_offered(knowledge: KnowledgeBase) -> None:
    made = planned(knowledge, "Pain in my upper back for three weeks, I have lost a lot of weight without trying.")
    assert made.disposition == "days"
    assert max(option.tier for option in made.options) <= 1
    assert any("Until you have been seen" in note for note in made.notes)


def test_an_account_nobody_could_understand_gets_no_forecast(knowledge: KnowledgeBase) -> None:
    made = planned(knowledge, "xyzzy")
    assert made.course is None
    assert "stay_active" in options(made)


def test_pain_that_stays_high_for_weeks_goes_slower_than_expected(knowledge: KnowledgeBase) -> None:
    account = Account(text=STRAIN)
    assessment = assess(account, knowledge, TODAY)
    stuck = [PainPoint(float(day), 6.0) for day in range(22)]
    easing = [PainPoint(float(day), max(0.0, 6.0 - day / 3)) for day in range(22)]
    assert course(assessment, account, knowledge, stuck).pace.status == "slower"
    assert course(assessment, account, knowledge, easing).pace.status in ("as_expected", "faster")


def test_pain_that_climbs_is_called_worse_at_once(knowledge: KnowledgeBase) -> None:
    account = Account(text=STRAIN)
    assessment = assess(account, knowledge, TODAY)
    points = [PainPoint(0.0, 4.0), PainPoint(1.0, 6.0), PainPoint(2.0, 8.0)]
    assert course(assessment, account, knowledge, points).pace.status == "worse"


def test_a_few_days_say_nothing_yet(knowledge: KnowledgeBase) -> None:
    account = Account(text=STRAIN)
    assessment = assess(account, knowledge, TODAY)
    points = [PainPoint(0.0, 6.0), PainPoint(3.0, 6.0)]
    assert course(assessment, account, knowledge, points).pace.status == "too_early"


def test_the_forecast_says_whose_backs_were_followed(knowledge: KnowledgeBase) -> None:
    expected = planned(knowledge, STRAIN).course
    assert "low back" in expected.notes[0]
    assert sum(share.share for share in expected.curves) == pytest.approx(1, abs=0.01)
    assert all(share.source in expected.sources for share in expected.curves)


@pytest.mark.parametrize(
    ("account", "told"),
    [
        (Account(tried={"heta": "helped"}), "heat"),
        (Account(tried={"heat": "great"}), "helped"),
        (Account(avoid=("needles",)), "medicines"),
        (Account(highest_cost="cheap"), "low"),
    ],
)
def test_a_wish_nobody_can_honour_is_refused_in_words(knowledge: KnowledgeBase, account: Account, told: str) -> None:
    with pytest.raises(AccountError, match=told):
        plan(assess(Account(), knowledge, TODAY), account, knowledge)


def test_a_pain_off_the_scale_is_refused_in_words(knowledge: KnowledgeBase) -> None:
    account = Account(text=STRAIN)
    with pytest.raises(AccountError, match="0 to 10"):
        course(assess(account, knowledge, TODAY), account, knowledge, [PainPoint(0, 6), PainPoint(1, 60)])


def test_a_knowledge_base_without_remedies_says_so(knowledge: KnowledgeBase) -> None:
    bare = msgspec.structs.replace(knowledge, relief=None, hash="bare")
    account = Account(text=STRAIN)
    with pytest.raises(AccountError, match="no remedies"):
        plan(assess(account, bare, TODAY), account, bare)
