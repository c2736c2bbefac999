"""What relations say of the public diaries, as docs/diaries-relations.md tells it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_series import rng
from scipy import stats

from rhomboid.diary import (
    ColumnMapping,
    answer_claim,
    daily_series,
    find_relations,
    parse_mapped,
    series_names,
    to_array,
)
from rhomboid.diary.relations import LAGS, benjamini_hochberg
from rhomboid.model.diary import DailySeries, Entry

FOLDER = Path(__file__).parent / "myaiguide"
MAPPING = ColumnMapping(
    when="date", day="startday", month="startmonth", year="startyear", name="name", value="intensity"
)
PEOPLE = {
    2: ["Participant2PainNew"],
    3: ["Participant3KneePain"],
    4: ["Participant4Pain"],
    5: ["Participant5Pain"],
    6: ["Participant6KneePain"],
    7: ["Participant7Pain"],
    8: ["Participant8PainNew", "Participant8ObservationsNew"],
    9: ["Participant9Pain"],
}


def series_of(person: int) -> list[DailySeries]:
    entries: list[Entry] = []
    for name in PEOPLE[person]:
        read, problems = parse_mapped((FOLDER / f"{name}.csv").read_text(encoding="utf-8"), MAPPING, path=name)
        assert problems == ()
        entries += read
    return [daily_series(entries, name) for name in series_names(entries)]


def plain_correlations(series: list[DailySeries]) -> np.ndarray:
    """p-values of every pair and lag with three days in common, as if days were new each time."""
    p_values = []
    for later in (one for one in series if one.name.startswith("pain")):
        for earlier in (one for one in series if one.name != later.name):
            if "pain" in (earlier.name, later.name) and earlier.name.startswith("pain"):
                continue
            for lag in LAGS:
                x, y = to_array(earlier)[:-lag], to_array(later)[lag:]
                both = np.isfinite(x) & np.isfinite(y)
                if both.sum() >= 3 and np.ptp(x[both]) and np.ptp(y[both]):
                    p_values.append(stats.pearsonr(x[both], y[both])[1])
    return np.array(p_values)


@pytest.mark.parametrize(("person", "looks"), [(2, 1), (3, 0), (4, 0), (5, 0), (6, 0), (7, 5), (8, 179), (9, 0)])
def test_in_no_public_diary_does_anything_stand_out_as_going_before_pain(person, looks) -> None:
    found = find_relations(series_of(person))
    assert (len(found.looks), len(found.surviving)) == (looks, 0)


@pytest.mark.filterwarnings("ignore:An input array")
def test_plain_correlations_call_a_fifth_of_the_longest_diary_significant() -> None:
    p_values = plain_correlations(series_of(8))
    assert (len(p_values), int((p_values < 0.05).sum())) == (734, 163)
    assert int((benjamini_hochberg(p_values) <= 0.05).sum()) == 71


def test_in_the_longest_diary_pains_of_one_day_rise_together_and_happiness_falls() -> None:
    found = find_relations(series_of(8), lags=[0])
    assert (len(found.looks), len(found.surviving)) == (30, 12)
    assert all((one.effect < 0) == (one.earlier == "measure:happiness") for one in found.surviving)


def test_one_lag_would_have_stood_out_had_looks_not_been_counted() -> None:
    clearest = find_relations(series_of(7)).looks[0]
    assert (clearest.earlier, clearest.later, clearest.lag_days) == ("measure:happiness", "pain:Shoulder Pain", 1)
    assert 0.025 < clearest.false_discovery <= 0.05


def test_what_is_written_only_when_it_happens_cannot_be_compared() -> None:
    tired = {one.why for one in find_relations(series_of(8)).not_looked if one.earlier == "measure:Tired"}
    assert tired == {"earlier_hardly_varies", "too_few_days"}


def test_no_public_diary_can_answer_whether_pain_moves() -> None:
    for person in PEOPLE:
        pains = [one for one in series_of(person) if one.name.startswith("pain:")]
        verdicts = [answer_claim(first, second) for first in pains for second in pains if first is not second]
        assert {answer.verdict for answer in verdicts} <= {"cannot_tell"}
        assert not any(answer.more_days and answer.more_days < 1000 for answer in verdicts)


def test_the_longest_diary_with_its_series_moved_against_each_other_shows_nothing() -> None:
    series, random = series_of(8), rng(0)
    surviving = 0
    for _ in range(20):
        moved = []
        for one in series:
            turn = 7 * int(random.integers(0, len(one.values) // 7))
            moved.append(DailySeries(one.name, one.start, one.values[turn:] + one.values[:turn]))
        surviving += bool(find_relations(moved).surviving)
    assert surviving <= 2


def test_a_relation_laid_into_the_longest_diary_is_found() -> None:
    series = {one.name: one for one in series_of(8)}
    happy, knee = to_array(series["measure:happiness"]), to_array(series["pain:Knee Pain"])
    knee[2:] -= 0.5 * np.where(np.isfinite(happy[:-2]), happy[:-2] - np.nanmean(happy), 0)
    moved = DailySeries("pain:Knee Pain", series["pain"].start, tuple(None if np.isnan(v) else float(v) for v in knee))
    found = find_relations([series["measure:happiness"], moved])
    assert [one.lag_days for one in found.surviving] == [2]
    assert found.surviving[0].adjusted_low < -0.5 < found.surviving[0].adjusted_high
