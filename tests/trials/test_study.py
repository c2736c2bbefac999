"""The page about trials is what the study's results say, and the results keep what is promised."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ("trials.md", "trials-power.svg", "trials-designs.svg")
RESULTS = json.loads((ROOT / "study" / "results.json").read_text(encoding="utf-8"))


def test_the_page_and_its_figures_are_what_the_results_give(tmp_path: Path):
    command = [sys.executable, str(ROOT / "study" / "run.py"), "--page", str(tmp_path)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")})
    for name in PAGE:
        kept = (ROOT / "docs" / "method" / name).read_text(encoding="utf-8")
        assert (tmp_path / name).read_text(encoding="utf-8") == kept


@pytest.mark.parametrize("name", [name for name in PAGE if name.endswith(".svg")])
def test_each_figure_is_well_formed_and_says_what_it_shows(name: str):
    tree = ElementTree.fromstring((ROOT / "docs" / "method" / name).read_text(encoding="utf-8"))  # noqa: S314
    assert tree.find("{http://www.w3.org/2000/svg}title").text


@pytest.mark.parametrize("setting", RESULTS["nulls"])
@pytest.mark.parametrize("kind", ["e_process", "sequence_misses"])
def test_daily_looks_err_in_five_of_a_hundred_null_diaries_at_most(setting: str, kind: str):
    assert RESULTS["people"] >= 2_000
    assert RESULTS["nulls"][setting][kind] <= 0.05


@pytest.mark.parametrize("setting", RESULTS["holds"])
def test_where_the_model_holds_the_interval_covers_what_it_says(setting: str):
    assert 0.93 <= RESULTS["holds"][setting]["covered"] <= 0.97


def test_without_a_look_ahead_it_errs_no_more_where_nobody_expected_the_arm_to_linger():
    found = RESULTS["unexpected"]["carry-over that nobody expected"]
    assert found["e_process_no_look_ahead"] <= 0.05
    assert found["sequence_misses_no_look_ahead"] <= 0.05


@pytest.mark.parametrize(("effect", "decided"), [(0.8, 0.8), (1.5, 0.99)])
def test_a_coin_a_day_as_it_is_offered_tells_as_often_as_was_asked(effect: float, decided: float):
    assert RESULTS["reference"][f"a coin a day, no look ahead, effect {effect}"]["decided"] >= decided


@pytest.mark.parametrize(("effect", "decided", "day"), [(0.8, 0.8, 52), (1.5, 0.99, 21)])
def test_a_coin_a_day_with_a_look_ahead_tells_as_often_and_as_soon_as_was_asked(
    effect: float, decided: float, day: int
):
    found = RESULTS["reference"][f"a coin a day, effect {effect}"]
    assert found["decided"] >= decided
    assert found["median_of_all"] <= day
