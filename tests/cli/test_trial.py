"""`rhomboid trial`: a trial as somebody in pain goes through it, evening by evening."""

from __future__ import annotations

import functools
import json
import sqlite3
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from diary_cli import Cli

import rhomboid.store
from rhomboid.cli.exit_codes import NOT_AS_SEALED, REFUSED, USAGE

LONDON = ZoneInfo("Europe/London")
FIRST = date(2026, 11, 27)
THINNED = "My upper back aches after a day at the desk. I take warfarin. I am 45."
DANGER = "Sudden tearing pain between my shoulder blades, the worst of my life, and my left arm has gone weak."
At = Callable[..., None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Sets the clock to an hour of a day of the trial: 0 is the day on which it is sealed."""
    moment = [datetime(2026, 11, 26, 20, tzinfo=LONDON)]

    def turn(day: int, hour: int = 20) -> None:
        moment[0] = datetime.combine(FIRST + timedelta(days=day - 1), time(hour), LONDON)

    opened = functools.partial(rhomboid.store.open_store, clock=lambda: moment[0])
    monkeypatch.setattr("rhomboid.store.open_store", opened)
    monkeypatch.setattr("rhomboid.store.this_moment", lambda: (moment[0], "Europe/London"))
    return turn


@pytest.fixture
def trial(cli: Cli, at: At) -> Cli:
    """A trial of heat, sealed on the evening before its first day; the clock stands at that first evening."""
    at(0)
    cli("trial", "new", "heat", "--confirm-safe", "--seed", "7", "--days", "40")
    at(1)
    return cli


def live(cli: Cli, at: At, effect: float, days: int) -> None:
    """A person who asks each morning what the day is for and writes each evening, but for a few."""
    random, error = np.random.default_rng(3), 0.0
    for day in range(1, days + 1):
        at(day, hour=9)
        arm = cli.json("trial", "today")["arm"]
        error = 0.4 * error + random.normal(0, 0.8)
        pain = float(np.clip(round(5.5 + error + effect * (arm == "remedy")), 0, 10))
        at(day)
        if random.random() > 0.08:
            cli("trial", "log", f"{pain:g}", "--used" if arm == "remedy" else "--not-used")


def test_from_set_up_to_verdict_a_real_effect_is_found(trial: Cli, at: At) -> None:
    live(trial, at, effect=-2.0, days=28)
    told = trial("trial", "result").stdout
    assert told.startswith("It helped: days with heat were better than days with only your usual care")
    assert told.index("How much") < told.index("How sure") < told.index("What was not ruled out")
    result = trial.json("trial", "result")
    assert result["verdict"]["kind"] == "helped"
    assert result["verdict"]["as_randomised"]["high"] < 0
    assert result["through"] == 28
    assert trial("trial", "verify").exit_code == 0


def test_from_set_up_to_verdict_no_effect_is_not_found(trial: Cli, at: At) -> None:
    live(trial, at, effect=0.0, days=40)
    result = trial.json("trial", "result")
    assert result["verdict"]["kind"] == "did_not_help"
    assert "p = " in trial("trial", "result").stdout


def test_a_new_trial_says_what_was_understood_what_it_could_show_and_the_hash(cli: Cli, at: At) -> None:
    made = cli("trial", "new", "hot water bottle", "--confirm-safe")
    assert "'hot water bottle' was taken as: Heat (heat)" in made.stderr
    assert "chance to see a difference of 1 point" in " ".join(made.stderr.split())
    assert "whose diaries were measured" in made.stderr
    (listed,) = cli.json("trial", "list")
    assert listed["sealed"]["sha256"] in made.stdout
    assert listed["sealed"]["protocol"]["start"] == "2026-11-27"
    assert "diabetes" in listed["sealed"]["not_so"]


def test_the_seed_is_drawn_unless_it_is_given_and_gives_the_same_schedule_again(cli: Cli, at: At) -> None:
    def sealed(*more: str) -> dict:
        made = cli.json("trial", "new", "cold", "--confirm-safe", *more)
        cli("trial", "stop")
        return made

    drawn, other, seven, again = sealed(), sealed(), sealed("--seed", "7"), sealed("--seed", "7")
    assert drawn["protocol"]["seed"] != other["protocol"]["seed"]
    assert seven["schedule"] == again["schedule"]
    assert max(drawn["protocol"]["seed"], other["protocol"]["seed"]) < 2**48


def test_ones_own_diary_tells_what_could_be_seen(cli: Cli, at: At) -> None:
    for day in range(1, 15):
        cli.add(str(4 + day % 2), when=f"2026-11-{day + 10}")
    assert "From your own diary of 14 days." in cli("trial", "new", "heat", "--confirm-safe").stderr


def test_another_design_and_another_day_can_be_chosen(cli: Cli, at: At) -> None:
    made = cli.json("trial", "new", "heat", "--confirm-safe", "--design", "2", "--start", "2026-12-07", "--days", "30")
    assert made["protocol"]["design"]["unit"] != "day"
    assert made["protocol"]["start"] == "2026-12-07"
    cli("trial", "stop")
    assert "There are 3 designs" in cli("trial", "new", "heat", "--confirm-safe", "--design", "9", code=USAGE).stderr


@pytest.mark.parametrize(
    ("arguments", "told", "reason"),
    [
        (["heat", "--versus", "hot water bottle"], None, "Both arms are the same"),
        (["massage"], None, "given by someone else"),
        (["ibuprofen tablets", "--text", "-"], THINNED, "dangerous bleeding"),
        (["cold", "--versus", "ibuprofen tablets", "--text", "-"], THINNED, "dangerous bleeding"),
        (["heat", "--text", "-"], DANGER, "someone should see you first"),
    ],
)
def test_a_pair_that_may_not_be_safe_is_refused_with_its_reason(
    cli: Cli, at: At, arguments: list[str], told: str | None, reason: str
) -> None:
    refused = cli("trial", "new", *arguments, "--confirm-safe", told=told, code=REFUSED)
    assert reason in " ".join(refused.stderr.split())
    assert refused.stdout == ""
    assert cli.json("trial", "list") == []


def test_in_danger_what_to_do_now_stands_before_the_refusal(cli: Cli, at: At) -> None:
    said = cli("trial", "new", "heat", "--confirm-safe", "--text", "-", told=DANGER, code=REFUSED).stderr
    assert said.index("Get emergency help now") < said.index("No trial was begun")


def test_what_was_told_and_kept_before_is_checked_too(cli: Cli, at: At) -> None:
    cli("assess", "--text", "-", "--save", told=THINNED)
    refused = cli("trial", "new", "ibuprofen tablets", "--confirm-safe", code=REFUSED)
    assert "dangerous bleeding" in " ".join(refused.stderr.split())


def test_what_nobody_has_answered_must_be_answered_first(cli: Cli, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = cli("trial", "new", "heat", code=REFUSED)
    assert "nobody has said that none of these is so" in " ".join(refused.stderr.split())
    assert "diabetes" in refused.stderr
    terminal(monkeypatch)
    assert cli("trial", "new", "heat", told="n\n", code=REFUSED).stdout == ""
    assert "is sealed" in cli("trial", "new", "heat", told="y\n1\n").stdout


def test_words_that_name_no_remedy_or_one_that_is_too_slow_begin_nothing(cli: Cli, at: At) -> None:
    assert "no remedy that is known here" in cli("trial", "new", "bananas", code=USAGE).stderr
    slow = cli("trial", "new", "walking", "--confirm-safe", code=USAGE).stderr
    assert "too slow for a trial" in slow
    few = cli("trial", "new", "chilli plaster", "--confirm-safe", "--days", "28", code=USAGE).stderr
    assert "It needs: --days" in few
    assert cli.json("trial", "list") == []


def test_a_second_trial_waits_for_the_first_to_end(trial: Cli) -> None:
    assert "heat-1" in trial("trial", "new", "heat", "--confirm-safe", code=REFUSED).stderr
    trial("trial", "stop", "--because", "holidays")
    trial("trial", "new", "heat", "--confirm-safe")
    assert [one["sealed"]["protocol"]["id"] for one in trial.json("trial", "list")] == ["heat-1", "heat-2"]


def test_today_says_what_to_do_and_when_to_stop_and_nothing_of_results(trial: Cli, at: At) -> None:
    arms = [period["arm"] for period in trial.json("trial", "list")[0]["sealed"]["schedule"]]
    for arm, words in (("remedy", "Today with heat"), ("comparator", "Today without heat")):
        at(arms.index(arm) + 1)
        said = trial("trial", "today").stdout
        assert said.startswith(words)
        assert ("Never lie on a hot pack" in said) == ("Stop if" in said) == (arm == "remedy")
        assert not any(word in said for word in ("helped", "cannot tell", "Evidence", "interval"))


def test_before_and_after_its_days_today_says_so(cli: Cli, at: At) -> None:
    cli("trial", "new", "heat", "--confirm-safe", "--days", "10")
    assert "begins on Friday 27 November" in cli("trial", "today").stdout
    at(11)
    assert "is over" in cli("trial", "today").stdout


def test_a_day_of_the_trial_is_a_day_of_the_diary(trial: Cli) -> None:
    assert "day 1, 2026-11-27: pain 6, heat used" in trial("trial", "log", "6", "--used").stdout
    (entry,) = trial.entries()
    assert (entry["pains"][0]["nrs"], entry["remedies"]) == (6, ["heat"])
    trial("trial", "log", "--not-used")
    (entry,) = trial.entries()
    assert (entry["pains"][0]["nrs"], entry["remedies"]) == (6, [])


def test_a_day_of_the_diary_is_a_day_of_the_trial(trial: Cli) -> None:
    trial("diary", "add", "6", "--used", "heat")
    day = trial.json("trial", "today")
    assert (day["written"], day["written_today"]) == (1, True)
    assert trial.json("trial", "result")["verdict"]["adherence"]["told"] == 1


def test_zero_is_a_pain_and_a_missing_day_is_none(trial: Cli, at: At) -> None:
    trial("trial", "log", "0")
    at(3)
    day = trial.json("trial", "today")
    assert (day["written"], day["missing"]) == (1, ["2026-11-28"])
    kept = trial.json("trial", "result")["verdict"]["adherence"]
    assert (kept["days"], kept["recorded"], kept["told"]) == (2, 1, 0)


def test_a_day_that_was_missed_can_be_written_later_and_is_marked(trial: Cli, at: At) -> None:
    at(3)
    assert "written later" in trial("trial", "log", "5", "--when", "2026-11-27").stdout
    trial("trial", "log", "5", "--when", "yesterday")
    assert [entry["measures"]["written_days_late"] for entry in trial.entries()] == [2, 1]
    assert trial.json("trial", "result")["written_late"] == 2
    trial("trial", "log", "5", "--when", "2026-11-26", code=USAGE)
    trial("trial", "log", "5", "--when", "2027-03-01", code=USAGE)


def test_an_adverse_event_ends_the_trial_and_says_whom_to_ask(trial: Cli) -> None:
    said = trial("trial", "log", "7", "--used", "--adverse-event", "my skin is blistered").stdout
    assert "The trial is stopped" in said
    assert "before someone has looked at it with you" in " ".join(said.split())
    assert trial.entries()[0]["note"] == "my skin is blistered"
    assert trial.json("trial", "list")[0]["stop"]["reason"] == "adverse_event"
    assert trial("trial", "result").stdout.startswith("The trial is stopped because of the harm")
    assert "was stopped" in trial("trial", "today").stdout
    trial("trial", "stop", code=USAGE)


def test_words_that_tell_of_danger_are_answered_first(trial: Cli) -> None:
    said = trial("trial", "log", "9", "--adverse-event", DANGER).stdout
    assert said.startswith("Get emergency help now")
    assert said.index("Get emergency help now") < said.index("Saved day 1")
    (entry,) = trial.entries()
    assert entry["note"] == DANGER


def test_a_program_is_told_of_danger_too(trial: Cli) -> None:
    written = trial.json("trial", "log", "9", "--note", DANGER)
    assert written["screening"]["disposition"] == "emergency"
    assert written["entry"]["pains"][0]["nrs"] == 9
    assert trial.json("trial", "list")[0].get("stop") is None


def test_danger_in_the_reason_for_stopping_is_answered_first(trial: Cli) -> None:
    assert trial("trial", "stop", "--because", DANGER).stdout.startswith("Get emergency help now")


def test_a_pain_off_the_scale_or_nothing_at_all_is_not_saved(trial: Cli) -> None:
    trial("trial", "log", "11", code=USAGE)
    assert "nothing to write down" in trial("trial", "log", code=USAGE).stderr
    assert trial.entries() == []


def test_of_two_remedies_it_is_said_which_was_used_or_neither(cli: Cli, at: At) -> None:
    cli("trial", "new", "heat", "--versus", "cold pack", "--confirm-safe")
    at(1)
    for flag, used in (("--used", ["heat"]), ("--used-other", ["cold"]), ("--not-used", [])):
        cli("trial", "log", "5", flag)
        assert cli.entries()[0]["remedies"] == used
    said = cli("trial", "log", "5", "--used-other").stdout
    assert "heat not used, cold used" in said
    assert cli.json("trial", "result")["verdict"]["adherence"]["told"] == 1


def test_on_a_terminal_the_day_is_asked_for(trial: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch)
    trial("trial", "log", told="4\ny\n")
    (entry,) = trial.entries()
    assert (entry["pains"][0]["nrs"], entry["remedies"]) == (4, ["heat"])
    assert "stays missing" in trial("trial", "log", told="\n\n", code=USAGE).stderr


def test_the_picture_is_written_to_a_file_of_ones_own(trial: Cli, at: At, tmp_path: Path) -> None:
    live(trial, at, effect=-2.0, days=6)
    picture = tmp_path / "trial.svg"
    trial("trial", "result", "--svg", str(picture))
    drawn = picture.read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert drawn.endswith("</svg>\n")
    assert picture.stat().st_mode & 0o077 == 0


def test_no_line_is_too_wide_for_a_terminal(trial: Cli, at: At) -> None:
    live(trial, at, effect=-1.0, days=8)
    for arguments in (["today"], ["result"], ["list"]):
        lines = trial("trial", *arguments).stdout.splitlines()
        assert [line for line in lines if len(line) > 78] == []


def test_tampering_is_found_by_verify(trial: Cli) -> None:
    kept = trial.json("trial", "list")[0]["sealed"]["sha256"]
    assert kept in trial("trial", "verify").stdout
    assert kept in trial("trial", "verify", "heat-1", "--hash", kept).stdout
    assert "whose hash you kept" in trial("trial", "verify", "heat-1", "--hash", "00", code=NOT_AS_SEALED).stderr
    with sqlite3.connect(trial.file) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("""UPDATE saved SET body = replace(body, '"seed":7', '"seed":9')""")
    said = trial("trial", "verify", code=NOT_AS_SEALED).stderr
    assert "not the one that was sealed" in said
    assert "not the one that the seed gives" in said
    assert "is not as it was written" in said


def test_without_a_trial_each_command_says_how_to_begin(cli: Cli, at: At) -> None:
    for command in ("today", "result", "stop"):
        assert "rhomboid trial new" in cli("trial", command, code=USAGE).stderr
    assert "rhomboid trial new" in cli("trial", "list").stdout
    cli("trial", "verify")
    assert (
        "no trial 'cold-9'"
        in cli("trial", "new", "heat", "--confirm-safe").stderr + cli("trial", "result", "cold-9", code=USAGE).stderr
    )


def test_a_trial_of_one_place_reads_that_place_alone(cli: Cli, at: At) -> None:
    cli("trial", "new", "heat", "--site", "side of the neck", "--confirm-safe")
    at(1)
    cli("diary", "add", "side of the neck=3", "between the shoulder blades=8")
    protocol = cli.json("trial", "result")["protocol"]
    assert protocol["outcome"]["name"] == "pain:side_of_neck"
    assert json.loads(cli("trial", "today", "--json").stdout)["written"] == 1
    cli("trial", "log", "5")
    assert {pain["site"] for pain in cli.entries()[-1]["pains"]} == {"side_of_neck"}


def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there."""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: self.name == "<stdin>", raising=False)
