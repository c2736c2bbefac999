"""Whether a thing is said to be there: denials, doubts, other people, other times."""

from __future__ import annotations

import pytest

from rhomboid.model import Finding, Mention
from rhomboid.reading import Reader, resolve

SAID: list[tuple[str, dict[str, str]]] = [
    ("No fever.", {"fever": "absent"}),
    ("no fever, cough or weight loss", {"fever": "absent", "cough": "absent", "weight_loss": "absent"}),
    ("No fever, No cough, No chest pain", {"fever": "absent", "cough": "absent", "front_of_chest": "absent"}),
    (
        "She denies fever, night sweats, and weight loss.",
        {"fever": "absent", "night_sweats": "absent", "weight_loss": "absent"},
    ),
    ("He denies bowel or bladder incontinence.", {"bladder_bowel": "absent"}),
    ("I have no nausea, but I was vomiting.", {"nausea": "absent", "vomiting": "present"}),
    ("Without fainting, my heart was racing; I felt sick.", {"syncope": "absent", "nausea": "present"}),
    ("I haven't had a fever or lost weight.", {"fever": "absent", "weight_loss": "absent"}),
    ("I have no fever and lost a lot of weight.", {"fever": "absent", "weight_loss": "present"}),
    ("No fever, lost 5 kg since summer.", {"fever": "absent", "weight_loss": "present"}),
    (
        "I've never had cancer, diabetes or a heart attack.",
        {"hx_cancer": "absent", "hx_diabetes": "absent", "hx_cad": "absent"},
    ),
    ("Neither fever nor night sweats.", {"fever": "absent", "night_sweats": "absent"}),
    ("Not only nausea but also vomiting.", {"nausea": "present", "vomiting": "present"}),
    ("I felt sick, not without a cold sweat.", {"nausea": "present", "sweating": "present"}),
    ("There is no doubt I am diabetic.", {"hx_diabetes": "present"}),
    ("I can't sleep because of the night sweats.", {"night_sweats": "present"}),
    (
        "I have lost weight without trying and I am short of breath.",
        {"weight_loss": "present", "breathless": "present"},
    ),
    ("I could not breathe and fainted.", {"syncope": "present"}),
    ("Fever? No. I do have a bad cough.", {"fever": "absent", "cough": "present"}),
    ("Fever: none. Vomiting: no.", {"fever": "absent", "vomiting": "absent"}),
    ("Fever absent, vomiting for two days.", {"fever": "absent", "vomiting": "present"}),
    ("He was afebrile.", {"fever": "absent"}),
    ("She is a non-smoker.", {"hx_smoker": "absent"}),
    ("My doctor ruled out a heart attack.", {"hx_cad": "absent"}),
    ("My legs are not weak.", {"leg_weakness": "absent"}),
    ("I am not short of breath.", {"breathless": "absent"}),
    ("No nausea or vomiting, just a bad cough.", {"nausea": "absent", "vomiting": "absent", "cough": "present"}),
    ("Past history: HTN, DM", {"hx_hypertension": "present", "hx_diabetes": "present"}),
    ("I used to smoke.", {"hx_smoker": "present"}),
    ("I had breast cancer ten years ago.", {"hx_cancer": "present"}),
    ("He denies trauma and reports night sweats.", {"night_sweats": "present"}),
    ("My wife says I sweat at night.", {"night_sweats": "present"}),
    ("Like my father I have high blood pressure.", {"hx_hypertension": "present"}),
    ("I look after my mother and feel sick.", {"nausea": "present"}),
    ("My fever won't go away.", {"fever": "present"}),
]


def counted(reader: Reader, findings: dict[str, Finding], text: str) -> dict[str, str]:
    return {concept: mention.presence for concept, mention in resolve(reader.read(text), findings).items()}


def only(reader: Reader, text: str, concept: str) -> Mention:
    found = [mention for mention in reader.read(text).mentions if mention.concept == concept]
    assert len(found) == 1, (text, found)
    return found[0]


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[text for text, _ in SAID])
def test_what_is_said_is_read_as_it_is_meant(
    reader: Reader, findings: dict[str, Finding], text: str, expected: dict[str, str]
) -> None:
    read = counted(reader, findings, text)
    assert {concept: read.get(concept) for concept in expected} == expected


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("I might have a fever.", "fever"),
        ("Maybe I have lost some weight.", "weight_loss"),
        ("I'm not sure if I have a fever.", "fever"),
        ("I can't say there's no nausea.", "nausea"),
        ("I think I fainted.", "syncope"),
        ("Possibly night sweats.", "night_sweats"),
    ],
)
def test_a_doubtful_thing_is_present_and_uncertain(reader: Reader, text: str, concept: str) -> None:
    mention = only(reader, text, concept)
    assert (mention.presence, mention.certainty) == ("present", "uncertain")


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("My father had a heart attack.", "hx_cad"),
        ("My mum has diabetes.", "hx_diabetes"),
        ("My daughter has a fever.", "fever"),
        ("Family history of diabetes.", "hx_diabetes"),
        ("The patient's brother died of a heart attack at 45.", "hx_cad"),
        ("My dad, who has diabetes, drove me here.", "hx_diabetes"),
    ],
)
def test_what_others_have_is_theirs(reader: Reader, text: str, concept: str) -> None:
    assert only(reader, text, concept).experiencer == "other"


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("I had night sweats years ago.", "night_sweats"),
        ("I had a fever last week but it is gone.", "fever"),
        ("As a child I used to faint.", "syncope"),
    ],
)
def test_symptoms_that_are_over_are_past(reader: Reader, text: str, concept: str) -> None:
    assert only(reader, text, concept).time == "past"


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("I am worried about cancer.", "hx_cancer"),
        ("I'm afraid of a heart attack.", "hx_cad"),
        ("Could it be a heart attack?", "hx_cad"),
        ("What if it is a blood clot in my lung?", "hx_vte"),
        ("It felt like a heart attack.", "hx_cad"),
    ],
)
def test_a_feared_illness_is_not_one_the_person_has(
    reader: Reader, findings: dict[str, Finding], text: str, concept: str
) -> None:
    assert counted(reader, findings, text).get(concept) != "present"


def test_a_red_flag_said_once_outlasts_a_later_denial(reader: Reader, findings: dict[str, Finding]) -> None:
    assert counted(reader, findings, "I had a fever this morning. I have no fever.")["fever"] == "present"


def test_a_later_mention_of_an_ordinary_finding_wins(reader: Reader, findings: dict[str, Finding]) -> None:
    assert counted(reader, findings, "I am vomiting. No vomiting.")["vomiting"] == "absent"
