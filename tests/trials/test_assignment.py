"""The schedule can be drawn again by anyone, and a changed plan shows."""

from __future__ import annotations

import hashlib
import json

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_trial import make_protocol

from rhomboid.model.trial import Protocol, TrialDesign
from rhomboid.trials import arm_on, canonical, coins, fingerprint, schedule, verify

designs = st.one_of(
    st.builds(TrialDesign, st.just("day"), st.integers(1, 40)),
    st.builds(TrialDesign, st.sampled_from(["period", "pair"]), st.integers(1, 12), st.integers(2, 9), st.just(1)),
)


@given(st.integers(0, 2**63), designs)
def test_the_same_seed_gives_the_same_schedule(seed: int, design: TrialDesign):
    assert schedule(make_protocol(seed=seed, design=design)) == schedule(make_protocol(seed=seed, design=design))


@given(designs)
def test_the_periods_cover_every_day_once(design: TrialDesign):
    periods = schedule(make_protocol(design=design))
    days = [day for one in periods for day in range(one.first_day, one.first_day + one.days)]
    assert days == list(range(1, design.days + 1))
    assert [one.number for one in periods] == list(range(1, len(periods) + 1))


@given(st.integers(0, 2**63), st.integers(1, 12))
def test_each_pair_holds_both_arms(seed: int, units: int):
    periods = schedule(make_protocol(seed=seed, design=TrialDesign("pair", units, 3)))
    for unit in range(1, units + 1):
        assert {one.arm for one in periods if one.unit == unit} == {"remedy", "comparator"}


def test_the_rule_written_down_is_the_rule_followed():
    heads = [hashlib.sha256(f"rhomboid trial 1 90210 {k}".encode()).digest()[0] % 2 == 1 for k in range(1, 31)]
    periods = schedule(make_protocol(seed=90210, design=TrialDesign("day", 30)))
    assert [one.arm == "remedy" for one in periods] == heads


def test_the_coins_are_fair_and_do_not_lean_on_each_other():
    tossed = np.array([coins(seed, 40) for seed in range(2000)], dtype=float)
    assert abs(tossed.mean()) < 4 / np.sqrt(tossed.size)
    for lag in (1, 2, 7):
        assert abs((tossed[:, lag:] * tossed[:, :-lag]).mean()) < 4 / np.sqrt(tossed.size)


def test_arms_are_told_by_day_and_outside_the_trial_there_is_none():
    periods = schedule(make_protocol(design=TrialDesign("pair", 2, 3)))
    assert [arm_on(periods, day) for day in (1, 3)] == [periods[0].arm] * 2
    assert arm_on(periods, 4) == periods[1].arm
    assert arm_on(periods, 0) is None
    assert arm_on(periods, 13) is None


def test_the_canonical_form_is_json_with_sorted_keys_and_gives_the_protocol_back():
    written = canonical(make_protocol())
    assert list(json.loads(written)) == sorted(json.loads(written))
    assert msgspec.json.decode(written, type=Protocol) == make_protocol()


def test_an_untouched_trial_has_nothing_to_mend():
    one = make_protocol()
    assert verify(one, fingerprint(one), schedule(one)) == ()


@pytest.mark.parametrize("change", [{"seed": 6}, {"remedy": "cold"}, {"design": TrialDesign("day", 61)}])
def test_any_change_of_the_plan_changes_the_fingerprint(change: dict):
    sealed = fingerprint(make_protocol())
    changed = make_protocol(**change)
    codes = [problem.code for problem in verify(changed, sealed, schedule(changed))]
    assert codes == ["protocol_changed"]


def test_a_schedule_that_was_not_drawn_is_found_out():
    one = make_protocol()
    first, *rest = schedule(one)
    swapped = msgspec.structs.replace(first, arm="comparator" if first.arm == "remedy" else "remedy")
    assert [problem.code for problem in verify(one, fingerprint(one), [swapped, *rest])] == ["schedule_changed"]


@pytest.mark.parametrize(
    "design",
    [
        TrialDesign("day", 0),
        TrialDesign("day", 5, 2),
        TrialDesign("period", 5, 2, 2),
        TrialDesign("period", 5, 0),
        TrialDesign("day", 5, look_ahead_days=2),
    ],
)
def test_a_design_that_cannot_be_is_refused(design: TrialDesign):
    with pytest.raises(ValueError, match=r"\w"):
        schedule(make_protocol(design=design))


def test_a_protocol_of_other_rules_is_refused():
    with pytest.raises(ValueError, match="rules 2"):
        schedule(make_protocol(rules=2))


def test_a_seed_below_zero_is_refused():
    with pytest.raises(ValueError, match="seed"):
        coins(-1, 5)
