"""One account brought through reading, inference and triage: the part that every kind of answer needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rhomboid.answers.caches import network_for, reader_for
from rhomboid.answers.checking import refuse_faults
from rhomboid.answers.danger import danger_mass, largest_danger_mass
from rhomboid.answers.gathering import PERSON, Gathered, gather
from rhomboid.inference import Network, Posterior, intervals, posterior
from rhomboid.model import DISPOSITIONS, Account, Disposition, KnowledgeBase, Reading
from rhomboid.model.rule import UNREAD
from rhomboid.reading import resolve, score_scales
from rhomboid.triage import TriageResult, triage, triage_by_rules


@dataclass(frozen=True, eq=False)
class Weighed:
    """
    What is known of one account after reading, inference and triage.

    `low` and `high` [C] are the 90% intervals of the causes' probabilities, in the network's order of causes.
    """

    account: Account
    knowledge: KnowledgeBase
    reading: Reading
    gathered: Gathered
    network: Network
    posterior: Posterior
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    danger_mass: dict[Disposition, float]
    triage: TriageResult
    readable: bool

    @property
    def unread(self) -> bool:
        """Whether nothing was told but who the person is, and what they denied in passing."""
        return all(seen.concept in PERSON for seen in self.gathered.without_unsaid)

    @property
    def disposition(self) -> Disposition:
        """
        That of triage, and while nothing but red flags and denials was told, not below what not knowing asks for.
        """
        floor = self.knowledge.advice[UNREAD].disposition
        return min(self.triage.disposition, floor, key=DISPOSITIONS.index) if self._bare else self.triage.disposition

    @property
    def _bare(self) -> bool:
        findings = self.knowledge.findings
        return not any(
            seen.concept not in PERSON
            and seen.presence != "absent"
            and not (seen.concept in findings and findings[seen.concept].red_flag)
            for seen in self.gathered.observations
        )

    @property
    def ranked(self) -> list[int]:
        """Places of the causes in the network, likeliest first; equals by id, so that the order never wavers."""
        probabilities = np.round(self.posterior.causes, 6)
        return sorted(range(len(self.network.causes)), key=lambda i: (-probabilities[i], self.network.causes[i]))


def weigh_account(account: Account, knowledge: KnowledgeBase, today: date) -> Weighed:
    """Read, weigh and triage. Raises AccountError when the account cannot be answered."""
    refuse_faults(account, knowledge)
    reader = reader_for(knowledge, account.locale)
    reading = reader.read(account.text, today) if reader is not None and account.text else Reading()
    scored = score_scales(account.scores, knowledge.scales.values()) if account.scores else {}
    resolved = resolve(reading, knowledge.findings, knowledge.circumstances)
    gathered = gather(account, reading, resolved, scored, knowledge)
    network = network_for(knowledge, account.setting)
    low, high = intervals(network, gathered.observations, steady=gathered.unmentioned)
    mass, result = _triage(network, gathered, knowledge, _numbers(account, reading, knowledge))
    return Weighed(
        account=account,
        knowledge=knowledge,
        reading=reading,
        gathered=gathered,
        network=network,
        posterior=posterior(network, gathered.bearing_on_causes),
        low=low,
        high=high,
        danger_mass=mass,
        triage=result,
        readable=reader is not None,
    )


def _numbers(account: Account, reading: Reading, knowledge: KnowledgeBase) -> dict[str, float]:
    """The age in years. Of an age told only as a band, its upper end: danger grows with age."""
    age = account.age if account.age is not None else reading.age
    chosen = account.choices.get("age", ())
    if age is None and chosen and "age" in knowledge.categories:
        category = knowledge.categories["age"]
        ends = [*(edge - 1 for edge in category.edges), category.edges[-1]]
        age = max(end for option, end in zip(category.options, ends, strict=True) if option.id in chosen)
    return {} if age is None else {"age": age}


def _triage(
    network: Network, gathered: Gathered, knowledge: KnowledgeBase, numbers: dict[str, float]
) -> tuple[dict[Disposition, float], TriageResult]:
    """
    The disposition, from observations that no silence can soften.

    Absence read from words is left out of the mass too: it may shape the causes, never the urgency. Where the rules
    already say emergency, nothing could be more urgent and the plain mass is given.
    """
    observations = gathered.without_unsaid
    if triage_by_rules(knowledge, observations, numbers) == DISPOSITIONS[0]:
        mass = danger_mass(network, observations)
    else:
        red_flags = {finding.id for finding in knowledge.findings.values() if finding.red_flag}
        mass = largest_danger_mass(network, observations, red_flags)
    return mass, triage(knowledge, observations, mass, numbers)
