"""
The same network in pyAgrum: one node of all hypotheses, every finding and category hanging on it.

A noisy-OR network (`addNoisyORNet`) cannot hold it: its causes are independent a priori, so it has no "at most two
causes", no finding that speaks against a cause, and no distribution over a category's options. The people asked about
have at most one answer a dependence group and no risk factor, age or sex, since a Bayesian network has no shared
weights and no multiplied odds; on these both must give the same posterior.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyagrum
from patients import draw_people
from timing import Times, measure

from rhomboid.inference import Network, posterior
from rhomboid.model import Observation

Engine = pyagrum.LazyPropagation | pyagrum.VariableElimination | pyagrum.ShaferShenoyInference


@dataclass(frozen=True)
class PeerResult:
    """One recipe: its times a person, and the largest difference of a cause's probability from ours."""

    recipe: str
    times: Times
    largest_difference: float


def expressible_people(network: Network, count: int, answers: int, seed: int) -> list[list[Observation]]:
    """People drawn from the model, less the answers a Bayesian network cannot weigh as we do."""
    knowledge = network.knowledge
    risky = {finding for cause in knowledge.causes.values() for finding in cause.risk_factors}
    kept = []
    for seen in draw_people(network, count, len(knowledge.findings) // 2, seed):
        groups: set[int] = set()
        own: list[Observation] = []
        for one in seen:
            group = network.group_number.get(one.concept)
            prior = one.options and knowledge.categories[one.concept].role == "prior"
            if one.concept in risky or prior or group in groups:
                continue
            if group is not None:
                groups.add(group)
            own.append(one)
        kept.append(own[:answers])
    return kept


def tables(network: Network) -> dict[str, np.ndarray]:
    """P(answer | hypothesis) of every finding and evidence category, [H, answers]."""
    knowledge = network.knowledge
    concepts = [*knowledge.findings, *(c.id for c in knowledge.categories.values() if c.role == "evidence")]
    result = {}
    for concept in concepts:
        states = list(network.states_of_concept(concept))
        chances = (network.background[states, None] * np.exp(network.table[states])).T
        result[concept] = np.ascontiguousarray(chances / chances.sum(axis=1, keepdims=True))
    return result


def build(network: Network, cpts: dict[str, np.ndarray], concepts: list[str]) -> pyagrum.BayesNet:
    """The network over the hypothesis node and `concepts`."""
    net = pyagrum.BayesNet()
    net.add(pyagrum.RangeVariable("h", "h", 0, len(network.members) - 1))
    net.cpt("h").fillWith(np.exp(network.log_prior).tolist())
    for concept in concepts:
        net.add(pyagrum.RangeVariable(concept, concept, 0, cpts[concept].shape[1] - 1))
        net.addArc("h", concept)
        net.cpt(concept)[:] = cpts[concept]
    return net


def evidence(network: Network, seen: list[Observation]) -> dict[str, int]:
    """Which answer of each concept was given."""
    return {one.concept: network.answers_of_concept(one.concept).index(one.presence or one.options[0]) for one in seen}


def compare(network: Network, runs: int, answers: int) -> list[PeerResult]:
    """Every recipe on the same people, ours first, the same quantity: all cause probabilities."""
    people = expressible_people(network, runs, answers, seed=8)
    ours = [posterior(network, seen).causes for seen in people]
    times = measure(lambda i: posterior(network, people[i % len(people)]), 20 * runs, warm=5)
    cpts = tables(network)
    whole = build(network, cpts, list(cpts))
    answered = [evidence(network, seen) for seen in people]

    def query(engine: Engine, given: dict[str, int]) -> np.ndarray:
        engine.setEvidence(given)
        engine.makeInference()
        return engine.posterior("h").toarray() @ network.incidence

    def kept(engine: Engine) -> Callable[[int], np.ndarray]:
        engine.addTarget("h")
        return lambda i: query(engine, answered[i])

    def rebuilt(make: Callable[[pyagrum.BayesNet], Engine]) -> Callable[[int], np.ndarray]:
        def run(i: int) -> np.ndarray:
            engine = make(build(network, cpts, list(answered[i])))
            engine.addTarget("h")
            return query(engine, answered[i])

        return run

    recipes = {
        "whole network kept, LazyPropagation": kept(pyagrum.LazyPropagation(whole)),
        "whole network kept, ShaferShenoyInference": kept(pyagrum.ShaferShenoyInference(whole)),
        "whole network kept, VariableElimination": kept(pyagrum.VariableElimination(whole)),
        "only the answered findings, built for each person, LazyPropagation": rebuilt(pyagrum.LazyPropagation),
        "only the answered findings, built for each person, VariableElimination": rebuilt(pyagrum.VariableElimination),
    }
    results = [PeerResult("rhomboid", times, 0.0)]
    for recipe, run in recipes.items():
        differences = [float(np.abs(run(i) - ours[i]).max()) for i in range(len(people))]
        results.append(PeerResult(f"pyAgrum: {recipe}", measure(run, len(people), warm=0), max(differences)))
    return results
