"""Danger in diary entries, and the words of an entry."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rhomboid.answers import (
    LONGEST_TEXT,
    AccountError,
    assess,
    quality_named,
    remedies_used,
    says_something,
    screen_entry,
    site_named,
)
from rhomboid.model import DISPOSITIONS, Account, Entry, EntryPain, KnowledgeBase, Pain

TODAY = date(2026, 11, 25)
BLANK = Entry("one", datetime(2026, 11, 25, 22, 30, tzinfo=UTC))
CORD = "my legs are weak since this morning and I wet myself"


@pytest.mark.parametrize(
    "entry",
    [
        replace(BLANK, note=CORD),
        replace(BLANK, triggers=(CORD,)),
        replace(BLANK, note=f"{'sat at the desk. ' * (LONGEST_TEXT // 10)}{CORD}"),
        replace(BLANK, measures={"collapse": 1.0}),
        replace(
            BLANK, pains=(EntryPain(8, qualities=("tearing",)),), note="came on suddenly, the worst pain of my life"
        ),
    ],
    ids=["note", "trigger", "long note", "measure of a red flag", "quality"],
)
def test_danger_is_found_wherever_it_stands_in_an_entry(entry: Entry, knowledge: KnowledgeBase) -> None:
    screening = screen_entry(entry, knowledge, TODAY)
    assert screening.disposition == "emergency"
    assert screening.what_to_do
    assert "{" not in screening.title + screening.what_to_do
    assert screening.alarms[0].disposition == "emergency"


@pytest.mark.parametrize(
    "entry",
    [
        BLANK,
        replace(BLANK, pains=(EntryPain(10),)),
        replace(BLANK, note="sat all day at the desk"),
        replace(BLANK, measures={"collapse": 0.0}),
        replace(BLANK, note="no fever, no weak legs"),
    ],
)
def test_an_entry_without_alarms_is_answered_with_nothing_at_all(entry: Entry, knowledge: KnowledgeBase) -> None:
    screening = screen_entry(entry, knowledge, TODAY)
    assert screening.disposition is None
    assert (screening.title, screening.what_to_do, screening.alarms) == ("", "", ())


@given(st.sampled_from(["fever 39", CORD, "sudden tearing pain", "short of breath", "lost 8 kg", "worse at night"]))
def test_what_is_raised_is_what_an_assessment_of_the_same_words_raises(knowledge: KnowledgeBase, note: str) -> None:
    found = {alarm.id for alarm in screen_entry(replace(BLANK, note=note), knowledge, TODAY).alarms}
    alarms = assess(Account(text=note), knowledge, TODAY).alarms
    assert found == {
        alarm.id for alarm in alarms if DISPOSITIONS.index(alarm.disposition) < DISPOSITIONS.index("routine")
    }


def test_what_the_person_told_before_never_takes_an_alarm_away(knowledge: KnowledgeBase) -> None:
    entry = replace(BLANK, note=CORD)
    alone = screen_entry(entry, knowledge, TODAY)
    known = Account(text="I am 30. No weak legs, no trouble with my bladder.", answers={"leg_weakness": "absent"})
    together = screen_entry(entry, knowledge, TODAY, known)
    assert {alarm.id for alarm in together.alarms} >= {alarm.id for alarm in alone.alarms}


def test_a_saved_account_that_no_longer_fits_is_left_aside(knowledge: KnowledgeBase) -> None:
    entry = replace(BLANK, note=CORD)
    odd = Account(answers={"no_such_finding": "present"})
    assert screen_entry(entry, knowledge, TODAY, odd) == screen_entry(entry, knowledge, TODAY)


def test_the_emergency_number_is_that_of_the_person(knowledge: KnowledgeBase) -> None:
    assert "999" in screen_entry(replace(BLANK, note=CORD), knowledge, TODAY, Account(locale="en-GB")).what_to_do


def test_only_more_than_a_number_needs_to_be_read() -> None:
    assert not says_something(replace(BLANK, pains=(EntryPain(10),), sleep_hours=0))
    assert says_something(replace(BLANK, pains=(EntryPain(1, "side_of_neck"),)))
    assert says_something(replace(BLANK, note="x"))


@pytest.mark.parametrize(
    ("words", "pain"),
    [
        ("over_scapula", Pain("over_scapula")),
        ("Pain between the shoulder blades", Pain("between_shoulder_blades")),
        ("right shoulder blade", Pain("over_scapula", "right")),
        ("neck", Pain("side_of_neck")),
        ("third button", None),
        ("neck and chest", None),
        ("", None),
    ],
)
def test_a_place_is_one_site_or_none(words: str, pain: Pain | None, knowledge: KnowledgeBase) -> None:
    assert site_named(words, knowledge) == pain


def test_every_site_is_named_by_its_id_and_its_name(knowledge: KnowledgeBase) -> None:
    sites = [finding for finding in knowledge.findings.values() if finding.kind == "site"]
    assert sites
    for finding in sites:
        assert site_named(finding.id, knowledge) == site_named(finding.name, knowledge) == Pain(finding.id)


def test_every_remedy_is_named_by_its_id_and_its_name(knowledge: KnowledgeBase) -> None:
    for remedy in knowledge.remedies.values():
        for words in (remedy.id, remedy.name, remedy.name.upper()):
            assert [used.name for used in remedies_used(words, knowledge)] == [remedy.id]


def test_remedies_of_one_telling_are_parted_and_none_is_lost(knowledge: KnowledgeBase) -> None:
    used = remedies_used("hot water bottle, reiki and ibuprofen 400; heat", knowledge)
    assert [(remedy.name, remedy.recognised) for remedy in used] == [
        ("heat", True),
        ("reiki", False),
        ("oral_nsaid", True),
    ]


@pytest.mark.parametrize("words", ["no massage", "heat and no massage", "without heat", "didn't use heat"])
def test_what_was_not_used_is_never_taken_as_used(words: str, knowledge: KnowledgeBase) -> None:
    with pytest.raises(AccountError, match="not used"):
        remedies_used(words, knowledge)


@pytest.mark.parametrize(
    ("words", "quality"), [("burning", "burning"), ("Stabbing", "sharp"), ("knotted", "tight"), ("fizzy", "fizzy")]
)
def test_a_quality_is_known_by_any_of_its_names(words: str, quality: str, knowledge: KnowledgeBase) -> None:
    assert quality_named(words, knowledge) == quality
