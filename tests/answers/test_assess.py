"""One account in, one answer out."""

import json
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from rhomboid.answers import (
    LONGEST_TEXT,
    AccountError,
    Interview,
    answer_card,
    answer_category,
    answer_finding,
    assess,
    explain,
    next_step,
    rank,
    schema,
    to_json,
    weight_by_grade,
)
from rhomboid.answers.assessing import emergency_number
from rhomboid.model import Account

TODAY = date(2026, 11, 22)
SHOULDER_BLADE = (
    "In early 2011 I tripped carrying a box and caught myself; since then a pain by my right shoulder blade "
    "that moves with my neck, comes and goes, no numbness"
)


def test_an_empty_account_is_answered_with_how_common_each_cause_is(knowledge) -> None:
    assessment = assess(Account(), knowledge, TODAY)
    assert assessment.unread
    assert any("how common" in note for note in assessment.notes)
    assert not any(cause.reasons_for or cause.reasons_against for cause in assessment.causes)


def test_the_same_account_gives_the_same_bytes(knowledge) -> None:
    account = Account(text=SHOULDER_BLADE, age=46, sex="male")
    assert to_json(assess(account, knowledge, TODAY)) == to_json(assess(account, knowledge, TODAY))


def test_an_assessment_fits_its_schema(knowledge) -> None:
    assessment = assess(Account(text=SHOULDER_BLADE), knowledge, TODAY)
    errors = list(Draft202012Validator(schema()).iter_errors(json.loads(to_json(assessment))))
    assert not errors


def test_neck_movement_and_the_shoulder_blade_speak_for_the_neck(knowledge) -> None:
    assessment = assess(Account(text=SHOULDER_BLADE), knowledge, TODAY)
    understood = {entry.concept: entry for entry in assessment.understood}
    assert understood["worse_neck_movement"].answer == "present"
    assert understood["side=right"].answer == "chosen"
    neck = {cause.id for cause in knowledge.causes.values() if cause.family == "neck"}
    assert neck & {cause.id for cause in assessment.causes[:3]}
    assert assessment.disposition in ("routine", "self_care")


def test_every_cited_source_comes_with_the_answer(knowledge) -> None:
    assessment = assess(Account(text=SHOULDER_BLADE, answers={"fever": "present"}), knowledge, TODAY)
    cited = {r.source for c in assessment.causes for r in (*c.reasons_for, *c.reasons_against) if r.source}
    cited |= {key for alarm in assessment.alarms for key in alarm.sources}
    assert cited == set(assessment.sources)


def test_reasons_are_sorted_by_strength_and_point_one_way(knowledge) -> None:
    assessment = assess(Account(text=SHOULDER_BLADE), knowledge, TODAY)
    for cause in assessment.causes:
        assert all(reason.decibans > 0 for reason in cause.reasons_for)
        assert all(reason.decibans < 0 for reason in cause.reasons_against)
        strengths = [abs(reason.decibans) for reason in cause.reasons_for]
        assert strengths == sorted(strengths, reverse=True)


def test_a_tie_goes_both_ways(knowledge) -> None:
    causes = {cause.id: cause for cause in assess(Account(), knowledge, TODAY).causes}
    assert any(cause.tied_with for cause in causes.values())
    assert all(cause.id in causes[other].tied_with for cause in causes.values() for other in cause.tied_with)


def test_the_short_answer_agrees_with_the_long_one(knowledge) -> None:
    account = Account(text=SHOULDER_BLADE, age=46)
    short, long = rank(account, knowledge, TODAY), assess(account, knowledge, TODAY)
    assert short.disposition == long.disposition
    assert [(c.id, c.probability, c.low, c.high) for c in short.causes] == [
        (c.id, c.probability, c.low, c.high) for c in long.causes
    ]


def test_what_was_asked_is_not_asked_again_though_nobody_knew(knowledge) -> None:
    interview = Interview(account=Account(text=SHOULDER_BLADE))
    for _ in range(10):
        question = next_step(interview.account, knowledge, TODAY).question
        assert question is not None
        assert question.concept not in interview.asked
        if question.concept in knowledge.categories:
            interview = answer_category(interview, question.concept, [])
        elif question.concept in knowledge.findings:
            interview = answer_finding(interview, question.concept, "not_asked")
        else:
            interview = answer_card(interview, question, None)


def test_every_question_says_why_it_is_asked(knowledge) -> None:
    assessment = assess(Account(text=SHOULDER_BLADE), knowledge, TODAY)
    assert assessment.next_question.why
    assert all(question.why.endswith(".") for question in assessment.would_change_most)


def test_a_tearing_pain_with_collapse_is_an_emergency(knowledge) -> None:
    account = Account(answers={"collapse": "present"}, choices={"quality": ("tearing",), "onset": ("instant",)})
    assessment = assess(account, knowledge, TODAY)
    assert assessment.disposition == "emergency"
    assert assessment.alarms[0].disposition == "emergency"
    assert assessment.alarms[0].reason


def test_an_age_told_as_a_band_counts_in_triage(knowledge) -> None:
    told = {"front_of_chest": "present", "sweating": "present"}
    band = assess(Account(answers=told, choices={"age": ("60_to_74",)}), knowledge, TODAY)
    number = assess(Account(answers=told, age=74), knowledge, TODAY)
    assert band.disposition == number.disposition
    assert [alarm.id for alarm in band.alarms] == [alarm.id for alarm in number.alarms]


def test_the_emergency_number_follows_the_country(knowledge) -> None:
    assert emergency_number("en-GB", knowledge) == "999"
    assert emergency_number("en_US", knowledge) == "911"
    assert emergency_number("en", knowledge) == emergency_number("xx-ZZ", knowledge)
    assert "999" in assess(Account(locale="en-GB"), knowledge, TODAY).come_back_if


def test_words_in_an_unknown_language_are_said_to_be_unread(knowledge) -> None:
    assessment = assess(Account(text="dolor de espalda", locale="es"), knowledge, TODAY)
    assert assessment.unread
    assert any("cannot be read" in note for note in assessment.notes)


def test_a_text_that_is_too_long_is_refused_in_words(knowledge) -> None:
    with pytest.raises(AccountError, match="at most 20,000 are read"):
        assess(Account(text="a" * (LONGEST_TEXT + 1)), knowledge, TODAY)


@pytest.mark.parametrize(
    ("account", "said"),
    [
        (Account(age=400), "age of 400"),
        (Account(answers={"feverr": "present"}), "Did you mean fever"),
        (Account(answers={"quality": "present"}), "more than two answers"),
        (Account(choices={"quality": ("burnin",)}), "Did you mean burning"),
        (Account(choices={"colour": ("red",)}), "no category"),
        (Account(scores={"nothing": {"a": 1}}), "no scale"),
        (Account(setting="spaceship"), "no setting"),
    ],
)
def test_what_the_knowledge_does_not_have_is_refused_in_words(knowledge, account, said: str) -> None:
    with pytest.raises(AccountError, match=said):
        assess(account, knowledge, TODAY)


def test_a_cause_is_explained_from_the_assessment(knowledge) -> None:
    assessment = assess(Account(text=SHOULDER_BLADE), knowledge, TODAY)
    first = assessment.causes[0]
    assert explain(assessment, first.id) == first
    with pytest.raises(AccountError, match="There is no cause called"):
        explain(assessment, "bad_karma")


def test_the_weight_of_reasons_is_told_by_grade(knowledge) -> None:
    assessment = assess(Account(text=SHOULDER_BLADE), knowledge, TODAY)
    weights = weight_by_grade(assessment.causes[0].reasons_for)
    assert sum(weights.values()) == pytest.approx(sum(r.decibans for r in assessment.causes[0].reasons_for))


@pytest.mark.parametrize("text", ["", "Hello there.", "No fever, no cough.", "背中が痛い"])
def test_nothing_understood_is_not_called_harmless(knowledge, text: str) -> None:
    answer = assess(Account(text=text, age=34, sex="female"), knowledge, TODAY)
    assert answer.unread
    assert answer.disposition == "routine"
    assert "ruled out" in answer.what_to_do
