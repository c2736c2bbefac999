"""The shipped rules, as laws: each can ring, none rings at nothing, and nothing but what is known silences one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.knowledge import load_knowledge
from rhomboid.model import DISPOSITIONS, KnowledgeBase, Observation
from rhomboid.model.expression import Facts, atoms_of, holds, parse_expression
from rhomboid.triage import triage

LOADED, _ = load_knowledge()
assert LOADED is not None
KNOWLEDGE: KnowledgeBase = LOADED
RED_FLAGS = sorted(finding.id for finding in KNOWLEDGE.findings.values() if finding.red_flag)
FINDINGS = sorted(KNOWLEDGE.findings)
NO_MASS: dict[str, float] = {}


def answer(finding: str, presence: str = "present", origin: str = "answer") -> Observation:
    return Observation(concept=finding, presence=presence, origin=origin)


def urgency(observations: list[Observation], mass=NO_MASS, age: float | None = 50) -> int:
    numbers = {} if age is None else {"age": age}
    return DISPOSITIONS.index(triage(KNOWLEDGE, observations, mass, numbers).disposition)


@pytest.mark.parametrize("rule", KNOWLEDGE.rules, ids=lambda rule: rule.id)
def test_each_rule_rings_when_all_it_names_is_so_and_nothing_excuses_it(rule) -> None:
    node = parse_expression(rule.when)
    alarming = [atom for atom, excuses in atoms_of(node) if not excuses]
    chosen: dict[str, tuple[str, ...]] = {}
    for atom in alarming:
        if atom.sign == "=":
            chosen[atom.name] = (*chosen.get(atom.name, ()), atom.operand)
    excused = {atom.name for atom, excuses in atoms_of(node) if excuses}
    facts = Facts(
        {atom.name: True for atom in alarming if not atom.sign and atom.name not in excused}, chosen, {"age": 80}
    )
    assert holds(node, facts), rule.when


def test_no_rule_rings_when_nothing_is_known() -> None:
    nothing = Facts({}, {}, {})
    assert [rule.id for rule in KNOWLEDGE.rules if holds(parse_expression(rule.when), nothing)] == []


def test_nothing_known_and_no_danger_is_self_care() -> None:
    assert urgency([]) == len(DISPOSITIONS) - 1


@given(st.sets(st.sampled_from(FINDINGS), max_size=8), st.sampled_from(RED_FLAGS), st.none() | st.floats(18, 95))
def test_a_further_red_flag_never_lowers_the_urgency(present, flag, age) -> None:
    before = [answer(finding) for finding in sorted(present)]
    after = [answer(finding) for finding in sorted(present | {flag})]
    assert urgency(after, age=age) <= urgency(before, age=age)


@given(st.sets(st.sampled_from(FINDINGS), max_size=8), st.sampled_from(FINDINGS))
def test_absence_read_from_words_changes_nothing(present, denied) -> None:
    said = [answer(finding) for finding in sorted(present - {denied})]
    assert urgency([*said, answer(denied, "absent", "words")]) == urgency(said)


@given(st.sets(st.sampled_from(FINDINGS), max_size=8), st.sampled_from(FINDINGS), st.none() | st.floats(18, 95))
def test_an_answered_no_never_raises_the_urgency_of_the_rules(present, denied, age) -> None:
    said = [answer(finding) for finding in sorted(present - {denied})]
    assert urgency([*said, answer(denied, "absent")], age=age) >= urgency(said, age=age)


@given(st.dictionaries(st.sampled_from(DISPOSITIONS), st.floats(0, 1)))
def test_the_mass_of_danger_alone_can_ask_for_any_urgency_and_is_named(mass) -> None:
    result = triage(KNOWLEDGE, [], mass)
    over = [t.disposition for t in KNOWLEDGE.thresholds if mass.get(t.disposition, 0) >= t.mass.value]
    assert result.disposition == min(over, key=DISPOSITIONS.index, default="self_care")
    assert {alarm.id for alarm in result.alarms} == {f"danger_mass_{disposition}" for disposition in over}


def test_an_open_alarm_is_more_urgent_than_the_answer_and_could_still_ring() -> None:
    result = triage(KNOWLEDGE, [answer("worse_deep_breath")], NO_MASS, {"age": 40})
    assert result.open_alarms
    assert all(DISPOSITIONS.index(a.disposition) < DISPOSITIONS.index(result.disposition) for a in result.open_alarms)
