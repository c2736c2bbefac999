"""The whole posterior after every possible answer to every candidate question, as one product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rhomboid.inference.combine import Indices
from rhomboid.inference.evidence import Weighed, weigh
from rhomboid.inference.network import Network
from rhomboid.inference.posterior import posterior
from rhomboid.inference.products import product
from rhomboid.inference.rates import Floats
from rhomboid.model import DISPOSITIONS, Observation


@dataclass(frozen=True, eq=False)
class AnswerMasses:
    """
    Probabilities of A answers to Q questions, jointly with what they bear on.

    `starts` and `counts` [Q] mark each question's answers. `chance` [A] is P(answer); `causes` [A, C] and
    `needed` [A, 5] are P(answer and cause) and P(answer and needed disposition). Over one question's answers they
    sum to what holds now: 1, `causes_now` [Q, C] and `needed_now` [Q, 5].
    """

    starts: Indices
    counts: Indices
    chance: Floats
    causes: Floats
    needed: Floats

    @property
    def causes_now(self) -> Floats:
        """Each cause's probability before asking, [Q, C]."""
        return self.over_answers(self.causes)

    @property
    def needed_now(self) -> Floats:
        """Probability of each needed disposition before asking, [Q, 5]."""
        return self.over_answers(self.needed)

    def over_answers(self, values: Floats) -> Floats:
        """Sums of [A, ...] over each question's answers, [Q, ...]."""
        result: Floats = np.add.reduceat(values, self.starts)
        return result

    def each_answer(self, values: Floats) -> Floats:
        """Values of questions [Q, ...] repeated for each of their answers, [A, ...]."""
        return np.repeat(values, self.counts, axis=0)

    def entropy_falls(self) -> Floats:
        """Expected fall in the summed entropy of the causes, in bits, [Q]."""
        after = self.chance * entropy(self.causes / self.chance[:, None]).sum(axis=1)
        result: Floats = entropy(self.causes_now).sum(axis=1) - self.over_answers(after)
        return result

    def cause_moves(self) -> Floats:
        """Expected move of each cause's probability, [Q, C]."""
        return self.over_answers(np.abs(self.causes - self.chance[:, None] * self.each_answer(self.causes_now)))

    def total_moves(self) -> Floats:
        """Expected total move between causes, as shares of their sum: 0..1, [Q]."""
        before = self.each_answer(_shares(self.causes_now))
        return self.over_answers(self.chance * np.abs(_shares(self.causes) - before).sum(axis=1)) / 2

    def loss_falls(self, loss: Floats) -> Floats:
        """Expected fall of the least expected loss, [Q], given `loss` [given, needed]."""
        after = self.over_answers((self.needed @ loss.T).min(axis=1))
        falls: Floats = np.maximum((self.needed_now @ loss.T).min(axis=1) - after, 0.0)
        return falls


def answer_masses(network: Network, observations: Sequence[Observation], concepts: Sequence[str]) -> AnswerMasses:
    """The masses of every answer to every concept. Raises ValueError for an unknown concept."""
    states = [network.states_of_concept(concept) for concept in concepts]
    counts = np.array([len(named) for named in states], dtype=np.intp)
    starts = np.cumsum(counts) - counts
    totals = _answer_totals(network, observations, concepts)[[state for named in states for state in named]]
    totals /= np.repeat(np.add.reduceat(totals[:, -1:], starts), counts, axis=0)
    causes = len(network.causes)
    return AnswerMasses(starts, counts, totals[:, -1], totals[:, :causes], totals[:, causes:-1])


def _answer_totals(network: Network, observations: Sequence[Observation], concepts: Sequence[str]) -> Floats:
    """Joint mass of each state with each cause, each needed disposition, and alone: [S, C + 5 + 1]."""
    now = posterior(network, observations)
    joint = now.hypotheses[:, None].astype(np.float32) * network.outcomes
    findings = len(network.knowledge.findings)
    found = product(network.likelihood, joint)
    crowd, rho = _crowds(network, weigh(network, observations), concepts)
    if (kin := np.flatnonzero(crowd > 0)).size:
        present = np.array([network.states_of_concept(concepts[index])[0] for index in kin.tolist()], dtype=np.intp)
        found[present] = product(network.shared_presence(present, 1 / (1 + rho[kin] * crowd[kin])), joint)
    needed = np.bincount(network.urgency, weights=now.hypotheses, minlength=len(DISPOSITIONS))
    whole = np.concatenate([now.causes, needed, [1.0]])
    return np.concatenate([found[:findings], whole - found[:findings], found[findings:]])


def _crowds(network: Network, weighed: Weighed, concepts: Sequence[str]) -> tuple[Floats, Floats]:
    """For each candidate the weight of what its group has been asked already, and the group's rho."""
    by_group = np.zeros(len(network.rho) + 1)
    np.add.at(by_group, weighed.groups, weighed.own)
    by_group[-1] = 0
    groups = np.array([network.group_number.get(concept, -1) for concept in concepts], dtype=np.intp)
    return by_group[groups], np.append(network.rho, 0.0)[groups]


def _shares(masses: Floats) -> Floats:
    result: Floats = masses / masses.sum(axis=1, keepdims=True)
    return result


def entropy(probability: Floats) -> Floats:
    """Entropy of yes-or-no in bits, elementwise; 0 at 0 and 1."""
    tiny = np.finfo(np.float64).tiny
    rest = np.maximum(1 - probability, 0.0)
    result: Floats = -(probability * np.log2(probability + tiny) + rest * np.log2(rest + tiny))
    return result
