"""A new trial in the app: what can be tried, what is asked and refused, and what is sealed."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient
from trial_person import DANGER, begin

from rhomboid.answers.kept import keep_answers
from rhomboid.answers.trial_records import trials_in
from rhomboid.model import Account
from rhomboid.web import Person

SAFE = {"remedy": "heat", "none_so": "yes"}
THINNED = "My upper back aches after a day at the desk. I take warfarin. I am 45."


def told(person: Person, text: str) -> None:
    account = Account(text=text)
    keep_answers(person.diary(), account, person.assessment(account))


def test_the_remedies_that_can_be_tried_stand_with_the_least_risk_first(client: TestClient) -> None:
    said = client.get("/trials/new").text
    order = [said.index(f'value="{remedy}"') for remedy in ("heat", "tens", "collar", "oral_nsaid")]
    assert order == sorted(order)
    assert 'value="massage"' not in said
    assert 'value="walking"' not in said


def test_a_remedy_can_be_chosen_beforehand(client: TestClient) -> None:
    assert re.search(r'value="heat" checked', client.get("/trials/new", params={"remedy": "heat"}).text)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "Choose what you want to try."),
        ({"words": "bananas"}, "nothing that rhomboid knows"),
        ({"words": "heat and ibuprofen"}, "names several remedies"),
    ],
)
def test_what_names_no_one_remedy_is_said_in_a_sentence_and_the_words_are_kept(
    client: TestClient, asked: dict[str, str], sentence: str
) -> None:
    answer = client.get("/trials/new/check", params=asked)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{asked.get("words", "")}"' in answer.text


@pytest.mark.parametrize(
    ("asked", "text", "reason"),
    [
        ({"remedy": "massage"}, "", "given by someone else"),
        ({"remedy": "heat", "versus": "heat"}, "", "Both arms are the same"),
        ({"words": "ibuprofen tablets"}, THINNED, "dangerous bleeding"),
    ],
)
def test_a_trial_that_may_not_be_safe_is_refused_with_its_reason(
    client: TestClient, person: Person, asked: dict[str, str], text: str, reason: str
) -> None:
    if text:
        told(person, text)
    said = client.get("/trials/new/check", params=asked)
    assert "No trial was begun" in said.text
    assert reason in said.text
    assert client.post("/trials/new/design", data={**asked, "none_so": "yes", "design": "1"}).text == said.text
    assert trials_in(person.diary()) == ()


def test_in_danger_only_what_to_do_now_is_said(client: TestClient, person: Person) -> None:
    told(person, DANGER)
    for path in ("/trials/new", "/trials/new/check?remedy=heat", "/trials/new/design?remedy=heat&none_so=yes"):
        said = client.get(path).text
        assert 'class="disposition emergency"' in said
        assert 'href="tel:112"' in said
        assert "warm pack" not in said


def test_what_nobody_said_is_asked_and_nothing_goes_on_without_an_answer(client: TestClient) -> None:
    assert "Diabetes" in client.get("/trials/new/check", params={"remedy": "heat"}).text
    answer = client.post("/trials/new/check", data={"remedy": "heat"})
    assert answer.status_code == 422
    assert "Nobody can guess that for you" in answer.text
    skipped = client.get("/trials/new/design", params={"remedy": "heat"})
    assert "Is any of these so?" in skipped.text


@pytest.mark.parametrize("answers", [{"so": "diabetes", "none_so": "yes"}, {"unsure": "yes"}])
def test_something_that_is_so_or_not_known_begins_no_trial(
    client: TestClient, person: Person, answers: dict[str, str]
) -> None:
    said = client.post("/trials/new/check", data={"remedy": "heat", **answers}).text
    assert "No trial was begun" in said
    assert "Ask a doctor or pharmacist" in said
    assert trials_in(person.diary()) == ()


def test_the_answers_to_questions_of_health_stay_out_of_the_address(client: TestClient) -> None:
    went = client.post("/trials/new/check", data={"remedy": "heat", "none_so": "yes"})
    assert went.url.path == "/trials/new/design"
    assert "diabetes" not in str(went.url)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"design": "9"}, "There are 3 designs"),
        ({"design": ""}, "There are 3 designs"),
        ({"start": "2026-11-22"}, "begins tomorrow at the earliest"),
        ({"start": "9999-12-31"}, "more than a year ahead"),
        ({"start": "soon"}, "is no date"),
        ({"days": "4"}, "not a number of days"),
        ({"days": "9" * 5000}, "not a number of days"),
        ({"block_days": "-1"}, "not a number of days"),
        ({"place": "nowhere at all"}, "no one place on our map"),
    ],
)
def test_a_design_that_cannot_be_is_said_in_a_sentence(
    client: TestClient, person: Person, wrong: dict[str, str], sentence: str
) -> None:
    answer = client.post("/trials/new/design", data={**SAFE, "design": "1", **wrong})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Seal it" in answer.text
    assert trials_in(person.diary()) == ()


def test_too_few_days_are_said_to_be_and_enough_are_offered(client: TestClient) -> None:
    said = client.get("/trials/new/design", params={"remedy": "capsicum_plaster", "none_so": "yes", "days": "28"}).text
    assert "so 28 days are too few" in said
    assert re.search(r"Take \d+ days", said)


def test_another_length_place_start_and_remedy_to_compare_with_are_sealed(client: TestClient, person: Person) -> None:
    chosen = {**SAFE, "versus": "cold", "days": "30", "place": "side of the neck", "design": "2", "start": "2026-12-07"}
    client.post("/trials/new/design", data=chosen)
    (record,) = trials_in(person.diary())
    assert (record.protocol.remedy, record.protocol.comparator) == ("heat", "cold")
    assert record.protocol.outcome.name == "pain:side_of_neck"
    assert record.protocol.design.days <= 30
    assert record.protocol.design.unit != "day"
    assert str(record.protocol.start) == "2026-12-07"


def test_a_second_trial_waits_for_the_first_to_end(client: TestClient, person: Person) -> None:
    begin(person)
    for answer in (client.get("/trials/new"), client.post("/trials/new/design", data={**SAFE, "design": "1"})):
        assert "A trial is under way" in answer.text
    assert len(trials_in(person.diary())) == 1
