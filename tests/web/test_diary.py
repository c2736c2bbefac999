"""The diary in the app: written down in a tap, changed with its history, and danger told first."""

from __future__ import annotations

import re

import msgspec
import pytest
from starlette.testclient import TestClient

from rhomboid.answers import Interview
from rhomboid.model import Account, Entry, EntryPain
from rhomboid.store import StoreError, StoreLockedError
from rhomboid.web import Person
from rhomboid.web.diary.keeping import screened

CORD = "my legs are weak since this morning and I wet myself"


def tap(client: TestClient, number: int = 6, **more: str) -> str:
    """A number tapped; the id of the entry that came of it."""
    answer = client.post("/diary", data={"nrs-0": "", "pain": str(number), **more})
    assert answer.status_code == 200, answer.text
    return answer.url.path.split("/")[3]


def the_entry(person: Person) -> Entry:
    (entry,) = person.diary().entries()
    return entry


def test_a_tap_on_a_number_is_kept_and_everything_else_stays_not_said(client: TestClient, person: Person) -> None:
    answer = client.post("/diary", data={"nrs-0": "", "pain": "6"})
    assert "Saved." in answer.text
    assert "Take it back" in answer.text
    assert the_entry(person) == Entry(the_entry(person).id, person.clock()[0], "UTC", pains=(EntryPain(6),))


def test_a_zero_is_kept_as_a_zero(client: TestClient, person: Person) -> None:
    tap(client, 0)
    assert the_entry(person).pains == (EntryPain(0),)
    assert re.search(r'worst pain</span> <span class="worst">0<', client.get("/diary/calendar").text)


def test_every_field_is_kept(client: TestClient, person: Person) -> None:
    told = {
        "site-0": "over_scapula",
        "side-0": "right",
        "quality-0": ["burning"],
        "nrs-1": "3",
        "words-1": "neck",
        "sleep_quality": "4",
        "sleep_hours": "6,5",
        "load": "7",
        "interference": "5",
        "used_words": "hot water bottle, reiki",
        "trigger_words": "long drive, rain",
        "measure-0": "sitting hours",
        "number-0": "6",
        "note": "a bad day\r\nand a long one",
    }
    client.post("/diary", data={"nrs-0": "", "pain": "6", **told})
    entry = the_entry(person)
    assert entry == Entry(
        entry.id,
        entry.at,
        "UTC",
        pains=(EntryPain(6, "over_scapula", "right", ("burning",)), EntryPain(3, "side_of_neck")),
        interference=5,
        sleep_quality=4,
        sleep_hours=6.5,
        load=7,
        remedies=("heat", "reiki"),
        triggers=("long drive", "rain"),
        measures={"sitting hours": 6},
        note="a bad day\nand a long one",
    )


def test_none_used_is_not_the_same_as_not_said(client: TestClient, person: Person) -> None:
    tap(client, used_none="1", trigger_none="1")
    assert (the_entry(person).remedies, the_entry(person).triggers) == ((), ())


def test_a_part_of_an_entry_is_enough_and_the_rest_is_added_to_it(client: TestClient, person: Person) -> None:
    client.post("/diary", data={"nrs-0": "", "sleep_hours": "0"})
    one = the_entry(person)
    assert (one.pains, one.sleep_hours) == ((), 0)
    client.post(f"/diary/entry/{one.id}", data={"nrs-0": "", "pain": "4", "sleep_hours": "0", "note": "slept none"})
    assert the_entry(person) == msgspec.structs.replace(one, pains=(EntryPain(4),), note="slept none")


def test_same_says_again_all_but_the_note_and_takes_what_is_new(client: TestClient, person: Person, clock) -> None:
    tap(client, **{"site-0": "side_of_neck", "used_words": "heat", "note": "fell on the stairs"})
    clock.forward(days=1)
    client.post("/diary", data={"nrs-0": "", "same": "1", "load": "2"})
    first, again = person.diary().entries()
    assert (again.pains, again.remedies, again.load, again.note) == (first.pains, first.remedies, 2, "")
    assert again.id != first.id


def test_same_as_last_is_not_offered_where_there_is_none(client: TestClient) -> None:
    assert "Same as last" not in client.get("/diary").text
    answer = client.post("/diary", data={"same": "1"})
    assert answer.status_code == 422
    assert "no earlier entry" in answer.text


@pytest.mark.parametrize(
    ("when", "at", "known_to", "day"),
    [
        ({"day": "2026-11-20"}, "2026-11-20T12:00:00+00:00", "day", "2026-11-20"),
        ({"day": "2026-11-20", "part": "evening"}, "2026-11-20T20:00:00+00:00", "part_of_day", "2026-11-20"),
        ({"day": "2026-11-20", "part": "night"}, "2026-11-21T02:00:00+00:00", "part_of_day", "2026-11-20"),
        ({"day": "2026-11-20", "clock": "03:30"}, "2026-11-20T03:30:00+00:00", "minute", "2026-11-19"),
        ({"part": "morning"}, "2026-11-22T08:00:00+00:00", "part_of_day", "2026-11-22"),
    ],
)
def test_an_entry_can_be_of_an_earlier_day_or_part_of_it(
    client: TestClient, person: Person, when: dict[str, str], at: str, known_to: str, day: str
) -> None:
    tap(client, **when)
    entry = the_entry(person)
    assert (entry.at.isoformat(), entry.known_to, entry.day.isoformat()) == (at, known_to, day)


def test_a_moment_in_the_night_is_said_to_count_for_the_day_before(client: TestClient, person: Person, clock) -> None:
    clock.forward(hours=16)
    assert "what you write now counts for 22 November 2026" in client.get("/diary").text
    answer = client.post("/diary", data={"pain": "6"})
    assert "It counts for 22 November 2026" in answer.text


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "nothing to write down"),
        ({"note": "  \r\n "}, "nothing to write down"),
        ({"pain": "11"}, "0 (none) to 10"),
        ({"pain": "nan"}, "0 (none) to 10"),
        ({"nrs-0": "", "site-0": "low_back"}, "how much it hurts there"),
        ({"pain": "6", "sleep_quality": "11"}, "from 0 to 10"),
        ({"pain": "6", "sleep_hours": "many"}, "from 0 to 24"),
        ({"pain": "6", "used_words": "heat", "used_none": "1"}, "used nothing"),
        ({"pain": "6", "used_words": "no massage"}, "was not used"),
        ({"pain": "6", "trigger_words": "rain", "trigger_none": "1"}, "nothing did"),
        ({"pain": "6", "measure-0": "steps", "number-0": "many"}, "needs a name"),
        ({"pain": "6", "day": "2026-11-23"}, "still to come"),
        ({"pain": "6", "part": "evening"}, "still to come"),
        ({"pain": "6", "day": "soon"}, "not a day"),
        ({"pain": "6", "day": "0001-01-01", "clock": "00:00"}, "not a day"),
        ({"pain": "6", "note": "x" * 20_001}, "20001 characters"),
        ({"pain": "6", "words-0": "x" * 501}, "cannot be kept"),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence_and_the_note_is_still_there(
    client: TestClient, person: Person, told: dict[str, str], said: str
) -> None:
    typed = {"note": "sat <all> day"} if told.get("pain") or told.get("site-0") else {}
    answer = client.post("/diary", data={**typed, **told})
    assert answer.status_code == 422
    assert said in answer.text
    assert not typed or "note" in told or "sat &lt;all&gt; day</textarea>" in answer.text
    assert person.diary().entries() == ()


def test_danger_in_a_note_interrupts_and_the_entry_is_kept(client: TestClient, person: Person) -> None:
    answer = client.post("/diary", data={"pain": "7", "note": CORD})
    assert answer.url.path.endswith("/danger")
    assert answer.text.count("<h1") == 1
    assert answer.text.index("Get emergency help now</h1>") < answer.text.index("Your entry was kept")
    assert 'href="tel:112"' in answer.text
    assert "Same as last" not in answer.text
    assert the_entry(person).note == CORD


def test_the_country_decides_the_number_of_an_interruption(client: TestClient, person: Person) -> None:
    person.wish(msgspec.structs.replace(person.preferences, country="GB"))
    page = client.post("/diary", data={"note": CORD}).text
    assert "999" in page
    assert "911" not in page


def test_danger_is_told_also_where_another_field_is_to_be_mended(client: TestClient, person: Person) -> None:
    answer = client.post("/diary", data={"pain": "7", "note": CORD, "sleep_hours": "many"})
    assert answer.status_code == 422
    assert answer.text.index("Get emergency help now") < answer.text.index("Nothing was saved")
    assert f"{CORD}</textarea>" in answer.text


@pytest.mark.parametrize("fault", [StoreError("The disk is full."), StoreLockedError("The diary is encrypted.")])
@pytest.mark.parametrize("more", [{"pain": "7"}, {"same": "1"}])
def test_danger_is_told_and_the_note_is_still_there_where_nothing_can_be_kept(
    client: TestClient,
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
    fault: StoreError,
    more: dict[str, str],
) -> None:
    def refuse() -> None:
        raise fault

    monkeypatch.setattr(person, "diary", refuse)
    answer = client.post("/diary", data={"note": CORD, **more})
    assert answer.status_code == 503
    assert answer.text.index("Get emergency help now") < answer.text.index(str(fault))
    assert f"{CORD}</textarea>" in answer.text
    changed = client.post("/diary/entry/anything", data={"note": CORD})
    assert changed.status_code == 503
    assert "Get emergency help now" in changed.text
    assert f"{CORD}</textarea>" in changed.text


def test_what_was_told_before_is_read_together_with_the_entry(person: Person) -> None:
    entry = Entry("one", person.clock()[0], note="it wakes me every night now and I lost 6 kg")
    told = Account(text="I am 67 and had breast cancer. My upper back has hurt for two weeks.")
    alone = {alarm.id for alarm in screened(person, entry, None).alarms}
    assert {alarm.id for alarm in screened(person, entry, told).alarms} > alone
    person.remember(Interview(told))
    assert {alarm.id for alarm in screened(person, entry, None).alarms} > alone


def test_nothing_found_is_not_called_safe(client: TestClient) -> None:
    page = client.post("/diary", data={"pain": "7", "note": "sat all day at the desk"}).text
    assert not re.search(r"\bsafe|no danger|nothing dangerous", page)


def test_an_edit_keeps_what_it_said_before_and_can_be_undone(client: TestClient, person: Person) -> None:
    one = tap(client, note="bad")
    before = the_entry(person)
    page = client.post(f"/diary/entry/{one}", data={"nrs-0": "6", "pain": "3", "note": ""}).text
    assert "Changed." in page
    assert the_entry(person) == msgspec.structs.replace(before, pains=(EntryPain(3),), note="")
    assert "written on" in page
    assert "changed on" in page
    assert "<blockquote>bad</blockquote>" in page
    assert "stands again" in client.post(f"/diary/entry/{one}/undo").text
    assert the_entry(person) == before


def test_a_form_sent_back_as_it_came_changes_nothing(client: TestClient, person: Person) -> None:
    kept = Entry(
        "one",
        person.clock()[0],
        "UTC",
        pains=(EntryPain(6.25, "third button", "left", ("like ants",)), EntryPain(2, "low_back")),
        sleep_quality=3.5,
        remedies=("reiki", "heat"),
        triggers=("rain",),
        measures={"air": 1013.25},
        note="first line\n\nlast line",
    )
    person.diary().add(kept)
    sent: dict[str, object] = {}
    page = client.get("/diary/entry/one").text
    for found in re.finditer(r"<input ([^>]*)>", page):
        field = dict(re.findall(r'(\w+)="([^"]*)"', found[1]))
        if field.get("type") not in ("checkbox", "radio") or found[1].endswith("checked"):
            sent.setdefault(field["name"], [])
            sent[field["name"]].append(field.get("value", ""))
    for name, inside in re.findall(r'<select name="([^"]+)"(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option(?: value="([^"]*)")? selected>([^<]*)', inside)
        sent[name] = (chosen[1] or chosen[2]) if chosen else ""
    sent["note"] = kept.note.replace("\n", "\r\n")
    assert "Nothing was different" in client.post("/diary/entry/one", data=sent).text
    assert len(person.diary().history("one")) == 1


def test_an_entry_is_not_emptied_but_taken_back_and_can_be_brought_back(client: TestClient, person: Person) -> None:
    one = tap(client)
    answer = client.post(f"/diary/entry/{one}", data={"nrs-0": "6", "drop-0": "1"})
    assert answer.status_code == 422
    assert "Nothing would be left" in answer.text
    gone = client.post(f"/diary/entry/{one}/delete")
    assert "Bring it back" in gone.text
    assert person.diary().entries() == ()
    assert "does not count" in client.get(f"/diary/entry/{one}").text
    client.post(f"/diary/entry/{one}/undo")
    assert the_entry(person).pains == (EntryPain(6),)


def test_danger_in_an_edit_interrupts_too(client: TestClient, person: Person) -> None:
    one = tap(client)
    answer = client.post(f"/diary/entry/{one}", data={"nrs-0": "6", "note": CORD})
    assert "Get emergency help now" in answer.text
    assert the_entry(person).note == CORD


def test_an_entry_that_is_not_there_is_told(client: TestClient) -> None:
    for path in ("", "/danger"):
        assert client.get(f"/diary/entry/none{path}").status_code == 404
    for path in ("", "/undo", "/delete"):
        assert client.post(f"/diary/entry/none{path}", data={"pain": "3"}).status_code == 404


def test_whatever_is_sent_gets_a_sentence(client: TestClient) -> None:
    for data in (
        {"note": "\x00", "pain": "5"},
        {"nrs-99": "5", "site-99": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")},
        {f"nrs-{number}": "5" for number in range(100)},
        {"pain": "5", "part": "never", "clock": "99:99"},
        {"pain": "5", "place-0": "|||", "side-0": "above"},
    ):
        assert client.post("/diary", data=data).status_code < 500
    assert client.post("/diary", files={"note": ("a.txt", b"x"), "pain": ("b", b"5")}).status_code < 500
    assert client.post("/diary", content=b"--x", headers={"content-type": "multipart/form-data"}).status_code < 500


def test_what_is_usual_is_offered_first(client: TestClient, person: Person, clock) -> None:
    tap(client, **{"site-0": "over_scapula", "side-0": "left", "used_words": "reiki", "trigger_words": "rain"})
    page = client.get("/diary").text
    assert 'name="place-0" value="over_scapula|left"' in page
    assert 'name="used" value="reiki"' in page
    assert 'name="trigger" value="rain"' in page
