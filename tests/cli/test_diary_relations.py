"""`rhomboid diary relations` and `rhomboid diary claim`."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from diary_cli import Cli

from rhomboid.store import open_store

FIRST = date(2026, 3, 1)


def keep(cli: Cli, days: int, follows: float, last: int = 0) -> None:
    """A diary in which back pain follows the load of the day before, or does not, and the low back goes its own way."""
    draws = np.random.default_rng(5).normal(size=(days, 3))
    load = np.clip(5 + 2 * draws[:, 0], 0, 10).round(1)
    low = np.clip(4 + 1.5 * draws[:, 1], 0, 10).round(1)
    back = 4 + 0.7 * draws[:, 2]
    back[1:] += follows * (load[:-1] - 5)
    rows = [
        f"{FIRST + timedelta(days=n)},09:0{place},{pain:.1f},{site},{load[n]:.1f}"
        for n in range(last, days)
        for place, (pain, site) in enumerate(
            ((np.clip(back[n], 0, 10), "between_shoulder_blades"), (low[n], "low_back"))
        )
    ]
    cli("diary", "import", cli.write("own.csv", "date,time,pain,site,load\n" + "\n".join(rows) + "\n"))


def plain(text: str) -> str:
    return " ".join(text.split())


def test_what_goes_before_the_pain_is_told_with_its_interval_its_caution_and_a_trial(cli: Cli) -> None:
    keep(cli, 150, follows=0.6)
    told = plain(cli("diary", "relations", "--on", "pain:between_shoulder_blades").stdout)
    assert "After a rise of load, pain between the shoulder blades tended to be higher the next day" in told
    assert "This may be chance" in told
    assert "let a coin choose" in told
    (found,) = [
        look
        for look in cli.json("diary", "relations", "--on", "pain:between_shoulder_blades")["looks"]
        if look["survives"]
    ]
    assert (found["earlier"], found["lag_days"]) == ("measure:load", 1)
    assert found["adjusted_low"] < 0.6 < found["adjusted_high"]


def test_of_a_diary_without_relations_it_is_said_that_nothing_stands_out_and_how_much_was_compared(cli: Cli) -> None:
    keep(cli, 120, follows=0.0)
    told = plain(cli("diary", "relations").stdout)
    assert "Nothing in your diary stands out from chance" in told
    assert "comparisons were made at this look, your number 1" in told


def test_looking_again_at_the_same_days_is_one_look_and_at_more_days_another_with_less_to_err_in(cli: Cli) -> None:
    keep(cli, 100, follows=0.0)
    levels = [cli.json("diary", "relations")["level"] for _ in range(2)]
    keep(cli, 130, follows=0.0, last=100)
    levels.append(cli.json("diary", "relations")["level"])
    assert levels == pytest.approx([0.025, 0.025, 0.05 / 6])
    with open_store(cli.file) as store:
        assert len(store.saved("relations-look")) == 2


def test_asking_of_one_outcome_after_the_other_is_a_look_each_and_so_is_an_entry_changed(cli: Cli) -> None:
    keep(cli, 60, follows=0.0)

    def look(*asked: str) -> float:
        return float(cli.json("diary", "relations", *asked)["level"])

    each = [look("--on", "pain:low_back"), look("--on", "pain:between_shoulder_blades"), look("--same-day")]
    assert each == pytest.approx([0.05 / (n * (n + 1)) for n in (1, 2, 3)])
    assert look("--on", "pain:low_back") == pytest.approx(each[0])
    cli("diary", "edit", "last", "9")
    assert look("--on", "pain:low_back") == pytest.approx(0.05 / 20)


def test_the_claim_that_pain_moves_is_answered_from_the_diary_with_every_lag(cli: Cli) -> None:
    keep(cli, 240, follows=0.0)
    told = plain(cli("diary", "claim").stdout)
    assert "What your diary says of that" in told
    assert "7 days later" in told
    assert "does not show that a treatment works" in told
    assert cli.json("diary", "claim")["verdict"] in ("no", "cannot_tell")


def test_a_claim_needs_two_places_that_the_diary_has(cli: Cli) -> None:
    assert "no entry yet" in cli("diary", "claim", code=2).stderr
    keep(cli, 30, follows=0.0)
    assert "no series 'pain:knee'" in cli("diary", "claim", "pain:low_back", "pain:knee", code=2).stderr
    assert "Two different places" in cli("diary", "claim", "pain:low_back", "pain:low_back", code=2).stderr
    assert "no series 'mood'" in cli("diary", "relations", "--on", "mood", code=2).stderr
