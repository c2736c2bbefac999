"""Looking back in the app's diary: calendar, trend, flares and calm, what goes before what."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta, timezone

import pytest
from diaries import FLARE, GAP, NOW, ZERO, followed, kept_for
from starlette.testclient import TestClient

from rhomboid.answers import assess, plan, to_json
from rhomboid.answers.kept import LOOK, PLAN, episode_edits
from rhomboid.model import Account, Entry, EntryPain
from rhomboid.web import Person

GAP_DAY, ZERO_DAY = (NOW.date() - timedelta(days=ago) for ago in (GAP[0], ZERO))


@pytest.fixture
def kept(person: Person) -> Person:
    """Somebody with a diary of ten weeks."""
    person.diary().add_many(kept_for(70))
    return person


def chart(client: TestClient, **asked: str) -> dict[str, list]:
    """What the script draws."""
    page = client.get("/diary/trend", params=asked).text
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', page)[1])


def row_of(page: str, day: str) -> str:
    """The text of one row of the table of days."""
    row = re.search(rf'<th scope="row">{day}</th>(.*?)</tr>', page)[1]
    return " ".join(re.sub("<[^>]+>", " ", row).split())


def test_an_empty_diary_says_how_to_begin(client: TestClient) -> None:
    for path in ("calendar", "trend", "relations", "claim"):
        assert "Write down how it is now" in client.get(f"/diary/{path}").text
    assert "too early to tell flares from calm" in client.get("/diary/episodes").text


def test_a_gap_is_a_gap_and_a_zero_is_a_zero_in_calendar_trend_and_table(client: TestClient, kept: Person) -> None:
    month = client.get("/diary/calendar").text
    cells = {day: kind for kind, day in re.findall(r'<td class="([^"]*)"><a href="/diary/day/([^"]+)"', month)}
    assert cells[str(GAP_DAY)] == "gap"
    assert cells[str(ZERO_DAY)] == "pain shade-0"
    drawn = chart(client)
    assert drawn["value"][drawn["days"].index(str(GAP_DAY))] is None
    assert drawn["low"][drawn["days"].index(str(GAP_DAY))] is None
    assert drawn["value"][drawn["days"].index(str(ZERO_DAY))] == 0
    table = client.get("/diary/trend").text
    assert row_of(table, "15 Nov 2026") == "gap"
    assert row_of(table, "19 Nov 2026").startswith("0 ")


def test_the_drawing_without_script_is_broken_at_gaps(client: TestClient, kept: Person) -> None:
    page = client.get("/diary/trend").text
    line = re.search(r'<path class="own-line" d="([^"]*)"', page)[1]
    assert line.count("M") == 3
    assert page.count('<circle class="own"') == 31 - 1 - len(GAP)


def test_the_days_to_come_are_no_gaps(client: TestClient, kept: Person) -> None:
    page = client.get("/diary/calendar").text
    assert '<td class="to-come"><span class="date">23</span>' in page
    assert "/diary/day/2026-11-23" not in page


def test_a_day_with_an_entry_that_says_nothing_of_pain_is_neither_gap_nor_zero(
    client: TestClient, kept: Person
) -> None:
    kept.diary().add(Entry("slept", NOW - timedelta(days=GAP[0]), "UTC", sleep_hours=5))
    assert f'<td class="written"><a href="/diary/day/{GAP_DAY}"' in client.get("/diary/calendar").text


def test_a_month_that_cannot_be_shown_is_told(client: TestClient, kept: Person) -> None:
    for month in ("2026-13", "soon", "2027-01", "0001-01", "9999-12"):
        assert client.get("/diary/calendar", params={"month": month}).status_code == 422
    for day in ("soon", "0001-01-01", "9999-12-31"):
        assert client.get(f"/diary/day/{day}").status_code == 422
    assert client.get("/diary/calendar?month=2025-01").status_code == 200


def test_a_day_shows_its_entries_and_an_empty_one_can_be_filled(client: TestClient, kept: Person) -> None:
    assert "pain over a shoulder blade 0, right" in client.get(f"/diary/day/{ZERO_DAY}").text
    empty = client.get(f"/diary/day/{GAP_DAY}").text
    assert "It is a gap, and not a zero" in empty
    address = re.search(r'href="(/diary\?on=[^"]+)"', empty)[1]
    assert f'name="day" id="day" value="{GAP_DAY}"' in client.get(address).text


def test_any_series_and_span_can_be_shown_and_others_are_told(client: TestClient, kept: Person) -> None:
    for series in ("pain:low_back", "sleep_quality", "remedy:heat"):
        for span in ("month", "quarter", "all"):
            assert client.get("/diary/trend", params={"series": series, "span": span}).status_code == 200
    assert len(chart(client, span="quarter")["days"]) == 92
    assert chart(client, series="remedy:heat")["low"] == [None] * 31
    assert client.get("/diary/trend?series=mood").status_code == 422
    assert client.get("/diary/trend?span=ever").status_code == 422


def test_a_long_diary_is_shown_by_weeks_in_which_a_silent_one_stays_a_gap(client: TestClient, person: Person) -> None:
    silent = range(100, 120)
    person.diary().add_many(
        Entry(f"d{ago}", NOW - timedelta(days=ago), "UTC", pains=(EntryPain(4),))
        for ago in range(700)
        if ago not in silent
    )
    drawn = chart(client, span="all")
    assert len(drawn["days"]) < 110
    assert drawn["value"].count(None) == 2
    assert set(drawn["value"]) == {4, None}
    page = client.get("/diary/trend?span=all").text
    assert len(page.encode()) < 40_000
    assert "the mean of each week" in page


def test_the_course_of_the_kept_plan_lies_behind_the_trend(client: TestClient, kept: Person) -> None:
    told = Account(text="Two days ago I lifted a heavy box and felt a sharp pull beside my right shoulder blade.")
    then = date(2026, 11, 2)
    answer = plan(assess(told, kept.knowledge, then), told, kept.knowledge)
    kept.diary().save(PLAN, to_json(answer).encode(), answer.knowledge_hash)
    drawn = chart(client)
    begins = drawn["days"].index("2026-11-02")
    assert drawn["p50"][begins - 1] is None
    assert all(low <= middle for low, middle in zip(drawn["p25"][begins:], drawn["p50"][begins:], strict=True))
    assert "Half of people at or below" in client.get("/diary/trend").text
    assert "Half of people at or below" not in client.get("/diary/trend?series=sleep_quality").text


def test_a_flare_is_told_with_its_certainty_in_words(client: TestClient, kept: Person) -> None:
    page = client.get("/diary/episodes").text
    assert re.search(r"<strong>\d+ to \d+ October 2026</strong>: probably a flare \(", page)
    assert {one["kind"] for one in chart(client, span="quarter")["episodes"]} == {"flare"}


def test_what_the_person_says_of_a_flare_counts_and_can_be_taken_back(client: TestClient, kept: Person) -> None:
    inside = str(NOW.date() - timedelta(days=FLARE[4]))
    confirmed = client.post("/diary/episodes", data={"action": "confirmed", "day": inside}).text
    assert "a flare, as you confirmed" in confirmed
    moved = {"action": "moved", "day": inside, "first": "2026-10-20", "last": "2026-10-22"}
    assert (
        "<strong>20 to 22 October 2026</strong>: a flare, on the days you gave"
        in client.post("/diary/episodes", data=moved).text
    )
    added = {"action": "added", "kind": "calm", "first": "2026-11-20"}
    assert (
        "Since 20 November 2026</strong>: a calm stretch, as you said"
        in client.post("/diary/episodes", data=added).text
    )
    assert len(episode_edits(kept.diary())[0]) == 3
    for left in (2, 1, 0):
        client.post("/diary/episodes", data={"action": "undo"})
        assert len(episode_edits(kept.diary())[0]) == left
    assert client.post("/diary/episodes", data={"action": "undo"}).status_code == 422
    assert (
        "a flare"
        not in client.post("/diary/episodes", data={"action": "removed", "day": inside})
        .text.replace("A flare is a level", "")
        .partition("One is missing")[0]
        .partition('<ul class="episodes">')[2]
    )


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"action": "confirmed", "day": "2020-01-01"}, "Nothing is told of"),
        ({"action": "confirmed"}, "which one you mean"),
        ({"action": "confirmed", "day": "soon"}, "2026-11-22"),
        ({"action": "added", "kind": "flare"}, "from which day on"),
        ({"action": "added", "kind": "storm", "first": "2026-11-01"}, "Choose whether"),
        ({"action": "added", "kind": "flare", "first": "2026-11-23"}, "still to come"),
        ({"action": "added", "kind": "flare", "first": "2026-11-05", "last": "2026-11-01"}, "cannot end before"),
        ({"action": "shout"}, "one of the buttons"),
    ],
)
def test_what_cannot_be_said_of_an_episode_is_refused_and_nothing_is_kept(
    client: TestClient, kept: Person, sent: dict[str, str], said: str
) -> None:
    answer = client.post("/diary/episodes", data=sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert episode_edits(kept.diary()) == ((), 0)


def test_one_place_has_its_own_flares_about_which_nothing_is_said(client: TestClient, kept: Person) -> None:
    page = client.get("/diary/episodes", params={"series": "pain:low_back", "daily": "mean"}).text
    assert "Yes, it was so" not in page
    assert "low back pain as well" in page
    assert client.get("/diary/episodes?series=mood").status_code == 422
    assert client.get("/diary/episodes?daily=sum").status_code == 422


def test_opening_the_page_is_no_look_and_asking_the_same_twice_is_one(client: TestClient, kept: Person) -> None:
    client.get("/diary/relations")
    assert kept.diary().saved(LOOK) == ()
    for _ in range(2):
        assert "your look number 1," in client.get("/diary/relations?look=1").text
    assert "your look number 2," in client.get("/diary/relations?look=1&on=pain:low_back").text
    assert client.get("/diary/relations?look=1&on=mood").status_code == 422


def test_what_goes_before_the_pain_may_be_chance_and_leads_to_a_trial(client: TestClient, person: Person) -> None:
    person.diary().add_many(followed(120))
    page = client.get("/diary/relations?look=1").text
    assert "tended to be lower the next day" in page
    assert "This may be chance" in page
    assert 'href="/trials/new?remedy=heat"' in page
    assert "with every look allowed for" in page


def test_the_claim_that_pain_moves_is_answered_from_the_diary(client: TestClient, kept: Person) -> None:
    asked = {"earlier": "pain:low_back", "later": "pain:over_scapula"}
    page = client.get("/diary/claim", params=asked).text
    assert "does not show that a treatment works" in page
    assert re.search(r"Yes, in your diary|No, not in your diary|Your diary cannot tell yet", page)
    assert client.get("/diary/claim", params={**asked, "later": "pain:low_back"}).status_code == 422
    assert client.get("/diary/claim", params={**asked, "later": "pain"}).status_code == 422


def test_an_entry_is_shown_on_the_clock_it_was_written_by(client: TestClient, person: Person) -> None:
    at = datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=9)))
    person.diary().add(Entry("tokyo", at, "Asia/Tokyo", pains=(EntryPain(5),)))
    assert "20 November 2026, 23:30" in client.get("/diary/day/2026-11-20").text
