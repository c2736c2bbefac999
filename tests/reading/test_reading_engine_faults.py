"""Places that complain, relatives who are the patient, times that lead on, and symptoms of years gone by."""

from __future__ import annotations

from datetime import date

import pytest

from rhomboid.model import Finding
from rhomboid.reading import Reader, resolve

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("A spot under my left shoulder blade grumbles.", "under_scapula"),
        ("The base of my neck plays up.", "base_of_neck"),
        ("My shoulder blade is on fire.", "over_scapula"),
        ("A hot wire runs along the top of my shoulder.", "top_of_shoulder"),
        ("I felt a nip at the base of my neck.", "base_of_neck"),
        ("Frozen shoulder.", "shoulder_joint"),
    ],
)
def test_a_place_may_hurt_without_the_word_pain(
    reader: Reader, findings: dict[str, Finding], text: str, site: str
) -> None:
    assert resolve(reader.read(text), findings)[site].presence == "present"


def test_complaining_of_something_else_is_no_pain_at_a_place(reader: Reader) -> None:
    said = {mention.concept for mention in reader.read("He complains of fever and has had neck surgery.").mentions}
    assert "side_of_neck" not in said


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("A sudden pain struck my shoulder. Three weeks later my shoulder blade sticks out.", 21),
        ("My ribs hurt after a fall. Five days on I still can't laugh.", 5),
        ("Ten years ago I was climbing and felt a jab by my shoulder blade, constant pain there since.", 3652.5),
        ("A 30-year-old man was seen. Two weeks of slowly worsening right mid thoracic back pain.", 14),
        ("A two-day history of cough.", 2),
        ("Neck pain for three weeks. He has a two-day history of cough.", 21),
    ],
)
def test_a_time_that_leads_on_from_the_pain_is_its_duration(reader: Reader, text: str, days: float) -> None:
    assert reader.read(text, TODAY).duration_days == pytest.approx(days)


@pytest.mark.parametrize("text", ["My back hurts. I had an operation. I had a ten-year history of diabetes."])
def test_the_history_of_an_old_illness_is_not_the_duration(reader: Reader, text: str) -> None:
    assert reader.read(text, TODAY).duration_days is None


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("I had a panic attack in 2014.", "panic_attack"),
        ("I fainted once at school.", "syncope"),
    ],
)
def test_a_symptom_of_long_ago_is_past(reader: Reader, text: str, concept: str) -> None:
    assert [m.time for m in reader.read(text, TODAY).mentions if m.concept == concept] == ["past"]


def test_a_symptom_that_began_in_a_named_year_is_now(reader: Reader, findings: dict[str, Finding]) -> None:
    assert "panic_attack" in resolve(reader.read("My panic attacks started in 2014.", TODAY), findings)


def test_a_denied_verb_does_not_deny_the_name_given_after_it(reader: Reader, findings: dict[str, Finding]) -> None:
    found = resolve(reader.read("My back doesn't ache badly, a burning feeling."), findings)
    assert found["quality=burning"].presence == "present"


def test_a_list_of_nouns_after_a_denied_verb_stays_denied(reader: Reader, findings: dict[str, Finding]) -> None:
    found = resolve(reader.read("I haven't had a fever, a cough or a rash."), findings)
    assert {found["fever"].presence, found["cough"].presence} == {"absent"}


@pytest.mark.parametrize(
    ("text", "age", "sex"),
    [
        ("My wife, 61, has an ache between her shoulder blades.", 61, "female"),
        ("My grandad has a pain in his neck. He is 84.", 84, "male"),
        ("Plumber, 29. My neck aches.", 29, None),
        ("My neck aches. Pulse 72. BP 140/90.", None, None),
    ],
)
def test_age_and_sex_are_those_of_the_patient(reader: Reader, text: str, age: float | None, sex: str | None) -> None:
    reading = reader.read(text)
    assert (reading.age, reading.sex) == (age, sex)


@pytest.mark.parametrize("text", ["Neck pain, I tried the right pillow.", "Neck pain in the right position."])
def test_right_is_no_side_before_what_is_no_part_of_the_body(reader: Reader, text: str) -> None:
    assert all(mention.side is None for mention in reader.read(text).mentions)


@pytest.mark.parametrize(
    "text",
    [
        "I'm numb between my legs.",
        "I have no feeling between my thighs.",
        "I feel numb between the legs when I wipe.",
        "My groin is numb.",
    ],
)
def test_a_choice_of_words_inside_a_choice_is_read(reader: Reader, findings: dict[str, Finding], text: str) -> None:
    assert resolve(reader.read(text), findings)["saddle_numbness"].presence == "present"
