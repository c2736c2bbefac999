"""What a trial is planned with, as a clinician writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhomboid.knowledge import check_knowledge, load_knowledge
from rhomboid.model import KnowledgeBase

TRIALS = """\
day_to_day:
  sd: {judged: 1.1, low: 0.7, high: 1.5, note: Diaries.}
  autocorrelation: {judged: 0.2, low: -0.1, high: 0.6, note: Diaries.}
  missing: {judged: 0.1, low: 0.0, high: 0.3, note: Diaries.}
minimal_important_change: {judged: 1.0, low: 0.5, high: 2.0}
much_better: {value: 2.0, low: 1.5, high: 2.5, grade: measured, source: smith-2001, place: abstract}
carryover_days: {judged: 3, low: 1, high: 14}
days: {judged: 56, low: 28, high: 84}
most_given_tier: 1
"""


@pytest.fixture
def with_trials(clean: Path) -> Path:
    (clean / "trials.yaml").write_text(TRIALS)
    return clean


@pytest.fixture(scope="module")
def shipped() -> KnowledgeBase:
    knowledge, problems = load_knowledge()
    assert knowledge is not None, "\n".join(map(str, problems))
    return knowledge


def test_what_trials_are_planned_with_is_read_with_its_intervals_and_sources(with_trials: Path) -> None:
    assert check_knowledge(with_trials) == []
    trials = load_knowledge(with_trials)[0].trials
    assert (trials.day_to_day.autocorrelation.low, trials.most_given_tier) == (-0.1, 1)
    assert (trials.much_better.grade, trials.much_better.source) == ("measured", "smith-2001")


def test_a_base_without_trials_says_so(clean: Path) -> None:
    assert load_knowledge(clean)[0].trials is None


@pytest.mark.parametrize(
    ("find", "put", "code"),
    [
        ("{judged: 56, low: 28, high: 84}", "{judged: -5, low: -6, high: 84}", "out_of_range"),
        ("{judged: 1.0, low: 0.5, high: 2.0}", "{judged: 1.0}", "missing_key"),
        ("{judged: 1.0, low: 0.5, high: 2.0}", "{judged: 3.0, low: 0.5, high: 2.0}", "interval_order"),
        ("source: smith-2001", "source: jones-1999", "dangling_source"),
        ("most_given_tier: 1\n", "", "missing_key"),
        ("most_given_tier: 1", "most_given_teir: 1", "unknown_key"),
    ],
)
def test_what_is_wrong_with_it_is_told(with_trials: Path, find: str, put: str, code: str) -> None:
    assert find in TRIALS
    (with_trials / "trials.yaml").write_text(TRIALS.replace(find, put, 1))
    assert code in {problem.code for problem in check_knowledge(with_trials)}


def test_the_published_figures_of_days_admit_that_they_are_judged(shipped: KnowledgeBase) -> None:
    days = shipped.trials.day_to_day
    assert {one.grade for one in (days.sd, days.autocorrelation, days.missing)} == {"judged"}
    assert shipped.trials.minimal_important_change.value < shipped.trials.much_better.value


def test_how_long_a_remedy_lingers_has_an_interval_and_an_admission(shipped: KnowledgeBase) -> None:
    told = [one.carryover_days for one in shipped.remedies.values() if one.carryover_days is not None]
    assert len(told) > 30
    assert all(0 <= one.low <= one.value <= one.high and one.grade == "judged" and one.note for one in told)
