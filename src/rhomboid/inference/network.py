"""The network: every hypothesis, its prior, and what each possible answer says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rhomboid.inference.combine import Indices, hypothesis_members, mean_over_members, sum_over_members
from rhomboid.inference.layout import as_double, log_prior, log_table, state_numbers, urgency
from rhomboid.inference.rates import Floats, Rates, cause_rates
from rhomboid.model import DISPOSITIONS, KnowledgeBase, Observation, Setting

Singles = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Network:
    """
    A knowledge base in one setting, laid out for arithmetic. Build it with `build_network`; share it freely.

    C causes, H hypotheses, S states (each finding present, each finding absent, each category option).

    `members` [H, largest] are cause numbers, padded with C. `log_prior` [H] sums to 1 after exp. `table` [S, H]
    is log P(state | hypothesis) / P(state), 0 where silent. `background` [S] is P(state). `urgency` [H] is the
    place in DISPOSITIONS of the most urgent of a hypothesis' causes. `number` maps (concept, "present"),
    (concept, "absent") and (category, option) to states.

    `draws` caches each concept's draws and each prior's. They depend on the knowledge base and its seed alone,
    so a filled cache gives the same answers as an empty one.
    """

    knowledge: KnowledgeBase
    setting: Setting
    causes: tuple[str, ...]
    members: Indices
    log_prior: Floats
    table: Floats
    background: Floats
    urgency: Indices
    number: dict[tuple[str, str], int]
    rates: Rates
    draws: dict[str, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def incidence(self) -> Floats:
        """1 where hypothesis h contains cause c, shape [H, C]."""
        matrix = np.zeros((len(self.members), len(self.causes) + 1))
        np.put_along_axis(matrix, self.members, 1.0, axis=1)
        return np.ascontiguousarray(matrix[:, :-1])

    @cached_property
    def group_number(self) -> dict[str, int]:
        """Each finding's dependence group as a number; findings without a group are left out."""
        number = {group: index for index, group in enumerate(self.knowledge.groups)}
        findings = self.knowledge.findings.values()
        return {finding.id: number[finding.group] for finding in findings if finding.group is not None}

    @cached_property
    def rho(self) -> Floats:
        """Each dependence group's rho, in the order of the knowledge base's groups."""
        return np.array([group.rho.value for group in self.knowledge.groups.values()], dtype=np.float64)

    @cached_property
    def speaks(self) -> NDArray[np.bool_]:
        """Whether a state tells any hypothesis from another, shape [S]."""
        result: NDArray[np.bool_] = np.any(self.table != 0, axis=1)
        return result

    @cached_property
    def table_single(self) -> Singles:
        """`table` in single precision, for the batch's matrix product."""
        return self.table.astype(np.float32)

    @cached_property
    def likelihood(self) -> Singles:
        """
        P(finding present | hypothesis), then P(option | hypothesis), in single precision, shape [F + options, H].

        A concept's answers sum to 1, also where a set's risk factors multiply.
        """
        findings = len(self.knowledge.findings)
        every = np.exp(self.table_single)
        every *= self.background[:, None].astype(np.float32)
        present = every[:findings] / (every[:findings] + every[findings : 2 * findings])
        for category in self.knowledge.categories:
            options = list(self.states_of_concept(category))
            every[options] /= every[options].sum(axis=0)
        return np.concatenate([present, every[2 * findings :]])

    @cached_property
    def outcomes(self) -> Singles:
        """What a hypothesis adds to: each cause, each needed disposition, and the whole, shape [H, C + 5 + 1]."""
        needed = self.urgency[:, None] == np.arange(len(DISPOSITIONS))
        return np.hstack([self.incidence, needed, np.ones((len(self.members), 1))]).astype(np.float32)

    def shared_presence(self, findings: Indices, weights: Floats) -> Singles:
        """P(present | hypothesis) of numbered findings whose evidence counts with `weights` only, [findings, H]."""
        absent = len(self.knowledge.findings) + findings
        odds = self.table_single[absent] - self.table_single[findings]
        odds *= weights[:, None].astype(np.float32)
        np.exp(odds, out=odds)
        odds *= (self.background[absent] / self.background[findings])[:, None].astype(np.float32)
        odds += 1
        result: Singles = np.reciprocal(odds, out=odds)
        return result

    def answers_of_concept(self, concept: str) -> tuple[str, ...]:
        """The answers in the order of `states_of_concept`."""
        if concept in self.knowledge.findings:
            return "present", "absent"
        return tuple(option.id for option in self.knowledge.categories[concept].options)

    def states_of(self, observation: Observation) -> tuple[int, ...]:
        """
        The states an observation names: one, or several for "one of these".

        Raises ValueError for a concept or option the knowledge base does not have.
        """
        answers = observation.options if observation.presence is None else (observation.presence,)
        try:
            states = tuple(sorted({self.number[observation.concept, answer] for answer in answers}))
        except KeyError as error:
            raise ValueError(f"the knowledge base has no answer {error.args[0]!r}") from None
        if not states:
            raise ValueError(f"the observation of {observation.concept!r} has neither presence nor options")
        return states

    def states_of_concept(self, concept: str) -> tuple[int, ...]:
        """All the states of one finding or category. Raises ValueError when it is neither."""
        if concept in self.knowledge.findings:
            return self.number[concept, "present"], self.number[concept, "absent"]
        if concept not in self.knowledge.categories:
            raise ValueError(f"the knowledge base has no concept {concept!r}")
        options = self.knowledge.categories[concept].options
        return tuple(self.number[concept, option.id] for option in options)

    def row_of(self, states: tuple[int, ...]) -> Floats:
        """The log-likelihood ratios of "one of these states" (of one category), shape [H]."""
        if len(states) == 1:
            row: Floats = self.table[states[0]]
            return row
        category, first = self._category_of(states[0])
        chosen = [state - first for state in states]
        shares = self.rates.shares[category][chosen]
        ratio = shares @ self.rates.ratios[category][chosen] / shares.sum()
        if self.knowledge.categories[category].role == "prior":
            return as_double(sum_over_members(np.log(ratio), self.members))
        return as_double(np.log(mean_over_members(ratio, self.members)))

    def _category_of(self, state: int) -> tuple[str, int]:
        first = 2 * len(self.knowledge.findings)
        for category, shares in self.rates.shares.items():
            if state < first + len(shares):
                return category, first
            first += len(shares)
        raise ValueError(f"state {state} is not an option of a category")


def build_network(knowledge: KnowledgeBase, setting: Setting, largest: int = 2) -> Network:
    """
    Lay out all sets of 1..`largest` causes with their priors and log-likelihood ratios.

    The prior of a set is proportional to the product of its causes' odds in `setting`. That at most `largest`
    causes act at once is part of the prior: where more do, their shares are crowded out. `something_else` stands
    alone, its odds multiplied by `settings.other_factor`. Raises ValueError when a cause uses one finding both as
    risk factor and as finding row.
    """
    causes = tuple(knowledge.causes)
    members = hypothesis_members(causes, largest)
    rates = cause_rates(knowledge)
    return Network(
        knowledge=knowledge,
        setting=setting,
        causes=causes,
        members=members,
        log_prior=log_prior(knowledge, setting, members),
        table=log_table(knowledge, rates, members),
        background=np.concatenate([rates.background, 1 - rates.background, *rates.shares.values()]),
        urgency=urgency(knowledge, members),
        number=state_numbers(knowledge),
        rates=rates,
    )
