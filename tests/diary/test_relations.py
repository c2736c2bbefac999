"""Laws of relations, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_series import FIRST, Setting, as_series, diary, made_values, named, rng
from relation_measures import null_errors, power

from rhomboid.diary import at_will, find_relations
from rhomboid.model.diary import DailySeries
from rhomboid.model.relation import LaggedEffect, Relations

seeds = st.integers(0, 10_000)
few = settings(deadline=None, max_examples=15)
TRUE = ("pain:1", "pain:0", 2)


def close(first: Relations, second: Relations, slope: float = 1.0) -> None:
    """The same looks, with every effect of the second so many times that of the first."""

    def by_look(found: Relations) -> dict[tuple[str, str, int], LaggedEffect]:
        return {(one.earlier, one.later, one.lag_days): one for one in found.looks}

    one, other = by_look(first), by_look(second)
    assert one.keys() == other.keys()
    for look, effect in one.items():
        twin = other[look]
        assert twin.days == effect.days
        assert twin.effect == pytest.approx(slope * effect.effect, rel=1e-6, abs=1e-8)
        ends = sorted([slope * effect.adjusted_low, slope * effect.adjusted_high])
        assert [twin.adjusted_low, twin.adjusted_high] == pytest.approx(ends, rel=1e-6, abs=1e-8)
        assert twin.p_value == pytest.approx(effect.p_value, rel=1e-5, abs=1e-12)


def changed(series: DailySeries, scale: float, shift: float) -> DailySeries:
    values = tuple(None if value is None else scale * value + shift for value in series.values)
    return DailySeries(series.name, series.start, values)


@few
@given(seeds, st.randoms(use_true_random=False))
def test_the_order_of_the_series_changes_nothing(seed, shuffler) -> None:
    made = diary(seed, series=3)
    mixed = list(made)
    shuffler.shuffle(mixed)
    assert find_relations(mixed) == find_relations(made)


@few
@given(seeds, st.floats(-5, 5).filter(lambda scale: abs(scale) > 0.1), st.floats(-100, 100))
def test_units_of_the_earlier_series_divide_the_effect_and_change_nothing_else(seed, scale, shift) -> None:
    later, earlier = diary(seed, series=2)
    first = find_relations([later, earlier], ["pain:0"])
    close(first, find_relations([later, changed(earlier, scale, shift)], ["pain:0"]), 1 / scale)


@few
@given(seeds, st.floats(-5, 5).filter(lambda scale: abs(scale) > 0.1), st.floats(-100, 100))
def test_units_of_the_outcome_multiply_the_effect_and_change_nothing_else(seed, scale, shift) -> None:
    later, earlier = diary(seed, series=2)
    first = find_relations([later, earlier], ["pain:0"])
    close(first, find_relations([changed(later, scale, shift), earlier], ["pain:0"]), scale)


@few
@given(seeds, st.integers(0, 400), st.integers(0, 30), st.integers(0, 30))
def test_a_diary_of_another_year_or_with_empty_days_around_it_says_the_same(seed, moved, before, after) -> None:
    made = diary(seed, series=2)
    start = FIRST + timedelta(days=moved - before)
    padded = [DailySeries(one.name, start, (None,) * before + one.values + (None,) * after) for one in made]
    close(find_relations(made), find_relations(padded))


@few
@given(seeds)
def test_a_gap_is_never_a_zero(seed) -> None:
    values = made_values(Setting(series=2, missing=0.0), 100, rng(seed))
    gap = rng(seed + 1).choice(np.arange(20, 80), 20, replace=False)
    with_gaps, with_zeros = values.copy(), values.copy()
    with_gaps[gap, 1], with_zeros[gap, 1] = np.nan, 0
    gaps, zeros = (find_relations(as_series(one), ["pain:0"], [1]).looks[0] for one in (with_gaps, with_zeros))
    # A day is left out too where nothing at all was told in the week before.
    assert 100 - 20 - 2 - 2 <= gaps.days <= 100 - 20 - 2
    assert zeros.days == 100 - 2
    assert gaps.effect != pytest.approx(zeros.effect, rel=1e-6)


@few
@given(seeds)
def test_no_look_reads_a_day_after_the_last_that_it_rests_on(seed) -> None:
    made = diary(seed, series=2, days=120)
    early = [DailySeries(one.name, one.start, one.values[:90]) for one in made]
    later = [DailySeries(one.name, one.start, one.values[:90] + (None,) * 30) for one in made]
    assert find_relations(early) == find_relations(later)


@few
@given(seeds, st.integers(1, 5))
def test_a_relation_survives_exactly_when_its_adjusted_interval_leaves_out_zero(seed, look) -> None:
    found = find_relations(diary(seed, days=150, series=3, effect=0.6), look=look)
    assert found.level == pytest.approx(0.05 / (look * (look + 1)))
    for one in found.looks:
        assert one.survives == (one.adjusted_low > 0 or one.adjusted_high < 0) == (one.false_discovery <= found.level)
        assert one.adjusted_low <= one.low < one.effect < one.high <= one.adjusted_high


def test_what_is_allowed_to_all_looks_over_time_adds_up_to_five_percent() -> None:
    made = diary(0, series=2)
    levels = [find_relations(made, lags=[1], look=look).level for look in range(1, 60)]
    assert sum(levels) < 0.05
    assert levels == sorted(levels, reverse=True)


def test_days_of_a_covariate_in_another_order_give_nothing_beyond_chance() -> None:
    surviving, p_values = 0, []
    for seed in range(60):
        values = made_values(Setting(series=2, effect=0.8, missing=0.05), 120, rng(seed))
        values[:, 1] = rng(1000 + seed).permutation(values[:, 1])
        found = find_relations(as_series(values), ["pain:0"])
        surviving += bool(found.surviving)
        p_values += [look.p_value for look in found.looks]
    assert len(p_values) == 60 * 7
    assert surviving <= 5
    assert np.mean(np.array(p_values) < 0.05) < 0.08
    assert np.mean(p_values) == pytest.approx(0.5, abs=0.06)


def test_unrelated_diaries_show_something_in_at_most_five_percent_and_plain_correlations_in_nearly_all() -> None:
    measured = null_errors(Setting(), 90, 40)
    assert measured["looks"] > 300
    assert measured["ours"] <= 0.05
    assert measured["correlations"] > 0.95
    assert measured["correlations_corrected"] > 0.2


def test_a_real_relation_is_found_at_its_lag_with_an_interval_that_holds_it() -> None:
    measured = power(Setting(series=3, effect=0.8), ["pain:0"], 180, 25)
    assert measured["at_lag"] > 0.8
    assert measured["looked"] == 1.0
    assert measured["missed"] <= 0.2


def test_pain_of_the_same_bad_days_is_not_taken_for_one_pain_going_before_the_other() -> None:
    together = null_errors(Setting(series=3, shared=0.7), 180, 30)
    assert together["ours"] <= 0.1
    values = made_values(Setting(series=2, shared=0.7), 180, rng(0))
    same_day = find_relations(as_series(values), lags=[0]).surviving
    assert len(same_day) == 2
    assert all(look.effect > 0 for look in same_day)


def test_too_few_days_are_said_and_not_guessed_from() -> None:
    found = find_relations(diary(0, days=30, series=2))
    assert found.looks == ()
    assert {one.why for one in found.not_looked} == {"too_few_days"}
    assert (
        found.not_looked[0].says
        == "There are too few days with pain in the 0 and pain in the 1 written down to compare them."
    )
    assert found.says == "There is not yet enough in your diary to compare anything."


def test_a_thing_that_hardly_ever_happened_is_not_compared() -> None:
    random = rng(3)
    rare = np.zeros(100)
    rare[[20, 60, 61]] = 1
    pain = named("pain", random.standard_normal(100))
    found = find_relations([pain, named("trigger:lifting", rare), named("measure:pressure", np.ones(100))])
    assert {one.why for one in found.not_looked} == {"earlier_hardly_varies"}
    assert len(found.not_looked) == 14
    flat = find_relations([named("pain", np.zeros(100)), named("load", random.standard_normal(100))])
    assert {one.why for one in flat.not_looked} == {"later_hardly_varies"}


def test_the_worst_of_all_pains_is_not_compared_with_its_own_parts() -> None:
    values = made_values(Setting(series=3), 100, rng(0))
    series = [named(name, column) for name, column in zip(("pain", "pain:neck", "load"), values.T, strict=True)]
    pairs = {(one.earlier, one.later) for one in find_relations(series).looks}
    assert pairs == {("load", "pain"), ("load", "pain:neck")}


def test_any_series_can_be_the_outcome_when_asked() -> None:
    values = made_values(Setting(series=2), 100, rng(0))
    series = [named("pain", values[:, 0]), named("sleep_quality", values[:, 1])]
    assert {one.later for one in find_relations(series, ["sleep_quality"]).looks} == {"sleep_quality"}


def test_nothing_to_compare_is_said() -> None:
    assert find_relations([]).says == "There is nothing in your diary to compare with the pain."
    assert find_relations([DailySeries("pain", FIRST)]).looks == ()
    empty = find_relations([DailySeries("pain", FIRST), DailySeries("load", FIRST)])
    assert {one.days for one in empty.not_looked} == {0}


@pytest.mark.parametrize("wrong", [{"lags": [8]}, {"lags": [-1]}, {"look": 0}])
def test_a_lag_or_a_look_that_cannot_be_is_refused(wrong) -> None:
    with pytest.raises(ValueError, match="from 0 to 7 days"):
        find_relations(diary(0, series=2), **wrong)


def test_two_series_of_one_name_are_refused() -> None:
    one, _ = diary(0, series=2)
    with pytest.raises(ValueError, match="one name"):
        find_relations([one, one])


@dataclass(frozen=True)
class Told:
    name: str
    effect: float
    says: str
    trial: str | None


TOLD = [
    Told(
        "measure:sitting_hours",
        1.0,
        "After a rise of sitting hours, pain tended to be higher two days later than its own past would suggest.",
        "Test it: let a coin choose between days with your usual sitting hours and with less, and write down pain "
        "every day.",
    ),
    Told(
        "measure:steps",
        -1.0,
        "After a rise of steps, pain tended to be lower two days later than its own past would suggest.",
        "Test it: let a coin choose between days with your usual steps and with more, and write down pain every day.",
    ),
    Told(
        "remedy:heat",
        -1.0,
        "After days with heat, pain tended to be lower two days later than its own past would suggest.",
        "Test it: let a coin choose between days with and without heat, and write down pain every day. Ask whoever "
        "prescribed a medicine before you change how you take it.",
    ),
    Told(
        "measure:air pressure",
        1.0,
        "After a rise of air pressure, pain tended to be higher two days later than its own past would suggest.",
        None,
    ),
]


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.name)
def test_a_relation_is_told_in_words_with_its_doubt_and_a_trial_where_one_is_possible(told) -> None:
    random = rng(5)
    earlier = random.standard_normal(300) > 0.5 if told.name.startswith("remedy") else random.standard_normal(300)
    pain = random.standard_normal(300)
    pain[2:] += told.effect * earlier[:-2]
    found = find_relations([named("pain", pain), named(told.name, earlier.astype(float))])
    assert [one.lag_days for one in found.surviving] == [2]
    relation = found.surviving[0]
    assert relation.says == told.says
    assert relation.caution.startswith("This may be chance, or something else that moves both.")
    assert (relation.proposal and relation.proposal.says) == told.trial
    assert ("A trial can test it" in relation.caution) == (relation.proposal is not None)
    assert "It may still be chance" in found.says
    assert all(not one.survives and "not clearly different" in one.says for one in found.looks[1:])


def test_of_the_same_day_either_series_may_be_the_one_a_trial_changes() -> None:
    values = made_values(Setting(series=2), 100, rng(0))
    series = [named("pain", values[:, 0]), named("load", values[:, 1])]
    same, later = find_relations(series, ["load"], [0]).looks[0], find_relations(series, ["load"], [1]).looks[0]
    assert same.proposal is not None
    assert (same.proposal.change, same.proposal.outcome) == ("load", "pain")
    assert later.proposal is None


def test_only_what_is_done_at_will_is_proposed_and_what_harms_never() -> None:
    will = ["remedy:ibuprofen", "load", "measure:sitting_hours", "measure:Steps", "trigger:long drive driving"]
    beyond = ["pain", "pain:neck", "sleep_hours", "interference", "measure:air pressure", "trigger:stress"]
    harmful = ["measure:alcohol units", "measure:cigarettes smoked", "trigger:smoking"]
    assert all(map(at_will, will))
    assert not any(map(at_will, beyond + harmful))


def test_what_can_be_changed_can_be_said_by_the_caller() -> None:
    later, earlier = diary(0, series=2)
    looks = find_relations([later, earlier], ["pain:0"], changeable=["pain:1"], names={"pain:1": "the kettle"}).looks
    assert all(look.proposal and look.proposal.change == "pain:1" for look in looks)
    assert all(look.says.startswith("After a rise of the kettle") for look in looks)


def test_no_sentence_holds_a_figure() -> None:
    found = find_relations(diary(0, series=2, effect=0.8, days=200), names={"pain:0": "this", "pain:1": "that"})
    said = [found.says, *(text for one in found.looks for text in (one.says, one.caution))]
    assert not any(re.search(r"\d", text) for text in said)


def test_the_answer_goes_into_json_and_comes_back_the_same() -> None:
    found = find_relations(diary(0, series=2, effect=0.8, days=200))
    assert msgspec.json.decode(msgspec.json.encode(found), type=Relations) == found
