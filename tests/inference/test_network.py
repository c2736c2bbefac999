"""Building the network, and what it refuses."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
import synthetic

from rhomboid.inference import build_network, posterior
from rhomboid.inference.combine import hypothesis_members
from rhomboid.inference.evidence import weigh
from rhomboid.model import DISPOSITIONS, Evidence, Observation

KNOWLEDGE = synthetic.knowledge_base(0)


def test_something_else_never_acts_together_with_a_cause():
    network = build_network(KNOWLEDGE, "home")
    other = network.causes.index("something_else")
    sets = network.members[(network.members == other).any(axis=1)]
    assert sets.tolist() == [[other, len(network.causes)]]


@pytest.mark.parametrize(("largest", "expected"), [(1, 10), (2, 10 + 36), (3, 10 + 36 + 84)])
def test_hypotheses_are_all_sets_up_to_the_largest(largest: int, expected: int):
    members = hypothesis_members((*(f"c{i}" for i in range(9)), "something_else"), largest)
    assert members.shape == (expected, largest)
    assert len({tuple(sorted(row)) for row in members.tolist()}) == expected


def test_single_causes_come_first_in_their_own_order():
    network = build_network(KNOWLEDGE, "home", largest=3)
    assert network.members[: len(network.causes), 0].tolist() == list(range(len(network.causes)))


def test_a_finding_used_as_row_and_as_risk_factor_of_one_cause_is_refused():
    cause = KNOWLEDGE.causes["c0"]
    twice = msgspec.structs.replace(
        cause,
        risk_factors={"f0": synthetic.ratio(2)},
        findings={"f0": Evidence(sensitivity=synthetic.probability(0.5))},
    )
    knowledge = msgspec.structs.replace(KNOWLEDGE, causes={**KNOWLEDGE.causes, "c0": twice})
    with pytest.raises(ValueError, match=r"'c0' uses f0 both"):
        build_network(knowledge, "home")


def test_a_risk_factor_leaves_the_rate_of_a_cause_over_everybody_unchanged():
    names = ("c0", "c1", "something_else")
    causes = {
        name: msgspec.structs.replace(
            KNOWLEDGE.causes[name],
            findings={},
            categories={},
            risk_factors={"f0": synthetic.ratio(4)} if name == "c0" else {},
        )
        for name in names
    }
    network = build_network(msgspec.structs.replace(KNOWLEDGE, causes=causes), "home", largest=1)
    rate = KNOWLEDGE.findings["f0"].background.value
    present, absent = (
        np.exp(network.log_prior + network.table[network.number["f0", answer]]) for answer in ("present", "absent")
    )
    assert rate * present + (1 - rate) * absent == pytest.approx(np.exp(network.log_prior))
    assert present[0] / absent[0] == pytest.approx(4)


@pytest.mark.parametrize(
    ("observation", "complaint"),
    [
        (Observation("nonsense", presence="present"), "nonsense"),
        (Observation("k0", options=("o0", "o99")), "o99"),
        (Observation("k0"), "neither presence nor options"),
        (Observation("f0", presence="present", weight=1.5), "not within"),
    ],
)
def test_an_observation_the_knowledge_base_cannot_weigh_is_refused(observation: Observation, complaint: str):
    with pytest.raises(ValueError, match=complaint):
        posterior(build_network(KNOWLEDGE, "home"), [observation])


def test_a_concept_observed_twice_is_refused():
    twice = [Observation("f0", presence="present"), Observation("f0", presence="absent")]
    with pytest.raises(ValueError, match="observed twice"):
        posterior(build_network(KNOWLEDGE, "home"), twice)


def test_answers_of_one_group_share_their_evidence():
    knowledge = synthetic.knowledge_base(0, groups=1, rho=0.5)
    grouped = [name for name, finding in knowledge.findings.items() if finding.group and name != "f11"][:3]
    network = build_network(knowledge, "home")
    weighed = weigh(network, [Observation(name, presence="present") for name in grouped])
    assert weighed.weights(network.rho) == pytest.approx([1 / (1 + 2 * 0.5)] * 3)


def test_urgency_is_that_of_the_most_urgent_cause():
    network = build_network(KNOWLEDGE, "home")
    for members, urgency in zip(network.members.tolist(), network.urgency, strict=True):
        needed = [KNOWLEDGE.causes[network.causes[i]].disposition for i in members if i < len(network.causes)]
        assert DISPOSITIONS[urgency] == min(needed, key=DISPOSITIONS.index)


def test_the_factor_of_an_unlisted_cause_multiplies_its_odds():
    settings = msgspec.structs.replace(KNOWLEDGE.settings, other_factor=synthetic.ratio(3))
    tripled = build_network(msgspec.structs.replace(KNOWLEDGE, settings=settings), "home", largest=1)
    nominal = build_network(KNOWLEDGE, "home", largest=1)
    change = tripled.log_prior - nominal.log_prior
    assert change[-1] - change[0] == pytest.approx(np.log(3))
