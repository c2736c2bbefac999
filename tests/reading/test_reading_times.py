"""How long the pain has lasted, whose age is told, and which events are over."""

from __future__ import annotations

from datetime import date

import pytest

from rhomboid.model import Finding
from rhomboid.reading import Reader, resolve

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It began a fortnight ago.", 14, 14),
        ("My shoulder blade has ached for six weeks.", 42, 42),
        ("The ache has been there since Monday.", 6, 6),
        ("Two months of dull ache between the shoulder blades.", 60, 62),
        ("A year of nagging pain in my neck.", 365, 366),
        ("Site: mid back. Duration: 10 days", 10, 10),
        ("Ache 8 months, left shoulder blade.", 240, 245),
        ("Neck pain x3 days.", 3, 3),
        ("c/o thoracic back pain x 3 mo, worse at night", 91, 92),
        ("3/52 neck pain.", 21, 21),
        ("6/12 history of upper back pain.", 180, 184),
        ("5/7 of rib pain.", 5, 5),
        ("My neck has hurt for the past year.", 365, 366),
        ("Off and on for 8 to 10 months my upper back aches.", 240, 305),
        ("I'm 30 and my back has hurt since I was twelve.", 6500, 6600),
        ("My back has hurt since I was twelve.", 700, 800),
        ("Two days ago I lifted a sofa and my back hurts.", 2, 2),
        ("Two days ago, after lifting heavy things, I suddenly got a pain.", 2, 2),
        ("I fell off a ladder two days ago and landed on my back.", 2, 2),
        ("I had a baby six weeks ago. For almost twelve weeks I've had pain in my upper back.", 84, 84),
        ("I started to get pain between my shoulder blades last summer.", 100, 150),
        ("I've had back pain for over ten years. Over the past month it's been terrible.", 3650, 3655),
        ("Over the past month the pain has been constant. I've had it for over ten years.", 3650, 3655),
        ("I've had back pain for a month; since yesterday I've had heavy legs.", 30, 31),
        ("For three days I've had belly pain and had a hysterectomy a year ago.", 3, 3),
        ("I was doing dips nine years ago and felt a pop. There has been pain there since.", 3280, 3290),
        ("Two days after a biopsy I suddenly got pain. Over two months the weakness got worse.", 60, 62),
        ("I was fine until two weeks ago, when my neck began to ache.", 14, 14),
    ],
)
def test_the_duration_is_that_of_the_pain(reader: Reader, text: str, low: float, high: float) -> None:
    days = reader.read(text, TODAY).duration_days
    assert days is not None
    assert low <= days <= high


@pytest.mark.parametrize(
    "text",
    [
        "My back hurts. It felt like the pancreatitis I had four years ago.",
        "My back hurts. I had the same thing a few years ago.",
        "I had cancer ten years ago and my back hurts.",
        "My back hurts. I had an episode of fainting in the last 12 hours.",
        "My back is stiff for two hours in the morning.",
        "I have a stiff upper back in the mornings that takes over an hour to ease.",
        "I lifted my 2 year old and my back hurts.",
        "My back hurts. I've been on prednisolone for years.",
        "A woman on prednisolone for asthma for years has sudden mid-thoracic pain.",
        "My back hurts. I walk the dog for an hour a day.",
        "My back hurts. I lift 5x a week.",
        "My neck hurts every two weeks.",
        "The pain is there 24/7.",
        "After some months the pain came back.",
        "Same thing happened three months ago. My back hurts.",
        "Two years ago I hurt my neck in a car accident. Now my upper back aches.",
    ],
)
def test_times_of_other_things_are_not_the_duration(reader: Reader, text: str) -> None:
    reading = reader.read(text, TODAY)
    assert reading.duration_days is None
    assert not [mention for mention in reading.mentions if mention.concept.startswith("duration")]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Male, 28, neck pain.", 28),
        ("golfer 55, pain in the ribs", 55),
        ("53, diabetic. Chest pain.", 53),
        ("I'm an executive in my early forties with back pain.", 42),
        ("56 year old Male.", 56),
        ("I look after my 2 year old. Back pain.", None),
        ("Our 3 year old jumped on my back.", None),
        ("My father, 60, had a heart attack. My back hurts.", None),
        ("Pulse 72, blood pressure 124/78", None),
    ],
)
def test_an_age_is_never_somebody_elses(reader: Reader, text: str, age: float | None) -> None:
    assert reader.read(text).age == age


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("She has back pain. Six months ago she fell down some stairs.", "trauma_major"),
        ("Two years ago I hurt my neck in a car accident. Now my upper back aches.", "hx_whiplash"),
        ("My back hurts. I was in a car crash five years ago.", "hx_whiplash"),
    ],
)
def test_an_event_long_over_is_past(reader: Reader, findings: dict[str, Finding], text: str, concept: str) -> None:
    reading = reader.read(text, TODAY)
    assert concept not in resolve(reading, findings)
    assert "onset=after_injury" not in resolve(reading, findings)
    assert any(mention.concept == concept and mention.time == "past" for mention in reading.mentions)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Two years ago I was in a car accident and my neck has hurt since.", "hx_whiplash"),
        ("It began when I fell down the stairs a year ago. My back still hurts.", "trauma_major"),
        ("I was in a car crash five years ago. Since then my neck hurts.", "hx_whiplash"),
        ("My back hurts. I fell off a ladder three days ago.", "trauma_major"),
        ("My back hurts. I had breast cancer eight years ago.", "hx_cancer"),
    ],
)
def test_an_event_that_began_it_or_is_recent_counts_and_lasting_illness_stays(
    reader: Reader, findings: dict[str, Finding], text: str, concept: str
) -> None:
    assert resolve(reader.read(text, TODAY), findings)[concept].presence == "present"


@pytest.mark.parametrize(
    "text",
    [
        "A few years ago I had the same.",
        "After some months the pain came back.",
        "Same thing happened three months ago.",
        "I had the same pain two years ago.",
    ],
)
def test_an_earlier_bout_is_an_earlier_bout(reader: Reader, findings: dict[str, Finding], text: str) -> None:
    reading = reader.read(text, TODAY)
    assert resolve(reading, findings)["previous_similar"].presence == "present"
    assert reading.duration_days is None


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("I had a headache last week but that's gone.", "headache"),
        ("I had shingles when I was 30.", "blisters_rash"),
    ],
)
def test_what_is_gone_or_belongs_to_an_earlier_age_is_past(reader: Reader, text: str, concept: str) -> None:
    found = [mention for mention in reader.read(text).mentions if mention.concept == concept]
    assert [mention.time for mention in found] == ["past"]
