"""Words about not wanting to live are answered before anything else."""

from __future__ import annotations

from datetime import date

import pytest

from rhomboid.answers import assess, plan
from rhomboid.model import Account, KnowledgeBase

TODAY = date(2026, 11, 26)
PAIN = "I've had pain between my shoulder blades for three years. "


@pytest.mark.parametrize(
    "words",
    [
        "Some nights I want to die.",
        "I don't want to live like this any more.",
        "I've been feeling suicidal.",
        "It is so bad that I wish I was dead.",
        "I think about ending it all.",
    ],
)
def test_someone_who_says_so_is_sent_to_someone_today_and_told_whom_to_call(
    knowledge: KnowledgeBase, words: str
) -> None:
    account = Account(text=PAIN + words)
    assessment = assess(account, knowledge, TODAY)
    assert assessment.disposition in ("emergency", "same_day")
    reason = next(alarm.reason for alarm in assessment.alarms if alarm.id == "thoughts_of_ending_life")
    assert "crisis line" in reason
    assert plan(assessment, account, knowledge).options == ()


@pytest.mark.parametrize(
    "words",
    [
        "The pain is killing me.",
        "I thought I was dying, but it passed.",
        "My brother died by suicide last year.",
        "I am not suicidal.",
    ],
)
def test_a_figure_of_speech_or_another_persons_death_is_not_taken_for_it(knowledge: KnowledgeBase, words: str) -> None:
    alarms = assess(Account(text=PAIN + words), knowledge, TODAY).alarms
    assert "thoughts_of_ending_life" not in {alarm.id for alarm in alarms}


def test_nobody_is_asked_about_it_out_of_the_blue(knowledge: KnowledgeBase) -> None:
    assessment = assess(Account(text=PAIN), knowledge, TODAY)
    asked = [question.concept for question in assessment.would_change_most]
    assert "thoughts_of_ending_life" not in asked
