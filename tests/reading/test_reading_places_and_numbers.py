"""Places, sides, numbers, spelling."""

from __future__ import annotations

from datetime import date

import pytest

from rhomboid.model import Finding
from rhomboid.reading import Reader, resolve

TODAY = date(2026, 11, 22)


def places(reader: Reader, findings: dict[str, Finding], text: str) -> dict[str, tuple[str, str | None]]:
    read = resolve(reader.read(text), findings)
    return {
        concept: (mention.presence, mention.side)
        for concept, mention in read.items()
        if concept in findings and findings[concept].kind == "site"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I have pain in my left shoulder blade.", {"over_scapula": ("present", "left")}),
        ("Pain between my shoulder blades.", {"between_shoulder_blades": ("present", None)}),
        ("The right side of my neck hurts.", {"side_of_neck": ("present", "right")}),
        ("Right-sided neck pain.", {"side_of_neck": ("present", "right")}),
        ("There is no chest pain.", {"front_of_chest": ("absent", None)}),
        ("My neck does not hurt.", {"side_of_neck": ("absent", None)}),
    ],
)
def test_a_sore_place_is_read_with_its_side(
    reader: Reader, findings: dict[str, Finding], text: str, expected: dict[str, tuple[str, str | None]]
) -> None:
    assert places(reader, findings, text) == expected


@pytest.mark.parametrize("text", ["I touched my shoulder.", "I had an X-ray of my neck.", "My arm is weak."])
def test_a_place_that_is_not_said_to_hurt_does_not_count(
    reader: Reader, findings: dict[str, Finding], text: str
) -> None:
    assert places(reader, findings, text) == {}


def test_right_now_is_not_a_side(reader: Reader, findings: dict[str, Finding]) -> None:
    assert places(reader, findings, "Right now my neck hurts.") == {"side_of_neck": ("present", None)}


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("I'm 45 and my back hurts.", 45),
        ("A 45-year-old woman presents with back pain.", 45),
        ("45 yo, neck pain", 45),
        ("Man aged 62 with pain.", 62),
        ("Back pain (45F)", 45),
        ("I am forty five years old.", 45),
        ("I'm in my forties.", 45),
        ("Teacher, 34, neck pain at the desk.", 34),
        ("62, retired. Sore back.", 62),
        ("About 50, maybe more, press-ups did it.", None),
        ("My 70-year-old father has pain.", None),
        ("I'm 10 minutes from the hospital.", None),
        ("I'm 5 months pregnant.", None),
    ],
)
def test_the_age_is_the_speakers(reader: Reader, text: str, age: float | None) -> None:
    assert reader.read(text).age == age


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("A 45-year-old woman presents with back pain.", "female"),
        ("28-year-old male, neck pain", "male"),
        ("As a woman I worry.", "female"),
        ("I'm pregnant.", "female"),
        ("Back pain (45M)", "male"),
        ("My husband hurt his back.", "male"),
        ("I look after my husband and my back hurts.", None),
        ("My back hurts.", None),
    ],
)
def test_the_sex_is_read_only_where_it_is_clear(reader: Reader, text: str, sex: str | None) -> None:
    assert reader.read(text).sex == sex


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("I have had neck pain for two weeks.", 14, 14),
        ("It started three days ago.", 3, 3),
        ("A 3-week history of back pain.", 21, 21),
        ("My back has hurt for the last 6 months.", 180, 185),
        ("The pain has been there since Monday.", 6, 6),
        ("It has hurt since last year.", 300, 400),
        ("In early 2011 I tripped and hurt my back.", 5400, 5900),
        ("My neck has hurt for years.", 700, 1000),
        ("Site: neck. Duration: 12 days. Worse on turning.", 12, 12),
    ],
)
def test_how_long_is_read_in_days(reader: Reader, text: str, low: float, high: float) -> None:
    days = reader.read(text, TODAY).duration_days
    assert days is not None
    assert low <= days <= high


@pytest.mark.parametrize(
    "text", ["I smoked for 20 years.", "The attacks last for 10 minutes.", "I have worked at a desk for ten years."]
)
def test_other_spans_of_time_are_not_the_duration(reader: Reader, text: str) -> None:
    assert reader.read(text, TODAY).duration_days is None


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Pain 7/10.", 7),
        ("It is 8 out of 10.", 8),
        ("10 out of 10 at worst, 5 at rest", 10),
        ("Pain 6-7/10", 7),
        ("My pain is a 9.", 9),
        ("It began on 7/10/2024.", None),
    ],
)
def test_the_worst_score_is_the_pain(reader: Reader, text: str, points: float | None) -> None:
    assert reader.read(text).pain_nrs == points


@pytest.mark.parametrize(
    ("text", "concept"),
    [("shortnes of breth", "breathless"), ("I am diabetik", "hx_diabetes"), ("hemoptisis", "coughing_blood")],
)
def test_a_misspelt_word_is_understood_and_shown(reader: Reader, text: str, concept: str) -> None:
    mention = next(mention for mention in reader.read(text).mentions if mention.concept == concept)
    assert mention.spelled is not None


def test_numbers_carry_the_words_they_came_from(reader: Reader) -> None:
    read = reader.read("I'm 45, pain 7/10 for two weeks.")
    assert {m.concept: m.words for m in read.mentions if m.concept in ("age", "severity", "duration")} == {
        "age": "45",
        "severity": "7/10",
        "duration": "two weeks",
    }
