"""A day of a trial in the app: what it is for, writing it down, danger, harm and the end."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient
from trial_person import DANGER, begin, live

from rhomboid.answers import Interview
from rhomboid.answers.trial_records import trials_in
from rhomboid.answers.trials import stop_trial
from rhomboid.model import Account
from rhomboid.web import Person


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


def test_where_what_was_told_needs_someone_today_no_remedy_is_said_beside_it(
    client: TestClient, person: Person, clock
) -> None:
    begin(person)
    clock.forward(days=1)
    person.remember(Interview(Account(text=DANGER)))
    for path in ("/trials", "/trials/heat-1"):
        said = client.get(path).text
        assert "Get emergency help now" in said
        assert "Today with" not in said
        assert "Write it down" in said


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
