"""The next question, checked against asking it: every answer observed in turn."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
import synthetic
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.inference import (
    Network,
    best_disposition,
    build_network,
    posterior,
    rank_questions,
    should_stop,
)
from rhomboid.model import DISPOSITIONS, Observation

UNGROUPED = build_network(synthetic.knowledge_base(1, groups=0), "home")
GROUPED = build_network(synthetic.knowledge_base(2), "home")


def unasked(network: Network, seen: list[Observation]) -> list[str]:
    asked = {one.concept for one in seen}
    return [name for name in (*network.knowledge.findings, *network.knowledge.categories) if name not in asked]


def plain_findings(network: Network, seen: list[Observation]) -> list[str]:
    """Unasked concepts whose answers are certain to sum to 1 for every pair: no risk factors, no prior role."""
    risky = {finding for cause in network.knowledge.causes.values() for finding in cause.risk_factors}
    return [name for name in unasked(network, seen) if name not in risky and name != "age"]


def by_asking(network: Network, seen: list[Observation], concept: str) -> dict[str, float]:
    """Expected falls by observing each answer; P(answer) from the law of total probability."""
    now = posterior(network, seen)
    loss = network.knowledge.settings.loss
    table = np.array([[loss[given][needed] for needed in DISPOSITIONS] for given in DISPOSITIONS])

    def best_loss(hypotheses: np.ndarray) -> float:
        return (table @ np.bincount(network.urgency, hypotheses, minlength=5)).min()

    def entropy(causes: np.ndarray) -> float:
        inner = causes[(causes > 0) & (causes < 1)]
        return -(inner * np.log2(inner) + (1 - inner) * np.log2(1 - inner)).sum()

    result = {"loss": best_loss(now.hypotheses), "entropy": entropy(now.causes), "shift": 0.0}
    for state in network.states_of_concept(concept):
        answer = next(key for key, number in network.number.items() if number == state)[1]
        finding = concept in network.knowledge.findings
        more = Observation(concept, presence=answer) if finding else Observation(concept, options=(answer,))
        chance = now.hypotheses @ (network.background[state] * np.exp(network.table[state]))
        then = posterior(network, [*seen, more])
        result["loss"] -= chance * best_loss(then.hypotheses)
        result["entropy"] -= chance * entropy(then.causes)
        shares = then.causes / then.causes.sum() - now.causes / now.causes.sum()
        result["shift"] += chance * np.abs(shares).sum() / 2
    return result


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 8))
def test_a_question_is_worth_what_asking_it_is_expected_to_bring(seed: int, count: int):
    seen = synthetic.observations(UNGROUPED.knowledge, seed, count)
    for value in rank_questions(UNGROUPED, seen, plain_findings(UNGROUPED, seen)):
        expected = by_asking(UNGROUPED, seen, value.concept)
        assert value.loss_fall == pytest.approx(expected["loss"], abs=1e-4)
        assert value.entropy_fall == pytest.approx(expected["entropy"], abs=1e-4)
        assert value.expected_shift == pytest.approx(expected["shift"], abs=1e-4)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 10))
def test_values_are_ranked_and_within_their_ranges(seed: int, count: int):
    seen = synthetic.observations(GROUPED.knowledge, seed, count)
    candidates = unasked(GROUPED, seen)
    values = rank_questions(GROUPED, seen, candidates)
    assert sorted(value.concept for value in values) == sorted(candidates)
    assert [value.value for value in values] == sorted((value.value for value in values), reverse=True)
    for value in values:
        assert value.loss_fall >= 0
        assert value.entropy_fall >= -1e-5
        assert 0 <= value.expected_shift <= 1
        assert 0 <= value.leading_shift <= 1
        assert sum(value.chances) == pytest.approx(1)
        assert len(value.chances) == len(value.answers) == len(value.dispositions)


def test_a_silent_finding_is_worth_nothing():
    silent = list(GROUPED.knowledge.findings)[-1]
    (value,) = rank_questions(GROUPED, [], [silent])
    assert value.value == pytest.approx(0, abs=1e-6)
    assert value.expected_shift == pytest.approx(0, abs=1e-6)
    assert should_stop(GROUPED, [value])


def test_a_question_whose_kin_was_answered_is_worth_less():
    knowledge = synthetic.knowledge_base(5, groups=1, rho=0.9)
    kin = [name for name, finding in knowledge.findings.items() if finding.group is not None][:2]
    shared = build_network(knowledge, "home")
    alone = {name: msgspec.structs.replace(finding, group=None) for name, finding in knowledge.findings.items()}
    apart = build_network(msgspec.structs.replace(knowledge, findings=alone), "home")
    seen = [Observation(kin[0], presence="present")]
    values = [rank_questions(network, seen, [kin[1]])[0] for network in (shared, apart)]
    assert values[0].expected_shift < values[1].expected_shift


def test_questions_are_asked_while_they_can_change_the_decision():
    values = rank_questions(GROUPED, [], unasked(GROUPED, []))
    assert any(value.loss_fall > 0 for value in values)
    assert not should_stop(GROUPED, values)


def test_nothing_left_to_ask_means_stop():
    assert rank_questions(GROUPED, [], []) == []
    assert should_stop(GROUPED, [])


def test_a_question_already_answered_is_refused():
    with pytest.raises(ValueError, match="already observed: f0"):
        rank_questions(GROUPED, [Observation("f0", presence="absent")], ["f0"])


def test_an_unknown_question_is_refused():
    with pytest.raises(ValueError, match="no concept 'nonsense'"):
        rank_questions(GROUPED, [], ["nonsense"])


def test_the_best_disposition_has_the_least_expected_loss():
    certain = np.eye(5)
    assert best_disposition(GROUPED, certain).tolist() == [0, 1, 2, 3, 4]
