"""
The same posterior from pyAgrum's exact inference, on networks small enough for it.

Weights are 1 and rho is 0, which a Bayesian network can express; tables are filled from the estimates by `plain`.
"""

from __future__ import annotations

import math
import warnings
from itertools import product

import msgspec
import plain
import pytest
import synthetic

from rhomboid.inference import build_network, posterior
from rhomboid.model import Evidence, KnowledgeBase, Observation

with warnings.catch_warnings():  # its bindings warn while they load, and crash where a warning is an error
    warnings.simplefilter("ignore")
    import pyagrum


def hypothesis_prior(knowledge: KnowledgeBase, members: tuple[str, ...], seen: list[Observation]) -> float:
    """Product of the causes' odds and of their multipliers for risk factors, age and sex; unscaled."""
    mass = math.prod(
        chance / (1 - chance)
        for chance in (knowledge.causes[cause].pretest_probability["home"].value for cause in members)
    )
    for one in seen:
        if one.presence is not None:
            for cause in members:
                mass *= plain.multiplier(knowledge, cause, one.concept, one.presence == "present")
        elif knowledge.categories[one.concept].role == "prior":
            mass *= plain.likelihood_ratio(knowledge, members, one)
    return mass


def mean_share(knowledge: KnowledgeBase, members: tuple[str, ...], category: str, option: str) -> float:
    return sum(plain.share(knowledge, cause, category, option) for cause in members) / len(members)


def with_hypothesis_node(knowledge: KnowledgeBase, seen: list[Observation]) -> dict[str, float]:
    """Cause marginals of a network in which every finding and category hangs on one node of all hypotheses."""
    sets = plain.hypotheses(knowledge, 2)
    net = pyagrum.BayesNet()
    net.add(pyagrum.LabelizedVariable("h", "h", len(sets)))
    prior = [hypothesis_prior(knowledge, members, seen) for members in sets]
    net.cpt("h").fillWith([mass / sum(prior) for mass in prior])
    for finding in knowledge.findings:
        net.add(pyagrum.LabelizedVariable(finding, finding, 2))
        net.addArc("h", finding)
        for index, members in enumerate(sets):
            chance = plain.chance_of_finding(knowledge, members, finding)
            net.cpt(finding)[{"h": index}] = [1 - chance, chance]
    for category in knowledge.categories.values():
        if category.role == "evidence":
            options = [option.id for option in category.options]
            net.add(pyagrum.LabelizedVariable(category.id, category.id, options))
            net.addArc("h", category.id)
            for index, members in enumerate(sets):
                shares = [mean_share(knowledge, members, category.id, option) for option in options]
                net.cpt(category.id)[{"h": index}] = shares
    engine = pyagrum.LazyPropagation(net)
    for one in seen:
        if one.presence is not None:
            engine.addEvidence(one.concept, int(one.presence == "present"))
        elif knowledge.categories[one.concept].role == "evidence":
            options = [option.id for option in knowledge.categories[one.concept].options]
            engine.addEvidence(one.concept, [float(option in one.options) for option in options])
    engine.makeInference()
    masses = engine.posterior("h").tolist()
    return {
        cause: sum(mass for members, mass in zip(sets, masses, strict=True) if cause in members)
        for cause in knowledge.causes
    }


@pytest.mark.parametrize("seed", range(12))
def test_pyagrum_agrees_on_a_network_of_pairs(seed: int):
    knowledge = synthetic.knowledge_base(seed, causes=8 + seed % 5, rho=0.0)
    seen = synthetic.observations(knowledge, seed, 9, weight=1.0)
    expected = with_hypothesis_node(knowledge, seen)
    network = build_network(knowledge, "home")
    assert posterior(network, seen).causes == pytest.approx([expected[cause] for cause in network.causes], abs=1e-6)


def only_explaining(knowledge: KnowledgeBase) -> KnowledgeBase:
    """
    What a noisy-OR can express: no `something_else`, no category, no risk factor, no finding that speaks against; and
    none so sure that three causes reach the clamps.
    """
    causes = {}
    for name, cause in knowledge.causes.items():
        if name != "something_else":
            raised = {}
            for finding in cause.findings:
                rate = plain.background(knowledge, finding)
                share = plain.sensitivity(knowledge, name, finding)
                raised[finding] = Evidence(sensitivity=synthetic.probability(rate + (0.75 - rate) * share))
            causes[name] = msgspec.structs.replace(cause, findings=raised, categories={}, risk_factors={})
    return msgspec.structs.replace(knowledge, causes=causes)


def with_noisy_or(knowledge: KnowledgeBase, seen: list[Observation], largest: int) -> dict[str, float]:
    """
    Cause marginals of a noisy-OR network of independent causes, given that 1..`largest` of them are at work.

    Each weight is net of the leak: P(no | causes) = (1 - background) * product of (1 - weight).
    """
    net = pyagrum.BayesNet()
    for name, cause in knowledge.causes.items():
        net.add(pyagrum.LabelizedVariable(name, name, 2))
        chance = cause.pretest_probability["home"].value
        net.cpt(name).fillWith([1 - chance, chance])
    for finding in knowledge.findings:
        leak = plain.background(knowledge, finding)
        net.addNoisyORNet(pyagrum.LabelizedVariable(finding, finding, 2), leak)
        for name, cause in knowledge.causes.items():
            if finding in cause.findings:
                quiet = (1 - plain.sensitivity(knowledge, name, finding)) / (1 - leak)
                net.addWeightedArc(name, finding, 1 - quiet)
    net.add(pyagrum.LabelizedVariable("some", "some", 2))
    for name in knowledge.causes:
        net.addArc(name, "some")
    for states in product((0, 1), repeat=len(knowledge.causes)):
        some = float(1 <= sum(states) <= largest)
        net.cpt("some")[dict(zip(knowledge.causes, states, strict=True))] = [1 - some, some]
    engine = pyagrum.LazyPropagation(net)
    engine.addEvidence("some", 1)
    for one in seen:
        engine.addEvidence(one.concept, int(one.presence == "present"))
    engine.makeInference()
    return {cause: engine.posterior(cause)[1] for cause in knowledge.causes}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("causes", "largest"), [(4, 3), (8, 2), (8, 3)])
def test_pyagrum_agrees_on_a_noisy_or_network(seed: int, causes: int, largest: int):
    knowledge = only_explaining(synthetic.knowledge_base(seed, causes=causes, findings=8, categories=0, rho=0.0))
    seen = [one for one in synthetic.observations(knowledge, seed, 6, weight=1.0) if one.presence is not None]
    if seen[0].presence == "absent":
        seen[0] = msgspec.structs.replace(seen[0], presence="present")
    expected = with_noisy_or(knowledge, seen, largest)
    network = build_network(knowledge, "home", largest=largest)
    assert within_clamps(knowledge, seen, largest)
    assert posterior(network, seen).causes == pytest.approx([expected[cause] for cause in network.causes], abs=1e-6)


def within_clamps(knowledge: KnowledgeBase, seen: list[Observation], largest: int) -> bool:
    """Whether no set's chance of an observed finding reaches the clamps, which a noisy-OR does not have."""
    return all(
        0.01 < plain.chance_of_finding(knowledge, members, one.concept) < 0.99
        for members in plain.hypotheses(knowledge, largest)
        for one in seen
    )
