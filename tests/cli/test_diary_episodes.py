"""`rhomboid diary episodes`, and the level and flares in `rhomboid diary show`."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from diary_cli import Cli

from rhomboid.store import open_store

FIRST = date(2026, 8, 1)
FLARE = range(40, 50)
GAP = range(20, 24)
TODAY = date(2026, 9, 29)
SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def late_september(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands at noon on the last day of the diary."""
    now = datetime.fromisoformat(f"{TODAY}T12:00:00+01:00")
    monkeypatch.setattr("rhomboid.store.this_moment", lambda: (now, "Europe/London"))


@pytest.fixture
def kept(cli: Cli) -> Cli:
    """
    A diary of 60 days with a flare of ten days in the neck from 10 to 19 September, and four days without an entry.

    The shoulder is written as an entry of its own, and always hurts as little.
    """
    rows = []
    for number in range(60):
        day = FIRST + timedelta(days=number)
        if number not in GAP:
            pain = 8 - number % 2 if number in FLARE else 3 - number % 2
            rows += [f"{day},09:00,{pain},neck", f"{day},09:01,1,shoulder"]
    cli("diary", "import", cli.write("own.csv", "date,time,pain,site\n" + "\n".join(rows) + "\n"))
    return cli


def told(cli: Cli) -> list[str]:
    """The lines of the episodes."""
    return cli("diary", "episodes").stdout.split("\n\n")[1].replace("\n    ", " ").splitlines()


def test_a_flare_in_one_of_two_places_is_told_between_the_ongoing_pain_with_its_probability(kept: Cli) -> None:
    before, flare, after = told(kept)
    assert before.startswith("1 August to 9 September 2026: probably ongoing pain (")
    assert flare.startswith("10 to 19 September 2026: probably a flare (")
    assert after.startswith("Since 20 September 2026: probably ongoing pain (")
    as_json = kept.json("diary", "episodes")
    assert [episode["kind"] for episode in as_json["episodes"]] == ["ongoing", "flare", "ongoing"]
    assert len(as_json["days"]) == 60


def test_one_place_is_told_from_its_own_numbers(kept: Cli) -> None:
    shoulder = kept.json("diary", "episodes", "--series", "pain:shoulder")
    assert {episode["kind"] for episode in shoulder["episodes"]} == {"ongoing"}
    refused = kept("diary", "episodes", "--series", "load", code=2).stderr
    assert "pain:neck, pain:shoulder" in refused


def test_how_a_day_becomes_one_number_can_be_chosen(kept: Cli) -> None:
    highest, lowest = (kept.json("diary", "episodes", "--daily", daily) for daily in ("highest", "lowest"))
    assert highest == kept.json("diary", "episodes")
    assert {episode["kind"] for episode in lowest["episodes"]} == {"ongoing"}


def test_a_short_diary_says_that_it_is_too_early_and_keeps_what_the_person_says(cli: Cli) -> None:
    cli.add("6", when="2026-09-20 09:00")
    assert "too early to tell flares from calm: there are one day" in " ".join(cli("diary", "episodes").stdout.split())
    assert "Nothing is told of 2026-09-20" in cli("diary", "episodes", "confirm", "2026-09-20", code=2).stderr
    cli("diary", "episodes", "add", "flare", "2026-09-18", "2026-09-21")
    assert told(cli) == ["18 to 21 September 2026: a flare, as you said"]


def test_an_empty_diary_is_too_early_and_no_fault(cli: Cli) -> None:
    assert "too early" in cli("diary", "episodes").stdout
    assert cli.json("diary", "episodes")["too_early"]


def test_a_confirmed_flare_is_no_longer_only_probable(kept: Cli) -> None:
    kept("diary", "episodes", "confirm", "2026-09-12")
    assert told(kept)[1].startswith("10 to 19 September 2026: a flare, as you confirmed (your numbers alone: ")


def test_a_flare_that_was_on_other_days_is_moved_there(kept: Cli) -> None:
    kept("diary", "episodes", "move", "2026-09-12", "2026-09-08", "2026-09-15")
    flares = [line for line in told(kept) if "a flare" in line]
    assert len(flares) == 1
    assert flares[0].startswith("8 to 15 September 2026: a flare, on the days you gave")


def test_a_flare_that_was_none_is_gone(kept: Cli) -> None:
    said = kept("diary", "episodes", "remove", "2026-09-12").stdout
    assert said.startswith("Saved: flare, removed, 10 to 19 September 2026.\n")
    assert not any("a flare" in line for line in told(kept))


def test_a_flare_without_an_end_lasts(kept: Cli) -> None:
    said = kept("diary", "episodes", "add", "flare", "yesterday").stdout
    assert "Since 28 September 2026: a flare, as you said" in said
    assert told(kept)[-1].startswith("Since 28 September 2026: a flare")


def test_each_thing_said_can_be_taken_back_the_last_first(kept: Cli) -> None:
    before = told(kept)
    kept("diary", "episodes", "remove", "2026-09-12")
    between = told(kept)
    kept("diary", "episodes", "add", "flare", "2026-08-03", "today")
    assert "1 still count" in kept("diary", "episodes", "undo").stdout
    assert told(kept) == between
    kept("diary", "episodes", "undo")
    assert told(kept) == before
    assert "nothing to undo" in kept("diary", "episodes", "undo", code=2).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "flare", "2026-09-15", "2026-09-12"], "cannot end before it starts"),
        (["move", "2026-09-12", "2026-09-15", "2026-09-14"], "cannot end before it starts"),
        (["add", "flare", "2026-12-01"], "still to come"),
        (["add", "storm", "2026-09-12"], "'flare', 'calm', 'ongoing'"),
        (["add", "flare", "monday"], "is not a date"),
        (["confirm", "2026-01-01"], "Nothing is told of 2026-01-01"),
        (["--series", "pain:neck", "confirm", "2026-09-12"], "for looking only"),
    ],
)
def test_what_cannot_be_said_of_an_episode_is_refused_in_a_sentence_and_nothing_is_saved(
    kept: Cli, arguments: list[str], said: str
) -> None:
    assert said in kept("diary", "episodes", *arguments, code=2).stderr
    assert kept.json("store", "saved") == []


def test_what_the_person_said_is_about_their_pain_as_a_whole(kept: Cli) -> None:
    alone = kept.json("diary", "episodes", "--series", "pain:neck")
    kept("diary", "episodes", "remove", "2026-09-12")
    assert kept.json("diary", "episodes", "--series", "pain:neck") == alone


def test_what_the_person_said_comes_back_from_a_backup(kept: Cli) -> None:
    kept("diary", "episodes", "remove", "2026-09-12")
    kept("diary", "episodes", "add", "calm", "2026-08-05", "2026-08-06")
    kept("diary", "episodes", "undo")
    expected = told(kept)
    backup = kept("store", "backup").stdout.strip()
    other = str(kept.folder / "other.sqlite")
    kept("store", "restore", backup, RHOMBOID_STORE=other)
    assert kept("diary", "episodes", RHOMBOID_STORE=other).stdout == kept("diary", "episodes").stdout
    assert told(kept) == expected


def test_a_word_on_episodes_that_cannot_be_read_is_counted_and_the_others_stand(kept: Cli) -> None:
    kept("diary", "episodes", "confirm", "2026-09-12")
    with open_store(kept.file) as store:
        store.save("episode-edit", b'{"action":"dreamt"}', "")
    result = kept("diary", "episodes")
    assert "1 of the 2 things you said" in result.stderr
    assert "as you confirmed" in result.stdout


@pytest.mark.parametrize(("today", "what"), [("2026-09-17", "probably a flare"), (str(TODAY), "probably ongoing pain")])
def test_a_month_says_the_level_of_its_last_day_and_whether_it_was_a_flare(kept: Cli, today: str, what: str) -> None:
    for entry in kept.entries():
        if entry["at"][:10] > today:
            kept("diary", "delete", entry["id"])
    shown = " ".join(kept("diary", "show", "2026-09").stdout.split())
    assert f"Level on {int(today[-2:])} September without single days' ups and downs: " in shown
    assert f"That day: {what} (" in shown


def test_the_interval_of_the_level_ends_where_the_scale_ends(cli: Cli) -> None:
    for day in (27, 28, 29):
        cli.add(str(day % 2), when=f"2026-09-{day} 09:00")
    shown = " ".join(cli("diary", "show").stdout.split())
    assert "(95% sure between 0.0 and " in shown
    assert cli.json("diary", "show")["smoothed"]["days"][-1]["low"] < 0


def test_programs_get_the_level_and_the_episodes_of_the_month(kept: Cli) -> None:
    shown = kept.json("diary", "show", "2026-09")
    assert set(shown) == {"series", "smoothed", "episodes", "expected"}
    assert [day["day"] for day in shown["smoothed"]["days"]] == [f"2026-09-{day:02}" for day in range(1, 30)]
    assert shown["episodes"]["episodes"] == kept.json("diary", "episodes")["episodes"]
    assert len(shown["episodes"]["days"]) == 29
    assert all("value" in day for day in shown["smoothed"]["days"])
    august = kept.json("diary", "show", "2026-08")["smoothed"]["days"]
    assert [number for number, day in enumerate(august) if "value" not in day] == list(GAP)


def test_what_is_no_pain_has_a_level_and_no_flares_and_yes_or_no_has_neither(kept: Cli) -> None:
    kept.add("--sleep-hours", "7", "--used", "heat", when="2026-09-20 09:00")
    sleep = kept.json("diary", "show", "--series", "sleep_hours")
    assert sleep["smoothed"]["days"]
    assert sleep["episodes"] is None
    heat = kept.json("diary", "show", "--series", "remedy:heat")
    assert heat["smoothed"] == {"name": "remedy:heat"}
    assert heat["episodes"] is None
    assert kept.json("diary", "show", "--daily", "sum")["episodes"] is None


def test_a_month_before_the_diary_has_gaps_only_and_no_level(kept: Cli) -> None:
    shown = kept("diary", "show", "2026-07").stdout
    assert "Days with an entry: 0; without: 31." in shown
    assert "Level" not in shown


def test_the_band_of_the_level_lies_behind_the_dots_and_is_broken_at_gaps(kept: Cli) -> None:
    picture = kept.folder / "month.svg"
    kept("diary", "show", "2026-08", "--svg", str(picture))
    parts = list(ElementTree.fromstring(picture.read_text(encoding="utf-8")))  # noqa: S314
    band = next(place for place, part in enumerate(parts) if part.get("fill-opacity"))
    dots = next(place for place, part in enumerate(parts) if part.tag == f"{SPACE}circle")
    assert band < dots
    assert parts[band].get("d").count("M") == 2
    assert parts[band].get("d").count("Z") == 2
    assert "Level on 31 August" in next(part.text for part in parts if part.tag == f"{SPACE}desc")


def test_a_month_can_be_a_png_for_its_owner_alone(kept: Cli) -> None:
    pytest.importorskip("typst")
    picture = kept.folder / "month.png"
    assert f"Wrote {picture}." in kept("diary", "show", "--png", str(picture)).stderr
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_mode & 0o077 == 0


def test_a_png_without_typst_is_refused_with_its_remedy(kept: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    result = kept("diary", "show", "--png", str(kept.folder / "month.png"), code=2)
    assert "A PNG needs the package typst, which is not here." in result.stderr
    assert "pip install 'rhomboid[pdf]'" in result.stderr
    assert not (kept.folder / "month.png").exists()
