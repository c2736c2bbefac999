"""
A few whole answers, so that a change of knowledge shows whose answers change.

After a change that is meant: `pytest tests/answers --snapshot-update`, and read the difference.
"""

from datetime import date

import pytest

from rhomboid.answers import assess, wording
from rhomboid.model import Account, Pain

TODAY = date(2026, 11, 22)
ACCOUNTS = {
    "shoulder blade and neck": Account(
        text="In early 2011 I tripped carrying a box and caught myself; since then a pain by my right shoulder blade "
        "that moves with my neck, comes and goes, no numbness"
    ),
    "desk": Account(
        text="Ache between my shoulder blades at the end of a day at the computer, for three weeks. Moving helps.",
        age=34,
        sex="female",
    ),
    "tearing": Account(
        text="An hour ago a sudden tearing pain between my shoulder blades, the worst of my life. I have high blood "
        "pressure and I am sweating.",
        age=67,
        sex="male",
        setting="emergency_department",
    ),
    "fever": Account(
        age=58,
        answers={"fever": "present", "spine_tender": "present", "worse_neck_movement": "absent"},
        choices={"duration": ("weeks",), "course": ("worse",)},
        pains=(Pain("mid_thoracic_spine"),),
    ),
}


@pytest.mark.parametrize("name", ACCOUNTS)
def test_a_change_of_this_answer_is_seen(name: str, knowledge, snapshot) -> None:
    assessment = assess(ACCOUNTS[name], knowledge, TODAY)
    assert {
        "what to do": assessment.title,
        "why": [alarm.id for alarm in assessment.alarms],
        "causes": [f"{cause.name}: {wording.percent(cause.probability)}" for cause in wording.leading(assessment)],
        "understood": [wording.understood_sentence(entry) for entry in assessment.understood],
        "next": assessment.next_question.concept if assessment.next_question else None,
    } == snapshot
