"""Trials in a browser: from choosing a remedy to its verdict and its proof, by mouse, by keyboard, without scripts."""

from __future__ import annotations

import functools
import hashlib
import json
import re
import sqlite3
from collections.abc import Callable

import pytest
from browsing import DESKTOP, PHONE, axe_faults, is_wider_than_screen, small_controls
from msgspec.structs import replace
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient
from trial_calendar import read_calendar
from trial_person import DANGER, begin, live

from rhomboid.answers import to_json
from rhomboid.answers.kept import keep_answers
from rhomboid.answers.trial_records import trials_in
from rhomboid.answers.trials import stop_trial, trial_result
from rhomboid.model import Account
from rhomboid.store import open_store
from rhomboid.web import Person

Open = Callable[..., Page]
SAFE = {"remedy": "heat", "none_so": "yes"}
THINNED = "My upper back aches after a day at the desk. I take warfarin. I am 45."


@pytest.fixture(autouse=True)
def one_clock(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The diary's own clock goes with the person's: two that differ would be called tampering."""
    opened = functools.partial(open_store, clock=lambda: person.clock()[0])
    monkeypatch.setattr("rhomboid.web.person.open_store", opened)


def told(person: Person, text: str) -> None:
    account = Account(text=text)
    keep_answers(person.diary(), account, person.assessment(account))


# From set-up to verdict


def test_a_trial_goes_from_set_up_to_its_verdict(open_page: Open, person: Person, clock) -> None:
    page = open_page("/trials")
    page.get_by_role("link", name="Begin a trial").click()
    page.get_by_text("A warm pack, a heat wrap").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("None of these is so").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How shall it be done?")
    expect(page.locator(".design").first).to_contain_text("chance to see a difference of 1 point")
    page.get_by_role("button", name="Seal it").click()
    expect(page.locator("main")).to_contain_text("The trial is sealed")
    (record,) = trials_in(person.diary())
    expect(page.locator("main")).to_contain_text(record.sealed.sha256)
    assert "diabetes" in record.sealed.not_so

    clock.forward(days=1)
    page.goto(page.url.partition("?")[0])
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Today with"))
    page.locator("label.number", has_text=re.compile("^5$")).click()
    page.get_by_text(re.compile("^I did not use heat$")).click()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("status")).to_contain_text("Saved day 1, 2026-11-23: pain 5, heat not used.")

    live(person, record, effect=-2.5, days=27)
    page.get_by_role("link", name="How it goes so far").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("It helped: days with heat were better")
    expect(page.locator("svg.trial-picture .kept")).to_have_count(1)
    expect(page.locator("main")).to_contain_text("Better by 1 or more")


def test_a_trial_is_set_up_and_written_down_by_keyboard_alone(open_page: Open, person: Person, clock) -> None:
    page = open_page("/trials/new?remedy=heat", DESKTOP)
    press_on(page, "button", "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it safe for you?")
    tab_to(page, "input[name=none_so]")
    page.keyboard.press("Space")
    press_on(page, "button", "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("How shall it be done?")
    press_on(page, "button", "Seal it")
    expect(page.locator("main")).to_contain_text("The trial is sealed")
    clock.forward(days=1)
    page.goto(page.url.partition("?")[0])
    tab_to(page, "input[name=pain]")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    tab_to(page, "input[name=used]")
    page.keyboard.press("Space")
    press_on(page, "button", "Write it down")
    expect(page.get_by_role("status")).to_contain_text("pain 4, heat used")


def test_without_scripts_a_trial_is_set_up_written_down_and_looked_at(open_page: Open, person: Person, clock) -> None:
    page = open_page("/trials/new", javascript=False)
    page.get_by_label("Or say it in your own words").fill("hot water bottle")
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("None of these is so").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Seal it").click()
    clock.forward(days=1)
    page.goto(page.url.partition("?")[0])
    page.locator("label.number", has_text=re.compile("^3$")).click()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("status")).to_contain_text("pain 3")
    page.get_by_role("link", name="How it goes so far").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("We cannot tell yet whether heat helps.")


def tab_to(page: Page, control: str) -> None:
    """Move through the page with Tab until a control is reached."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement?.matches(wanted)", control):
            return
    raise AssertionError(f"{control} cannot be reached by keyboard")


def press_on(page: Page, control: str, words: str) -> None:
    """Move to the button of some words and press it."""
    for _ in range(80):
        tab_to(page, control)
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{words} cannot be reached by keyboard")


# Setting up


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


# A day


def test_the_trial_under_way_stands_first_with_what_today_is_for_and_nothing_of_results(
    client: TestClient, person: Person
) -> None:
    record = begin(person)
    live(person, record, -2.5, 20)
    for path in ("/trials", "/trials/heat-1"):
        said = client.get(path).text
        assert said.index("Today with") < said.index("Write it down")
        assert not any(word in said for word in ("It helped", "Evidence", "interval"))


def test_a_day_is_written_changed_and_counted_like_in_the_terminal(client: TestClient, person: Person, clock) -> None:
    begin(person)
    clock.forward(days=1)
    client.post("/trials/heat-1/log", data={"pain": "6", "used": "remedy"})
    client.post("/trials/heat-1/log", data={"used": "neither", "note": "rainy"})
    (entry,) = person.diary().entries()
    assert (entry.pains[0].nrs, entry.remedies, entry.note) == (6, (), "rainy")
    assert entry.id == "trial-heat-1-1"


def test_a_missed_day_stays_missing_and_can_be_written_later_which_is_marked(
    client: TestClient, person: Person, clock
) -> None:
    begin(person)
    clock.forward(days=3)
    assert client.get("/trials/heat-1").text.count("write it") == 2
    assert "Only if you are sure" in client.get("/trials/heat-1", params={"day": "2026-11-23"}).text
    client.post("/trials/heat-1/log", data={"day": "2026-11-23", "pain": "5"})
    (entry,) = person.diary().entries()
    assert (entry.known_to, entry.measures) == ("day", {"written_days_late": 2})
    assert "later, from memory" in client.get("/trials/heat-1").text


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({}, "Nothing was said, so nothing was saved"),
        ({"pain": "11"}, "is not a pain"),
        ({"pain": "much", "note": "my words stay"}, "is not a pain"),
        ({"pain": "5", "day": "2026-11-22"}, "not one of the trial&#39;s"),
        ({"pain": "5", "day": "9999-12-31", "note": "kept"}, "still to come"),
    ],
)
def test_a_day_that_cannot_be_written_is_said_in_a_sentence_and_nothing_is_lost(
    client: TestClient, person: Person, clock, written: dict[str, str], sentence: str
) -> None:
    begin(person)
    clock.forward(days=1)
    answer = client.post("/trials/heat-1/log", data=written)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert written.get("note", "") in answer.text
    assert person.diary().entries() == ()


def test_of_two_remedies_it_is_said_which_was_used(client: TestClient, person: Person, clock) -> None:
    begin(person, "heat", "cold")
    clock.forward(days=1)
    assert "I used neither" in client.get("/trials/heat-1").text
    client.post("/trials/heat-1/log", data={"pain": "5", "used": "comparator"})
    assert person.diary().entries()[0].remedies == ("cold",)


def test_words_of_danger_in_a_day_interrupt_and_are_kept(client: TestClient, person: Person, clock) -> None:
    begin(person)
    clock.forward(days=1)
    said = client.post("/trials/heat-1/log", data={"pain": "9", "note": DANGER}).text
    assert re.search(r'<section[^>]*class="disposition emergency"', said)
    assert "tel:112" in said
    assert "warm pack" not in said
    assert "Today with" not in said
    assert "needs a heart tracing today" not in said
    assert person.diary().entries()[0].note == DANGER


def test_danger_in_the_reason_for_stopping_interrupts_too(client: TestClient, person: Person) -> None:
    begin(person)
    assert 'class="disposition emergency"' in client.post("/trials/heat-1/stop", data={"because": DANGER}).text
    assert trials_in(person.diary())[0].stop is not None


def test_harm_ends_the_trial_and_says_whom_to_ask(client: TestClient, person: Person, clock) -> None:
    begin(person)
    clock.forward(days=1)
    said = client.post("/trials/heat-1/log", data={"pain": "7", "used": "remedy", "harm": "my skin is blistered"}).text
    assert "This trial is stopped" in said
    assert "before someone has looked at it with you" in said
    assert "Write down today" not in said
    (record,) = trials_in(person.diary())
    assert record.stop is not None
    assert record.stop.reason == "adverse_event"
    assert person.diary().entries()[0].note == "my skin is blistered"
    assert "because of the harm you wrote down" in client.get("/trials/heat-1/result").text
    assert client.post("/trials/heat-1/stop").status_code == 409


def test_an_ended_trial_is_listed_with_its_verdict_and_another_can_begin(client: TestClient, person: Person) -> None:
    record = begin(person)
    live(person, record, -2.5, 20)
    stop_trial(person.diary(), record, person.diary_today, "wish")
    said = client.get("/trials").text
    assert "Earlier trials" in said
    assert "It helped: days with heat were better" in said
    assert "Begin a trial" in said


def test_a_trial_that_there_is_none_of_is_said_in_a_sentence(client: TestClient) -> None:
    for path in ("", "/result", "/proof", ".ics", "/result.json", "/result.svg", "/sealed.json", "/protocol.json"):
        answer = client.get(f"/trials/cold-9{path}")
        assert answer.status_code == 404
        assert "There is no such trial" in answer.text


# Results, reminders, proof


def test_the_result_as_json_is_what_every_face_answers(client: TestClient, person: Person) -> None:
    record = begin(person)
    live(person, record, -1.0, 6)
    result = trial_result(record, person.diary().entries(), person.knowledge, person.diary_today)
    assert client.get("/trials/heat-1/result.json").text == f"{to_json(result)}\n"


def test_looking_is_told_in_words_picture_and_table_alike(client: TestClient, person: Person) -> None:
    record = begin(person)
    live(person, record, -1.0, 8)
    said = client.get("/trials/heat-1/result").text
    result = trial_result(record, person.diary().entries(), person.knowledge, person.diary_today)
    assert said.count('<th scope="row">') == len(result.looks)
    assert "You may look every day and stop when you like" in said
    assert "<style" not in said
    assert client.get("/trials/heat-1/result.svg").text.startswith("<svg")


def test_reminders_are_a_calendar_with_each_day_that_is_left(client: TestClient, person: Person, clock) -> None:
    record = begin(person)
    clock.forward(days=3)
    answer = client.get("/trials/heat-1.ics", params={"at": "07:30"})
    assert answer.headers["content-type"].startswith("text/calendar")
    events = read_calendar(answer.content)
    assert [event["DTSTART"] for event in events][:2] == ["20261125T073000", "20261126T073000"]
    assert len(events) == record.protocol.design.days - 2
    assert {event["SUMMARY"] for event in events} == {
        "Today with heat. Everything else as you usually do.",
        "Today without heat. Everything else as you usually do.",
    }
    assert any("Never lie on a hot pack" in event["DESCRIPTION"] for event in events)


def test_names_of_any_alphabet_and_sign_stand_whole_in_the_calendar(client: TestClient, person: Person) -> None:
    begin(person)
    heat = person.knowledge.remedies["heat"]
    named = replace(heat, name="Wärme; „heiß“, auf\\ab 🔥" * 4, steps=("Zeile eins\nZeile zwei",))
    remedies = {**person.knowledge.remedies, "heat": named}
    person.knowledge = replace(person.knowledge, remedies=remedies, hash="another")
    events = read_calendar(client.get("/trials/heat-1.ics").content)
    assert any(named.name[1:] in event["SUMMARY"] for event in events)
    assert any("Zeile eins\nZeile zwei" in event["DESCRIPTION"] for event in events)


def test_a_second_calendar_file_takes_the_place_of_the_first(client: TestClient, person: Person, clock) -> None:
    begin(person)
    first = read_calendar(client.get("/trials/heat-1.ics").content)
    clock.forward(days=2)
    second = read_calendar(client.get("/trials/heat-1.ics", params={"at": "20:00"}).content)
    assert {event["UID"] for event in second} < {event["UID"] for event in first}


def test_discreet_reminders_name_nothing_of_the_trial(client: TestClient, person: Person) -> None:
    begin(person)
    answer = client.get("/trials/heat-1.ics", params={"discreet": "yes"})
    read_calendar(answer.content)
    unfolded = answer.text.replace("\r\n ", "").lower()
    assert not any(word in unfolded for word in ("heat", "pain", "trial-", "warm"))
    assert "heat" not in answer.headers["content-disposition"]


def test_an_hour_after_midnight_belongs_to_the_day_before_as_in_the_diary(client: TestClient, person: Person) -> None:
    begin(person)
    first = read_calendar(client.get("/trials/heat-1.ics", params={"at": "01:00"}).content)[0]
    assert first["DTSTART"] == "20261124T010000"


def test_an_hour_that_is_none_and_a_trial_that_has_ended_are_said_in_a_sentence(
    client: TestClient, person: Person
) -> None:
    record = begin(person)
    assert client.get("/trials/heat-1.ics", params={"at": "25:00"}).status_code == 422
    stop_trial(person.diary(), record, person.diary_today, "wish")
    assert client.get("/trials/heat-1.ics").status_code == 409


def test_the_proof_holds_and_anybody_can_make_the_hash_again(client: TestClient, person: Person) -> None:
    record = begin(person)
    live(person, record, 0.0, 3)
    assert "As it was sealed on 22 November 2026" in client.get("/trials/heat-1/proof").text
    plan = client.get("/trials/heat-1/protocol.json").content
    assert hashlib.sha256(plan).hexdigest() == record.sealed.sha256
    assert json.loads(client.get("/trials/heat-1/sealed.json").text)["sha256"] == record.sealed.sha256
    assert "It is the same number" in client.get("/trials/heat-1/proof", params={"kept": record.sealed.sha256}).text
    assert "whose hash you kept" in client.get("/trials/heat-1/proof", params={"kept": "00"}).text


def test_the_proof_page_tells_a_tampered_record(client: TestClient, person: Person, tmp_path) -> None:
    begin(person)
    person.close_diary()
    with sqlite3.connect(tmp_path / "diary.sqlite") as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("""UPDATE saved SET body = replace(body, '"seed":7', '"seed":9')""")
    file.close()
    said = client.get("/trials/heat-1/proof").text
    assert "Something here is not as it was sealed" in said
    assert "not the one that was sealed before day one" in said
    assert "not the one that the seed gives" in said
    assert "As it was sealed on" not in said


# Every page, for everybody


def test_every_page_of_the_set_up_is_for_everybody(open_page: Open) -> None:
    page = open_page("/trials")
    sound(page, "/trials/new?remedy=heat", "/trials/new/check?words=bananas", "/trials/new/check?remedy=heat")
    sound(page, "/trials/new/check?remedy=massage", "/trials/new/design?remedy=heat&none_so=yes")
    sound(page, "/trials/new/design?remedy=capsicum_plaster&none_so=yes&days=28")


def test_every_page_of_a_trial_is_for_everybody(open_page: Open, person: Person, clock) -> None:
    record = begin(person)
    page = open_page("/trials/heat-1?sealed=yes")
    everywhere(page)
    sound(page, "/trials/heat-1/result")
    live(person, record, -2.5, 12)
    clock.forward(days=2)
    sound(page, "/trials", "/trials/heat-1?day=2026-12-05", "/trials/heat-1/result", "/trials/heat-1/proof?kept=00")
    page.goto(f"{root(page)}/trials/heat-1")
    page.locator("summary", has_text="harm").click()
    page.locator("#note").fill(DANGER)
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".disposition.emergency")).to_be_visible()
    everywhere(page)
    stop_trial(person.diary(), record, person.diary_today, "adverse_event", "blisters")
    sound(page, "/trials", "/trials/heat-1", "/trials/heat-1/result")


def root(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])


def sound(page: Page, *paths: str) -> None:
    for path in paths:
        page.goto(f"{root(page)}{path}")
        everywhere(page)


def everywhere(page: Page) -> None:
    """Nothing is wrong with the page on a phone or a desktop, light or dark, everything unfolded.

    What a width can break does not depend on the colours, nor the other way round, so that two of the four do.
    """
    assert page.locator("h1").count() == 1
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for width, scheme in ((PHONE, "dark"), (DESKTOP, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert axe_faults(page) == [], page.url
        assert not is_wider_than_screen(page), page.url
    assert small_controls(page) == [], page.url
