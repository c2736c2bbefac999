"""`rhomboid trial pool` and `--prior`: several people's trials, each learning from the others."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from diary_cli import Cli

sys.path.append(str(Path(__file__).parent.parent / "answers"))

from simulated_person import A_COIN_A_DAY, SEALED, again, begin, live, on

import rhomboid.store
from rhomboid.answers.trials import trial_result
from rhomboid.cli.exit_codes import SOME_LINES_FAILED, USAGE
from rhomboid.model import KnowledgeBase
from rhomboid.model.trial import NormalPrior, Protocol
from rhomboid.model.trial_record import TrialResult
from rhomboid.store import open_store
from rhomboid.trials import fingerprint, pool

EFFECTS = (-2.0, -1.2, -1.6, 0.2)
Changed = Callable[[TrialResult], TrialResult]


@pytest.fixture(scope="session")
def results(knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> list[TrialResult]:
    """What heat did for four people, by their own trials of four weeks."""
    folder, found = tmp_path_factory.mktemp("people"), []
    for seed, effect in enumerate(EFFECTS, start=1):
        with open_store(folder / f"{seed}.sqlite", clock=lambda: SEALED) as store:
            short = msgspec.structs.replace(A_COIN_A_DAY, units=28)
            record = begin(store, knowledge, seed=seed, design=short)
            live(store, record, effect, days=28, seed=seed)
            found.append(trial_result(again(store), store.entries(), knowledge, on(28)))
    return found


@pytest.fixture
def files(cli: Cli, results: list[TrialResult]) -> list[str]:
    """Their results, each in a file."""
    return [write(cli, f"{number}.json", result) for number, result in enumerate(results, start=1)]


@pytest.fixture
def pooled(cli: Cli, files: list[str]) -> str:
    """The file of their pool."""
    return cli.write("pooled.json", cli("trial", "pool", *files, "--json").stdout)


@pytest.fixture
def evening(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the clock to eight o'clock of a day of the next person's trial; 0 is the day on which it is sealed."""
    moment: list[datetime] = [SEALED]

    def turn(day: int) -> None:
        moment[0] = SEALED + timedelta(days=day)

    opened = functools.partial(rhomboid.store.open_store, clock=lambda: moment[0])
    monkeypatch.setattr("rhomboid.store.open_store", opened)
    monkeypatch.setattr("rhomboid.store.this_moment", lambda: (moment[0], "Europe/London"))
    return turn


def write(cli: Cli, name: str, result: TrialResult) -> str:
    return cli.write(name, msgspec.json.encode(result).decode())


def resealed(result: TrialResult, **changes: object) -> TrialResult:
    """The result of a protocol that was another from the start."""
    protocol = msgspec.structs.replace(result.protocol, **changes)
    return msgspec.structs.replace(result, protocol=protocol, sha256=fingerprint(protocol))


def estimated(result: TrialResult, **changes: float) -> TrialResult:
    """The result with another estimate."""
    assert result.verdict.as_randomised is not None
    found = msgspec.structs.replace(result.verdict.as_randomised, **changes)
    return msgspec.structs.replace(result, verdict=msgspec.structs.replace(result.verdict, as_randomised=found))


def plain(text: str) -> str:
    return " ".join(text.split())


# Several people's trials


def test_the_pool_says_how_much_on_the_whole_how_people_differ_and_what_someone_new_may_expect(
    cli: Cli, files: list[str]
) -> None:
    said = plain(cli("trial", "pool", *files).stdout)
    assert said.startswith("On the whole, 4 people had 1")
    assert "less pain on days with heat than with only usual care (95% interval: between" in said
    assert "differs from one person to the next by about" in said
    assert "little more than a guess made beforehand" in said
    assert "Someone new may expect" in said
    assert "found their trial worth telling" in said


def test_each_persons_effect_is_shown_before_and_after_and_after_is_nearer_to_the_others(
    cli: Cli, files: list[str], results: list[TrialResult]
) -> None:
    found = cli.json("trial", "pool", *files)
    for trial, person, result in zip(found["trials"], found["pooled"]["people"], results, strict=True):
        before, mean = result.verdict.as_randomised.effect, found["pooled"]["mean"]
        assert trial["effect"]["effect"] == before
        assert abs(person["effect"] - mean) < abs(before - mean)
    said = cli("trial", "pool", *files).stdout
    assert all(f"- {file}:" in said.replace("\n", " ") or Path(file).name in said for file in files)


def test_the_pool_is_that_of_the_estimates_alone(cli: Cli, files: list[str], results: list[TrialResult]) -> None:
    found = cli.json("trial", "pool", *files)
    expected = pool([result.verdict.as_randomised for result in results])
    assert found["pooled"] == json.loads(msgspec.json.encode(expected))
    assert (found["remedy"], found["comparator"]) == ("heat", "usual_care")


def test_the_json_of_the_pool_names_no_file(cli: Cli, files: list[str]) -> None:
    written = cli("trial", "pool", *files, "--json").stdout
    assert not any(Path(file).name in written for file in files)


def test_a_trial_that_ended_in_harm_is_told(cli: Cli, files: list[str], results: list[TrialResult]) -> None:
    stop = {"trial": "heat-1", "on": "2026-12-20", "reason": "adverse_event"}
    told = json.loads(msgspec.json.encode(results[0])) | {"stop": stop}
    harmed = cli.write("harmed.json", json.dumps(told))
    assert "1 of the 4 trials ended because it did harm." in cli("trial", "pool", harmed, *files[1:]).stdout


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda one: resealed(one, remedy="cold"), "It compares cold with usual_care"),
        (lambda one: resealed(one, comparator="cold"), "It compares heat with cold"),
        (lambda one: resealed(one, outcome=msgspec.structs.replace(one.protocol.outcome, high=100.0)), "from 0 to 10"),
        (
            lambda one: resealed(one, outcome=msgspec.structs.replace(one.protocol.outcome, lower_is_better=False)),
            "of which less is better",
        ),
        (
            lambda one: resealed(
                one, plan=msgspec.structs.replace(one.protocol.plan, effect_prior=NormalPrior(-1.0, 0.5))
            ),
            "leans on others' trials already",
        ),
        (lambda one: msgspec.structs.replace(one, sha256="00"), "not the one that was sealed"),
        (lambda one: msgspec.structs.replace(one, schema_version="0"), "written in form 0"),
        (
            lambda one: msgspec.structs.replace(one, verdict=msgspec.structs.replace(one.verdict, as_randomised=None)),
            "too few days",
        ),
        (lambda one: estimated(one, level=0.8), "one of 80%, not of 95%"),
        (lambda one: estimated(one, low=1.0, effect=1.0, high=1.0), "no difference on a scale of 10"),
        (lambda one: estimated(one, high=1e300), "no difference on a scale of 10"),
    ],
)
def test_a_trial_that_does_not_fit_is_left_out_with_its_reason(
    cli: Cli, files: list[str], results: list[TrialResult], change: Changed, reason: str
) -> None:
    other = write(cli, "other.json", change(results[3]))
    done = cli("trial", "pool", *files[:3], other, "--json", code=SOME_LINES_FAILED)
    (problem,) = done.stderr.splitlines()
    assert problem.startswith(f"{other}: ")
    assert reason in problem
    assert "It was left out." in problem
    assert len(json.loads(done.stdout)["trials"]) == 3


def test_no_trial_counts_twice_on_whatever_day_it_was_looked_at(
    cli: Cli, files: list[str], results: list[TrialResult]
) -> None:
    earlier = write(cli, "earlier.json", msgspec.structs.replace(results[0], through=20))
    done = cli("trial", "pool", *files, earlier, files[1], "--json", code=SOME_LINES_FAILED)
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == [earlier, files[1]]
    assert f"the same trial as {files[0]}" in done.stderr
    assert len(json.loads(done.stdout)["trials"]) == 4


def test_everything_that_is_wrong_is_told_at_once(cli: Cli, files: list[str]) -> None:
    torn, other = cli.write("torn.json", "{"), cli.write("other.json", "{}")
    missing = str(cli.folder / "missing.json")
    done = cli("trial", "pool", torn, files[0], missing, other, files[1], files[0], code=SOME_LINES_FAILED)
    assert len(done.stderr.splitlines()) == 4
    assert all(f"{path}: " in done.stderr for path in (torn, missing, other, files[0]))
    assert plain(done.stdout).startswith("On the whole, 2 people had")


def test_one_person_is_no_pool(cli: Cli, files: list[str]) -> None:
    refused = cli("trial", "pool", files[0], files[0], code=USAGE)
    assert "at least two people" in refused.stderr
    assert "the same trial" in refused.stderr
    assert refused.stdout == ""
    cli("trial", "pool", code=USAGE)


# A next person's trial


def test_a_next_trial_seals_what_someone_new_may_expect_and_says_so(
    cli: Cli, pooled: str, evening: Callable[[int], None]
) -> None:
    made = cli("trial", "new", "heat", "--confirm-safe", "--seed", "7", "--prior", pooled)
    said = plain(made.stderr)
    assert "Your estimate will lean on 4 other people's trials." in said
    assert "The evidence, and the verdict with it, rests on your own days alone." in said
    (listed,) = cli.json("trial", "list")
    expected = json.loads(Path(pooled).read_text(encoding="utf-8"))["pooled"]["next_person"]
    assert listed["sealed"]["protocol"]["plan"]["effect_prior"] == expected
    kept = listed["sealed"]["sha256"]
    assert kept == fingerprint(msgspec.convert(listed["sealed"]["protocol"], Protocol))
    assert kept in cli("trial", "verify", "heat-1", "--hash", kept).stdout


def test_its_result_says_by_how_much_it_leans_and_is_not_pooled_again(
    cli: Cli, pooled: str, files: list[str], evening: Callable[[int], None]
) -> None:
    cli("trial", "new", "heat", "--confirm-safe", "--seed", "7", "--prior", pooled)
    arms = [period["arm"] for period in cli.json("trial", "list")[0]["sealed"]["schedule"]]
    for day, arm in enumerate(arms[:12], start=1):
        evening(day)
        cli("trial", "log", str(6 + day % 2), "--used" if arm == "remedy" else "--not-used")
    result = cli.json("trial", "result")
    leaning, alone = result["verdict"]["as_randomised"], result["verdict"]["days_alone"]
    expected = result["protocol"]["plan"]["effect_prior"]["mean"]
    assert 0 < result["leans_on_others"] < 1
    assert min(expected, alone["effect"]) < leaning["effect"] < max(expected, alone["effect"])
    assert leaning["high"] - leaning["low"] < alone["high"] - alone["low"]
    said = plain(cli("trial", "result").stdout)
    assert f"lean on other people's trials, by {result['leans_on_others']:.0%}" in said
    assert "Your own days alone, as drawn:" in said
    own = cli.write("own.json", json.dumps(result))
    refused = cli("trial", "pool", *files, own, code=SOME_LINES_FAILED)
    assert refused.stderr.startswith(f"{own}: Its estimate leans on others' trials already")


@pytest.mark.parametrize("compared", [["cold"], ["heat", "--versus", "cold pack"]])
def test_on_trials_of_another_comparison_no_trial_can_lean(
    cli: Cli, pooled: str, evening: Callable[[int], None], compared: list[str]
) -> None:
    refused = cli("trial", "new", *compared, "--confirm-safe", "--prior", pooled, code=USAGE)
    assert "The others' trials compare heat with usual_care, and this one" in refused.stderr
    assert cli.json("trial", "list") == []


@pytest.mark.parametrize("sd", [0.0, -1.0, 1e300])
def test_what_is_no_pool_begins_no_trial(
    cli: Cli, pooled: str, files: list[str], evening: Callable[[int], None], sd: float
) -> None:
    found = json.loads(Path(pooled).read_text(encoding="utf-8"))
    found["pooled"]["next_person"]["sd"] = sd
    for file in (cli.write("odd.json", json.dumps(found)), files[0], str(cli.folder / "missing.json")):
        cli("trial", "new", "heat", "--confirm-safe", "--prior", file, code=USAGE)
    assert cli.json("trial", "list") == []
