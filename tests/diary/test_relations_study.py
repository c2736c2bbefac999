"""The study of relations: its page is what its results say, and its results are what was promised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_series import diary
from relations_page import render_page

ROOT = Path(__file__).parents[2]
RESULTS = json.loads((ROOT / "study" / "relations" / "results.json").read_text(encoding="utf-8"))


def test_the_page_is_made_from_the_results_and_from_nothing_else() -> None:
    assert (ROOT / "docs" / "method" / "relations.md").read_text(encoding="utf-8") == render_page(RESULTS)


@pytest.mark.parametrize("name", RESULTS["nulls"])
def test_at_most_five_percent_of_unrelated_diaries_showed_anything(name) -> None:
    assert RESULTS["diaries"] >= 500
    assert RESULTS["nulls"][name]["looks"] > 0
    assert RESULTS["nulls"][name]["ours"] <= 0.05


def test_looking_every_month_for_a_year_showed_something_in_at_most_five_percent() -> None:
    assert RESULTS["monthly"]["spent"] <= 0.05


def test_intervals_of_the_true_relation_missed_it_in_about_five_percent() -> None:
    cells = [cell for effects in RESULTS["power"].values() for days in effects.values() for cell in days.values()]
    looked = sum(cell["looked"] for cell in cells)
    assert 0.02 < sum(cell["missed"] for cell in cells) / looked < 0.07


def test_a_made_diary_is_the_same_from_the_same_seed_and_another_from_another() -> None:
    assert diary(1) == diary(1)
    assert diary(1) != diary(2)
