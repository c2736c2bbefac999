"""The plan, the person's own word on it, and their days over the expected course."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import msgspec
import pytest
from starlette.testclient import TestClient
from told import CALM, DANGER

from rhomboid.answers import plan
from rhomboid.answers.own_points import own_points
from rhomboid.model import Entry, EntryPain
from rhomboid.store import StoreLockedError
from rhomboid.web import Person

PAGES = ("/plan", "/plan/option/heat", "/plan/leave-alone", "/plan/check", "/course")


@pytest.fixture
def calm(person: Person) -> Person:
    person.remember(CALM)
    return person


def main_of(html: str) -> str:
    return unescape(html.partition("<main")[2].partition("</main>")[0])


def options_of(person: Person) -> list[str]:
    return [option.remedy for option in plan(person.assessment(), person.account(), person.knowledge).options]


def entry(number: int, day: int, *pains: float) -> Entry:
    at = datetime(2026, 11, 22, 9, tzinfo=UTC) + timedelta(days=day, minutes=number)
    return Entry(id=f"e{number}", at=at, zone="UTC", pains=tuple(EntryPain(nrs) for nrs in pains))


def test_who_told_nothing_sees_what_suits_most_and_the_way_to_make_it_fit(client: TestClient) -> None:
    page = main_of(client.get("/plan").text)
    assert 'class="button" href="/assess"' in page
    assert "this is what would suit most people" in page
    assert 'class="options"' in page
    assert "Keep it" not in page


@pytest.mark.parametrize("path", PAGES)
def test_in_an_emergency_every_page_of_the_plan_says_only_what_to_do(
    client: TestClient, person: Person, path: str
) -> None:
    person.remember(DANGER)
    page = main_of(client.get(path).text)
    assert person.assessment().what_to_do in page
    assert 'href="tel:112"' in page
    assert not re.search(r"<form|<ol|class=\"fan\"|/trials", page)


def test_the_options_stand_in_the_order_of_the_plan(client: TestClient, calm: Person) -> None:
    page = main_of(client.get("/plan").text)
    found = re.findall(r'(?:id="option-|href="/plan/option/)(\w+)"', page)
    assert found == options_of(calm)


def test_what_is_expected_of_every_option_has_a_source_or_is_our_judgement(client: TestClient, calm: Person) -> None:
    page = main_of(client.get("/plan").text)
    told = re.findall(r"<p>(Expect .*?)</p>", page, re.S)
    told += [
        words for words in re.findall(r"<li><a href=\"/plan/option.*?<p>(.*?)</p>", page, re.S) if " of 10 " in words
    ]
    assert len(told) > 5
    assert [words for words in told if 'class="cite"' not in words and "our judgement" not in words] == []


def test_an_option_is_told_whole_on_its_own_page(client: TestClient, calm: Person) -> None:
    page = main_of(client.get("/plan/option/oral_nsaid").text)
    steps = calm.knowledge.remedies["oral_nsaid"].steps
    assert [step for step in steps if step not in page] == []
    assert "/plan/check?remedy=oral_nsaid" in page
    assert client.get("/plan/option/no_such_remedy").status_code == 404


def test_only_what_can_be_had_or_left_by_the_toss_of_a_coin_is_offered_for_a_trial(
    client: TestClient, calm: Person
) -> None:
    assert "/trials/new?remedy=heat" in client.get("/plan").text
    assert "dry_needling" in options_of(calm)
    assert "/trials/new" not in client.get("/plan/option/dry_needling").text


def test_what_made_it_worse_is_no_option_until_that_is_taken_back(client: TestClient, calm: Person) -> None:
    answer = client.post("/plan/tried", data={"remedy": "heat", "outcome": "worse"})
    assert answer.url.path == "/plan"
    assert "heat" not in options_of(calm)
    assert "What you said you tried" in answer.text
    client.post("/plan/tried", data={"remedy": "heat", "outcome": ""})
    assert calm.interview == CALM


def test_wishes_change_the_plan_and_are_shown_again(client: TestClient, calm: Person) -> None:
    assert "oral_nsaid" in options_of(calm)
    answer = client.post("/plan/wishes", data={"medicines": "yes", "highest_cost": "low"})
    assert "oral_nsaid" not in options_of(calm)
    assert re.search(r'name="medicines" value="yes" checked', answer.text)
    assert re.search(r'value="low" selected', answer.text)
    client.post("/plan/wishes", data={})
    assert calm.interview == CALM


def test_what_speaks_against_a_remedy_rules_it_out_and_can_be_changed(client: TestClient, calm: Person) -> None:
    assert "Do you take blood thinners" in client.get("/plan/check?remedy=oral_nsaid").text
    answer = client.post("/plan/check", data={"remedy": "oral_nsaid", "hx_anticoagulant": "present"})
    assert "oral_nsaid" not in options_of(calm)
    assert "Not safe for you" in answer.text
    assert re.search(
        r'name="hx_anticoagulant" value="present" checked', client.get("/plan/check?remedy=oral_nsaid").text
    )
    client.post("/plan/check", data={"remedy": "oral_nsaid", "hx_anticoagulant": "absent"})
    assert "oral_nsaid" in options_of(calm)


def test_a_circumstance_that_was_answered_is_no_question_of_the_interview(client: TestClient, calm: Person) -> None:
    client.post("/plan/check", data={"remedy": "oral_nsaid", "allergy_nsaid": "present"})
    assert calm.interview.account.answers["allergy_nsaid"] == "present"
    assert calm.interview.asked == CALM.asked
    client.post("/plan/check", data={"remedy": "oral_nsaid", "allergy_nsaid": "not_asked"})
    assert calm.interview == CALM


def test_a_check_that_shows_danger_ends_the_plan(client: TestClient, calm: Person) -> None:
    named = {"leg_weakness": "present", "gait_trouble": "present", "trauma_major": "present"}
    for remedy in ("massage", "dry_needling", "physiotherapy", "heat"):
        client.post("/plan/check", data={"remedy": remedy, **named})
    page = main_of(client.get("/plan").text)
    assert calm.assessment().disposition in ("emergency", "same_day")
    assert calm.assessment().what_to_do in page
    assert 'class="options"' not in page


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/plan/tried", {"remedy": "no_such_remedy", "outcome": "helped"}),
        ("/plan/tried", {"remedy": "heat", "outcome": "no_such_outcome"}),
        ("/plan/wishes", {"highest_cost": "no_such_cost"}),
        ("/plan/tried", {"remedy": "x" * 100_000, "outcome": "helped"}),
        ("/plan/check", {"remedy": "heat", "x" * 100_000: "present"}),
        ("/result/what-if", {"fever": "x" * 100_000}),
    ],
)
def test_a_clumsy_word_is_answered_with_a_sentence_and_keeps_nothing(
    client: TestClient, calm: Person, path: str, form: dict[str, str]
) -> None:
    answer = client.post(path, data=form)
    assert answer.status_code == 422
    assert "This was not done" in answer.text
    assert calm.interview == CALM


def test_answers_to_checks_that_are_none_are_passed_over(client: TestClient, calm: Person) -> None:
    client.post("/plan/check", data={"remedy": "heat", "no_such_thing": "present", "hx_diabetes": "perhaps"})
    assert calm.interview == CALM


def test_own_days_lie_over_the_course_from_the_day_it_was_kept(client: TestClient, calm: Person, clock) -> None:
    calm.diary().add(entry(1, -3, 9.0))
    assert "None of your own days is laid over it yet" in client.get("/course").text
    client.post("/result/keep", data={"back": "/course"})
    for number, (day, pains) in enumerate([(0, (6.0,)), (1, (3.0,)), (1, (5.0,)), (4, (0.0,))], start=2):
        calm.diary().add(entry(number, day, *pains))
    clock.forward(days=5)
    points = own_points(calm.diary(), calm.account(), calm.diary_today)
    assert [(point.day, point.pain_nrs) for point in points] == [(0.0, 6.0), (1.0, 5.0), (4.0, 0.0)]
    page = main_of(client.get("/course").text)
    assert page.count('class="own"') == 3
    assert "too early to say whether this is slower" in page


def test_answering_or_wishing_more_does_not_begin_the_course_anew(client: TestClient, calm: Person, clock) -> None:
    client.post("/result/keep")
    calm.diary().add(entry(1, 0, 6.0))
    clock.forward(days=7)
    client.post("/plan/check", data={"remedy": "oral_nsaid", "allergy_nsaid": "present"})
    client.post("/plan/wishes", data={"medicines": "yes"})
    client.post("/result/keep")
    points = own_points(calm.diary(), calm.account(), calm.diary_today)
    assert [(point.day, point.pain_nrs) for point in points] == [(0.0, 6.0)]


def test_another_pain_begins_a_course_of_its_own(client: TestClient, calm: Person, clock) -> None:
    client.post("/result/keep")
    calm.diary().add(entry(1, 0, 6.0))
    clock.forward(days=7)
    other = msgspec.structs.replace(CALM.account, text="Now my neck aches.")
    calm.remember(msgspec.structs.replace(CALM, account=other))
    assert own_points(calm.diary(), calm.account(), calm.diary_today) == ()


def test_a_diary_that_is_locked_hides_no_course(
    client: TestClient, calm: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: Person) -> None:
        raise StoreLockedError("The diary is encrypted.")

    monkeypatch.setattr(Person, "diary", locked)
    page = main_of(client.get("/course").text)
    assert "Your diary is locked" in page
    assert 'class="fan"' in page


def test_who_nobody_has_followed_is_told_so(client: TestClient, person: Person) -> None:
    person.remember(
        msgspec.structs.replace(CALM, account=msgspec.structs.replace(CALM.account, text="", pains=(), answers={}))
    )
    assert "nothing can be said of how it will go" in client.get("/course").text
