"""People drawn from the model itself: a hypothesis from the prior, then answers from its likelihoods."""

from __future__ import annotations

import numpy as np

from rhomboid.inference import Network, Rows
from rhomboid.model import Observation


def draw_people(network: Network, count: int, answers: int, seed: int) -> list[list[Observation]]:
    """`count` people with `answers` random questions answered, findings and categories alike, all at weight 1."""
    rng = np.random.default_rng(seed)
    hypotheses = rng.choice(len(network.members), size=count, p=np.exp(network.log_prior))
    concepts = [*network.knowledge.findings, *network.knowledge.categories]
    people = []
    for hypothesis in hypotheses:
        asked = rng.choice(len(concepts), size=answers, replace=False)
        people.append([draw_answer(network, concepts[index], int(hypothesis), rng) for index in asked])
    return people


def draw_answer(network: Network, concept: str, hypothesis: int, rng: np.random.Generator) -> Observation:
    """One answer to one question from someone with the hypothesis."""
    chances = chances_of(network, network.states_of_concept(concept), hypothesis)
    answer = network.answers_of_concept(concept)[int(rng.choice(len(chances), p=chances))]
    if concept in network.knowledge.findings:
        return Observation(concept, presence="present" if answer == "present" else "absent")
    return Observation(concept, options=(answer,))


def chances_of(network: Network, states: tuple[int, ...], hypothesis: int) -> np.ndarray:
    """P(state | hypothesis) over a concept's states, summing to 1."""
    chosen = list(states)
    chances = network.background[chosen] * np.exp(network.table[chosen, hypothesis])
    return chances / chances.sum()


def draw_rows(network: Network, count: int, answers: int, seed: int, block: int = 20_000) -> Rows:
    """Like `draw_people` for findings only, already encoded, for a count too large for Python objects."""
    rng = np.random.default_rng(seed)
    findings = len(network.knowledge.findings)
    states = np.empty((count, answers), dtype=np.int32)
    for start in range(0, count, block):
        size = min(block, count - start)
        hypotheses = rng.choice(len(network.members), size=size, p=np.exp(network.log_prior))
        asked = np.argpartition(rng.random((size, findings), dtype=np.float32), answers, axis=1)[:, :answers]
        present = rng.random((size, answers), dtype=np.float32) < network.likelihood[asked, hypotheses[:, None]]
        states[start : start + size] = np.where(present, asked, asked + findings)
    starts = np.arange(0, count * answers + 1, answers, dtype=np.int64)
    return Rows(starts, states.ravel(), np.ones(count * answers, dtype=np.float32))
