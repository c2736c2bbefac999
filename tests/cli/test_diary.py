"""`rhomboid diary`, as somebody in pain calls it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from diary_cli import LATE, Cli
from made_entries import written

from rhomboid.diary import render_csv, render_json
from rhomboid.store import open_store

CORD = "my legs are weak since this morning and I wet myself"
STRAIN = (
    "I'm a 34 year old man. Two days ago I lifted a heavy box and felt a sharp pull beside my right shoulder blade. "
    "It hurts 6/10, worse when I move my arm or twist."
)


def test_a_number_is_enough_and_everything_else_stays_not_said(cli: Cli) -> None:
    result = cli("diary", "add", "6")
    assert "pain 6" in result.stdout
    (entry,) = cli.entries()
    assert set(entry) == {"id", "at", "zone", "pains"}
    assert entry["pains"] == [{"nrs": 6.0}]
    assert entry["zone"] == "Europe/London"


def test_what_was_saved_is_said_in_a_line_with_how_to_change_it(cli: Cli) -> None:
    result = cli("diary", "add", "6", "--when", LATE)
    assert result.stdout == "Saved Wed 2026-11-25 22:30: pain 6.\n"
    (entry,) = cli.entries()
    assert f"rhomboid diary edit {entry['id'][:8]}" in result.stderr
    assert f"rhomboid diary delete {entry['id'][:8]}" in result.stderr


def test_every_option_is_kept(cli: Cli) -> None:
    scores = ["--sleep", "4", "--sleep-hours", "6.5", "--load", "7", "--interference", "5"]
    kind = ["--side", "right", "--quality", "burning"]
    words = ["--site", "shoulder blade", "--trigger", "long drive", "--measure", "sitting_hours=6", "--note", "bad day"]
    entry = cli.add("6,5", *scores, *kind, *words, "--used", "heat")
    assert entry | {"id": ""} == {
        "id": "",
        "at": "2026-11-25T22:30:00Z",
        "zone": "Europe/London",
        "pains": [{"nrs": 6.5, "site": "over_scapula", "side": "right", "qualities": ["burning"]}],
        "interference": 5.0,
        "sleep_quality": 4.0,
        "sleep_hours": 6.5,
        "load": 7.0,
        "remedies": ["heat"],
        "triggers": ["long drive"],
        "measures": {"sitting_hours": 6.0},
        "note": "bad day",
    }


def test_a_place_in_words_brings_its_side_along(cli: Cli) -> None:
    told = cli("diary", "add", "chest=4", "--when", LATE).stderr
    assert "'chest' was taken as: pain at the front of the chest" in told
    assert "'third button' is no one place" in cli("diary", "add", "third button=4", "--when", LATE).stderr
    entry = cli.add("neck=4", "right shoulder blade=6", "third button=2")
    assert entry["pains"] == [
        {"nrs": 4.0, "site": "side_of_neck"},
        {"nrs": 6.0, "site": "over_scapula", "side": "right"},
        {"nrs": 2.0, "site": "third button"},
    ]


def test_remedies_in_words_become_those_we_know_and_the_rest_keeps_its_own_words(cli: Cli) -> None:
    result = cli("diary", "add", "6", "--used", "hot water bottle and reiki", "--used", "heat", "--when", LATE)
    assert "'hot water bottle' was taken as: Heat" in result.stderr
    assert "'reiki' is no remedy we know" in result.stderr
    assert cli.entries()[0]["remedies"] == ["heat", "reiki"]


def test_none_used_is_not_the_same_as_not_said(cli: Cli) -> None:
    assert cli.add("6", "--none-used", "--no-trigger") | {"id": "", "at": ""} == {
        "id": "",
        "at": "",
        "zone": "Europe/London",
        "pains": [{"nrs": 6.0}],
        "remedies": [],
        "triggers": [],
    }


def test_no_pain_is_a_zero_that_is_kept(cli: Cli) -> None:
    assert cli.add("0")["pains"] == [{"nrs": 0.0}]


def test_an_entry_needs_no_pain(cli: Cli) -> None:
    assert "pains" not in cli.add("--sleep-hours", "0")
    assert cli.entries()[0]["sleep_hours"] == 0.0


def test_same_says_again_all_but_the_note_of_the_last_entry(cli: Cli) -> None:
    cli.add("3", when="2026-11-26 08:00")
    first = cli.add("6", "--site", "neck", "--used", "heat", "--note", "fell on the stairs", when="2026-11-24 08:00")
    again = cli.add("same", "--load", "2", when="2026-11-25 08:00")
    kept = {"pains", "remedies"}
    assert {name: again[name] for name in kept} == {name: first[name] for name in kept}
    assert again["load"] == 2.0
    assert again["id"] != first["id"]
    assert "note" not in again


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["11"], "0 (none) to 10"),
        (["six"], "0 (none) to 10"),
        (["nan"], "0 (none) to 10"),
        ([], "nothing to write down"),
        (["same"], "no earlier entry"),
        (["same", "5"], "stands alone"),
        (["6", "--sleep", "11"], "0<=x<=10"),
        (["6", "--sleep", "nan"], "0 to 10"),
        (["6", "--used", "heat", "--none-used"], "contradict"),
        (["6", "--used", " "], "--none-used"),
        (["6", "--used", "no massage"], "--none-used"),
        (["6", "--trigger", "rain", "--no-trigger"], "contradict"),
        (["6", "--measure", "steps"], "sitting_hours=6"),
        (["6", "--measure", "steps=many"], "sitting_hours=6"),
        (["4", "5", "--side", "left"], "one pain"),
        (["6", "--when", "soon"], "yesterday"),
        (["6", "--when", "2026-02-30"], "yesterday"),
        (["6", "--when", "2126-01-01"], "still to come"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence_and_nothing_is_saved(
    cli: Cli, arguments: list[str], said: str
) -> None:
    result = cli("diary", "add", *arguments, code=2)
    assert said in result.stderr
    assert result.stdout == ""
    assert cli.entries() == []


def test_danger_is_told_before_anything_else_and_the_entry_is_kept(cli: Cli) -> None:
    result = cli("diary", "add", "7", "--note", CORD)
    assert result.stdout.startswith("Get emergency help now")
    assert result.stdout.index("spinal cord") < result.stdout.index("Saved")
    assert len(cli.entries()) == 1


def test_danger_is_told_also_where_the_diary_cannot_be_opened(cli: Cli) -> None:
    cli.file.write_text("this is no diary")
    result = cli("diary", "add", "7", "--note", CORD, code=6)
    assert result.stdout.startswith("Get emergency help now")
    assert "Saved" not in result.stdout
    as_json = cli("diary", "add", "7", "--note", CORD, "--json", code=6)
    assert "Get emergency help now" in as_json.stderr
    assert as_json.stdout == ""


def test_nothing_found_is_not_called_safe(cli: Cli) -> None:
    result = cli("diary", "add", "7", "--note", "sat all day at the desk", "--when", LATE)
    assert result.stdout == 'Saved Wed 2026-11-25 22:30: pain 7; "sat all day at the desk".\n'


def test_what_was_told_before_is_read_together_with_the_entry(cli: Cli) -> None:
    account = cli.write("told.txt", "I am 67 and had breast cancer. My upper back has hurt for two weeks.")
    note = ["--note", "it wakes me every night now and I lost 6 kg"]
    alone = cli.json("diary", "add", "5", *note)["screening"]
    cli("assess", "--text", account, "--save")
    together = cli.json("diary", "add", "5", *note)["screening"]
    assert {alarm["id"] for alarm in together["alarms"]} > {alarm["id"] for alarm in alone.get("alarms", ())}


def test_an_alarm_that_was_told_before_is_not_told_again_with_every_entry(cli: Cli) -> None:
    cli("assess", "--text", cli.write("told.txt", f"Upper back pain, and {CORD}."), "--save")
    assert cli.json("diary", "add", "5", "--note", "sat all day")["screening"] == {}


def test_a_note_at_night_counts_for_the_day_before_and_says_so(cli: Cli) -> None:
    result = cli("diary", "add", "6", "--when", "2026-11-25 03:59")
    assert "It counts for Tuesday 24 November: a day turns at 04:00." in result.stdout
    assert "counts for" not in cli("diary", "add", "6", "--when", "2026-11-25 04:00").stdout


def test_the_zone_and_the_offset_of_that_day_are_kept(cli: Cli) -> None:
    summer, winter = (cli.add("6", when=when) for when in ("2026-07-01 12:00", "2026-11-01 12:00"))
    assert (summer["at"], winter["at"]) == ("2026-07-01T12:00:00+01:00", "2026-11-01T12:00:00Z")
    assert summer["zone"] == winter["zone"] == "Europe/London"


def test_an_offset_of_elsewhere_stays_as_written(cli: Cli) -> None:
    entry = cli.add("6", when="2026-07-01T12:00:00+05:45")
    assert entry["at"] == "2026-07-01T12:00:00+05:45"
    assert "zone" not in entry


def test_a_day_alone_is_known_to_the_day(cli: Cli) -> None:
    assert cli.add("6", when="2026-11-20")["known_to"] == "day"
    assert "pain 6" in cli("diary", "add", "6", "--when", "yesterday").stdout


def test_several_entries_stand_in_the_order_of_time_with_a_range(cli: Cli) -> None:
    for day in (3, 1, 2):
        cli.add(str(day), when=f"2026-11-0{day} 09:00")
    listed = cli("diary", "list").stdout.splitlines()
    assert [line[10:] for line in listed] == [
        "Sun 2026-11-01 09:00: pain 1",
        "Mon 2026-11-02 09:00: pain 2",
        "Tue 2026-11-03 09:00: pain 3",
    ]
    ranged = cli.json("diary", "list", "--from", "2026-11-02", "--to", "2026-11-02")
    assert [entry["pains"][0]["nrs"] for entry in ranged] == [2.0]


def test_an_empty_diary_says_how_to_begin(cli: Cli) -> None:
    result = cli("diary", "list")
    assert result.stdout == ""
    assert "rhomboid diary add 6" in result.stderr


def test_an_edit_changes_only_what_is_named(cli: Cli) -> None:
    entry = cli.add("6", "--site", "neck", "--note", "first", "--measure", "steps=10")
    cli("diary", "edit", entry["id"][:8], "4", "--note", "second", "--measure", "sitting_hours=2")
    assert cli.entries() == [
        entry
        | {"pains": [{"nrs": 4.0, "site": "side_of_neck"}], "note": "second"}
        | {"measures": {"steps": 10.0, "sitting_hours": 2.0}}
    ]


def test_a_field_can_be_unsaid_and_the_moment_moved(cli: Cli) -> None:
    entry = cli.add("6", "--sleep", "3", "--used", "heat", "--measure", "steps=10", "--note", "x")
    clear = [word for field in ("sleep_quality", "remedies", "measures", "note") for word in ("--clear", field)]
    cli("diary", "edit", "last", "--when", "2026-11-20 08:00", *clear)
    assert cli.entries() == [
        {"id": entry["id"], "at": "2026-11-20T08:00:00Z", "zone": "Europe/London", "pains": entry["pains"]}
    ]


def test_history_shows_every_change_and_undo_takes_the_last_one_back(cli: Cli) -> None:
    entry = cli.add("6")
    cli("diary", "edit", "last", "4")
    assert "pain 6" in cli("diary", "edit", "last", "--undo").stdout
    told = cli("diary", "list", "--history", entry["id"][:6]).stdout
    assert [line.split(".")[0] for line in told.splitlines()[1:] if line[0].isdigit()] == ["1", "2", "3"]
    history = cli.json("diary", "list", "--history", entry["id"])
    assert [revision["entry"]["pains"][0]["nrs"] for revision in history] == [6.0, 4.0, 6.0]


def test_a_deleted_entry_no_longer_counts_and_can_be_brought_back(cli: Cli) -> None:
    entry = cli.add("6")
    result = cli("diary", "delete", "last")
    assert cli.entries() == []
    undo = result.stderr.split("rhomboid ")[1].strip().rstrip(".").split()
    assert "was deleted" in cli("diary", "edit", entry["id"], "5", code=2).stderr
    cli(*undo)
    assert cli.entries() == [entry]


def test_danger_in_an_edit_is_told_first(cli: Cli) -> None:
    cli.add("6")
    assert cli("diary", "edit", "last", "--note", CORD).stdout.startswith("Get emergency help now")


@pytest.mark.parametrize("arguments", [["edit", "abcdef", "5"], ["delete", "abcdef"], ["list", "--history", "abcdef"]])
def test_an_id_that_is_not_there_is_told(cli: Cli, arguments: list[str]) -> None:
    cli.add("6")
    assert "no entry abcdef" in cli("diary", *arguments, code=2).stderr


def test_an_edit_that_changes_nothing_and_an_undo_of_nothing_are_told(cli: Cli) -> None:
    cli.add("6")
    assert "changes nothing" in cli("diary", "edit", "last", "6", code=2).stderr
    assert "nothing to undo" in cli("diary", "edit", "last", "--undo", code=2).stderr
    assert "stands alone" in cli("diary", "edit", "last", "3", "--undo", code=2).stderr


def test_a_month_shows_gaps_as_gaps_and_zeros_as_zeros(cli: Cli) -> None:
    for when, pain in (("2026-10-01 09:00", "0"), ("2026-10-01 19:00", "2"), ("2026-10-05 09:00", "7")):
        cli.add(pain, when=when)
    cli.add("0", when="2026-10-06 09:00")
    shown = cli("diary", "show", "2026-10").stdout
    assert shown.startswith("October 2026: pain, the highest of each day")
    calendar = shown.split("\n\n")[1].split()
    days = calendar[7:]
    assert dict(zip(days[::2], days[1::2], strict=True)) == {
        str(day): {1: "2", 5: "7", 6: "0"}.get(day, "·") for day in range(1, 32)
    }
    assert "Days with an entry: 3; without: 28." in shown
    series = cli.json("diary", "show", "2026-10")["series"]
    assert series["values"] == [2.0, None, None, None, 7.0, 0.0, *[None] * 25]


def test_the_line_has_a_mark_on_each_day_with_an_entry_and_none_on_others(cli: Cli) -> None:
    for day, pain in ((1, 0), (2, 10), (4, 6.5)):
        cli.add(str(pain), when=f"2026-10-0{day} 09:00")
    lines = cli("diary", "show", "2026-10").stdout.splitlines()
    marks = {int(line[:3]): line[5:] for line in lines if line[3:5] == " │"}
    assert {level: row for level, row in marks.items() if row} == {0: "●", 10: "  ●", 7: "      ●"}


def test_the_days_to_come_are_no_gaps(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.fromisoformat("2026-10-03T12:00:00+01:00")
    cli.add("6", when="2026-10-01 09:00")
    monkeypatch.setattr("rhomboid.store.this_moment", lambda: (now, "Europe/London"))
    assert "Days with an entry: 1; without: 2" in cli("diary", "show").stdout
    assert "still to come" in cli("diary", "show", "2026-11", code=2).stderr


def test_any_series_can_be_shown_and_others_are_named(cli: Cli) -> None:
    cli.add("neck=4", "6", "--measure", "steps=8000", when="2026-10-01 09:00")
    assert "8000" in cli("diary", "show", "--series", "measure:steps").stdout
    assert cli.json("diary", "show", "--series", "pain:side_of_neck")["series"]["values"][0] == 4.0
    assert "measure:steps, pain, pain:side_of_neck" in cli("diary", "show", "--series", "mood", code=2).stderr


def test_the_course_of_the_last_saved_plan_lies_behind_the_line(cli: Cli) -> None:
    cli("plan", "--text", cli.write("told.txt", STRAIN), "--today", "2026-10-05", "--save")
    cli.add("6", when="2026-10-06 09:00")
    told = cli.json("diary", "show", "2026-10")
    days = [day["day"] for day in told["expected"]]
    assert (days[0], days[-1], len(days)) == ("2026-10-05", "2026-10-31", 27)
    assert all(day["p25"] <= day["p50"] <= day["p75"] for day in told["expected"])
    assert "your last saved plan" in " ".join(cli("diary", "show", "2026-10").stdout.split())
    assert cli.json("diary", "show", "2026-10", "--series", "pain")["expected"] == told["expected"]


def test_a_drawing_is_written_for_its_owner_alone_with_its_words_inside(cli: Cli) -> None:
    cli("plan", "--text", cli.write("told.txt", STRAIN), "--today", "2026-10-05", "--save")
    for day, pain in ((1, 0), (2, 4), (5, 7)):
        cli.add(str(pain), "--note", "<b>", when=f"2026-10-0{day} 09:00")
    picture = cli.folder / "month.svg"
    cli("diary", "show", "2026-10", "--svg", str(picture))
    root = ElementTree.fromstring(picture.read_text(encoding="utf-8"))  # noqa: S314
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == "October 2026: pain, the highest of each day"
    assert "Days with an entry: 3; without: 28" in root.find(f"{space}desc").text
    assert [spot.find(f"{space}title").text for spot in root.iter(f"{space}circle")] == ["1: 0", "2: 4", "5: 7"]
    own = next(path.get("d") for path in root.iter(f"{space}path") if path.get("stroke-width") == "2")
    assert own.count("M") == 2
    assert picture.stat().st_mode & 0o077 == 0


def test_an_empty_diary_has_no_month(cli: Cli) -> None:
    assert "rhomboid diary add 6" in cli("diary", "show", code=2).stderr
    assert "2026-11" in cli("diary", "show", "November", code=2).stderr


BEARABLE = (
    '"date","date formatted","weekday","time of day","category","rating/amount","detail","notes"\n'
    '"20th Nov 2026","2026-11-20","Friday","am","Symptom","2","Neck pain (Moderate)",""\n'
    '"someday","someday","Friday","am","Symptom","2","Neck pain (Moderate)",""\n'
)


def test_an_import_says_the_format_what_was_taken_and_what_was_not_with_its_line(cli: Cli) -> None:
    file = cli.write("export.csv", BEARABLE)
    result = cli("diary", "import", file, code=3)
    assert f"Read {file} as bearable.\n1 new entries" in result.stdout
    assert f"{file}:3:" in result.stderr
    assert "own words: Neck pain." in result.stderr
    (entry,) = cli.entries()
    assert entry["pains"] == [{"nrs": 5.0, "site": "Neck pain"}]
    again = cli.json("diary", "import", file, code=3)
    assert (again["added"], again["left"], again["form"]) == (0, 1, "bearable")
    assert again["own_places"] == ["Neck pain"]
    assert [problem["line"] for problem in again["problems"]] == [3]


def test_a_table_of_nobody_we_know_is_read_by_its_columns_which_are_said(cli: Cli) -> None:
    file = cli.write("own.csv", "date,pain,steps\n2026-11-20,0,800\n2026-11-21,,900\n")
    result = cli("diary", "import", file)
    assert "date as date, pain as pain, steps as measure" in result.stderr
    first, second = cli.entries()
    assert first["pains"] == [{"nrs": 0.0}]
    assert "pains" not in second


def test_a_mapping_says_which_column_is_what(cli: Cli) -> None:
    file = cli.write("own.csv", "tag,wert,ort\n20.11.2026,60,neck\n")
    mapping = cli.write("map.yaml", "date: tag\ncolumns: {wert: pain}\nsite: ort\nhighest: 100\n")
    cli("diary", "import", file, "--mapping", mapping)
    assert cli.entries()[0]["pains"] == [{"nrs": 6.0, "site": "neck"}]


def test_a_place_of_the_file_becomes_ours_only_when_that_is_said(cli: Cli) -> None:
    file = cli.write("export.csv", BEARABLE.replace("someday", "2026-11-21"))
    cli("diary", "import", file, "--place", "neck pain=neck")
    assert {entry["pains"][0]["site"] for entry in cli.entries()} == {"side_of_neck"}
    assert "--place" in cli("diary", "import", file, "--place", "neck pain=button", code=2).stderr
    assert "--place" in cli("diary", "import", file, "--place", "neck", code=2).stderr


def test_the_mapping_in_the_documentation_is_one(cli: Cli) -> None:
    page = (Path(__file__).parents[2] / "docs" / "diary.md").read_text(encoding="utf-8")
    mapping = cli.write("map.yaml", page.split("```yaml\n")[1].split("```")[0])
    rows = "tag,uhrzeit,ort,schmerz,sitzen,schlaf,tabletten,notiz\n2026-11-20,08:15,neck,60,6,5.5,heat,long day\n"
    cli("diary", "import", cli.write("own.csv", rows), "--mapping", mapping)
    (entry,) = cli.entries()
    assert entry | {"id": ""} == {
        "id": "",
        "at": "2026-11-20T08:15:00Z",
        "zone": "Europe/London",
        "pains": [{"nrs": 6.0, "site": "neck"}],
        "sleep_hours": 5.5,
        "remedies": ["heat"],
        "measures": {"sitting_hours": 6.0},
        "note": "long day",
    }


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("datum: tag\n", "datum"),
        ("date: [\n", "not a mapping"),
        ("date: tag\ncolumns: {wert: pein}\n", "pein"),
        ("date: tag\ncolumns: {value: pain}\n", "value"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_and_nothing_is_taken(cli: Cli, mapping: str, said: str) -> None:
    file = cli.write("own.csv", "tag,wert\n20.11.2026,6\n")
    result = cli("diary", "import", file, "--mapping", cli.write("map.yaml", mapping), code=2)
    assert said in result.stderr
    assert cli.entries() == []


def test_what_is_no_diary_at_all_is_refused(cli: Cli) -> None:
    file = cli.write("letter.json", '{"dear": "diary"}')
    assert "could be read as rhomboid_json" in cli("diary", "import", file, code=2).stderr
    assert "Cannot read" in cli("diary", "import", str(cli.folder / "none.csv"), code=2).stderr
    assert "Mars" in cli("diary", "import", cli.write("o.csv", BEARABLE), "--zone", "Mars/Base", code=2).stderr


def test_danger_in_what_was_written_lately_is_told_at_the_import(cli: Cli) -> None:
    today = datetime.now().astimezone().date()
    file = cli.write("own.csv", f"date,pain,notes\n{today},6,{CORD}\n2020-01-01,6,{CORD}\n")
    result = cli("diary", "import", file)
    assert result.stdout.index("Get emergency help now") < result.stdout.index("2 new entries")
    assert result.stdout.count("Get emergency help now") == 1
    assert "rhomboid diary screen" in result.stderr
    as_json = cli("diary", "import", file, "--json")
    assert json.loads(as_json.stdout)["left"] == 2
    assert "Get emergency help now" in as_json.stderr


def test_screen_reads_every_entry_again(cli: Cli) -> None:
    cli("diary", "import", cli.write("own.csv", f"date,pain,notes\n2020-01-01,6,{CORD}\n2020-01-02,6,sat all day\n"))
    result = cli("diary", "screen")
    assert result.stdout.index("2020-01-01") < result.stdout.index("Get emergency help now")
    assert "2020-01-02" not in result.stdout
    assert "Reading 2 entries with words.\n1 of them raise an alarm." in result.stderr
    (found,) = cli.json("diary", "screen")
    assert found["screening"]["disposition"] == "emergency"
    assert cli.json("diary", "screen", "--from", "2020-01-02") == []


@pytest.mark.parametrize("name", ["mine.csv", "mine.json", "mine.parquet"])
def test_an_export_brought_in_elsewhere_is_exactly_the_same(cli: Cli, tmp_path: Path, name: str) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("polars")
    cli.add("0", "neck=4", "--none-used", "--note", 'semicolons; "quotes"\r\nand lines', when="2026-07-01 03:00")
    cli.add("--sleep-hours", "0", "--measure", "a;b=1e-9", "--trigger", "-", when="2026-11-20")
    cli.add("6", "--used", "heat", "--side", "both", "--quality", "burning", when="2026-07-01T12:00:00+05:45")
    file = tmp_path / name
    cli("diary", "export", str(file))
    assert file.stat().st_mode & 0o077 == 0
    other = str(tmp_path / "other.sqlite")
    cli("diary", "import", str(file), RHOMBOID_STORE=other)
    with open_store(cli.file) as mine, open_store(other) as theirs:
        assert written(mine.entries()) == written(theirs.entries())
        assert len(mine.entries()) == 3
    assert "0 new entries" in cli("diary", "import", str(file)).stdout


def test_an_export_to_stdout_is_the_text_itself(cli: Cli) -> None:
    cli.add("6")
    with open_store(cli.file) as store:
        entries = store.entries()
    assert cli("diary", "export", "-", "--format", "json").stdout == render_json(entries)
    assert cli("diary", "export", "-", "--format", "csv").stdout_bytes.decode() == render_csv(entries)


def test_an_export_that_cannot_be_written_and_a_file_that_cannot_be_read_are_told(cli: Cli) -> None:
    pytest.importorskip("polars")
    cli.add("6")
    for name in ("x.csv", "x.parquet"):
        assert "Cannot write" in cli("diary", "export", str(cli.folder / "none" / name), code=2).stderr
    assert "not a diary in Parquet" in cli("diary", "import", cli.write("x.parquet", "no"), code=2).stderr


def test_an_export_whose_form_is_not_said_is_refused(cli: Cli) -> None:
    assert "--format" in cli("diary", "export", "mine.xls", code=2).stderr
    assert "--format" in cli("diary", "export", "-", "--format", "parquet", code=2).stderr


def test_assessments_and_plans_are_kept_only_when_asked(cli: Cli) -> None:
    told = cli.write("told.txt", STRAIN)
    cli("assess", "--text", told)
    assert cli.json("store", "saved") == []
    assessment = json.loads(cli("assess", "--text", told, "--json", "--save").stdout)
    plan = json.loads(cli("plan", "--text", told, "--json", "--save").stdout)
    kept = cli.json("store", "saved")
    assert [answer["kind"] for answer in kept] == ["account", "assessment", "account", "assessment", "plan"]
    assert {answer["knowledge_hash"] for answer in kept} == {plan["knowledge_hash"]}
    assert json.loads(cli("store", "saved", kept[1]["id"][:8]).stdout) == assessment
    assert json.loads(cli("store", "saved", kept[4]["id"]).stdout) == plan
    assert "No saved answers" in cli("store", "saved", "zzzz", code=2).stderr


def test_a_batch_is_not_kept(cli: Cli) -> None:
    result = cli("assess", "--batch", "in.jsonl", "--out", "out.jsonl", "--save", code=2)
    assert "--save" in result.stderr
