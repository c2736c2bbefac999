"""What a trial gives away in the app: its result, its reminders and its proof."""

from __future__ import annotations

import hashlib
import json
import sqlite3

from msgspec.structs import replace
from starlette.testclient import TestClient
from trial_calendar import read_calendar
from trial_person import begin, live

from rhomboid.answers import to_json
from rhomboid.answers.trials import stop_trial, trial_result
from rhomboid.web import Person


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
    person.shipped = replace(person.knowledge, remedies=remedies, hash="another")
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
