"""What a plan needs to know of one person: likely causes at their durations, facts, and what was tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rhomboid.model import Account, Assessment, KnowledgeBase, Tried
from rhomboid.model.expression import Facts
from rhomboid.relief.catalogue import DURATION, Catalogue


@dataclass(frozen=True, eq=False)
class Person:
    """
    One person as remedies see them.

    `weights` [C * D] is the probability of each cause at each duration, in the catalogue's order; it can sum to
    more than 1, because two causes may act together. `probabilities` are those of the causes. In `facts` absence
    counts only where it was answered: what was only denied in passing is unknown.
    """

    weights: NDArray[np.float64]
    probabilities: Mapping[str, float]
    durations: Mapping[str, float]
    facts: Facts
    tried: Mapping[str, Tried]

    def mass(self, causes: tuple[str, ...]) -> float:
        """The summed probability of some causes, at most 1."""
        return min(1.0, sum(self.probabilities.get(cause, 0.0) for cause in causes))


def person_of(assessment: Assessment, account: Account, catalogue: Catalogue) -> Person:
    """The person behind an assessment. What the account answers overrules what the assessment understood."""
    facts = facts_of(assessment, account)
    knowledge = catalogue.knowledge
    probabilities = {cause.id: cause.probability for cause in assessment.causes}
    told = facts.chosen.get(DURATION, ())
    rows = [
        probabilities.get(cause, 0.0) * np.array([_share(knowledge, cause, told, name) for name in catalogue.durations])
        for cause in catalogue.causes
    ]
    weights = np.concatenate(rows) if rows else np.zeros(0)
    sums = weights.reshape(len(catalogue.causes), -1).sum(axis=0)
    total = float(sums.sum()) or 1.0
    return Person(
        weights=weights,
        probabilities=probabilities,
        durations={name: float(part) / total for name, part in zip(catalogue.durations, sums, strict=True)},
        facts=facts,
        tried=_tried(assessment, account, knowledge),
    )


def facts_of(assessment: Assessment, account: Account) -> Facts:
    """Findings, circumstances and choices as a rule may rely on them."""
    findings: dict[str, bool] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    for entry in assessment.understood:
        category, _, option = entry.concept.partition("=")
        if option:
            chosen[category] = (*chosen.get(category, ()), option)
        elif entry.answer == "present" or entry.origin == "answer":
            findings[entry.concept] = entry.answer == "present"
    findings |= {concept: said == "present" for concept, said in account.answers.items() if said != "not_asked"}
    chosen |= {category: options for category, options in account.choices.items() if options}
    return Facts(findings, chosen, {})


def _share(knowledge: KnowledgeBase, cause: str, told: Sequence[str], duration: str) -> float:
    """How likely a duration is, given the cause and what was told; among several told ones, as for the cause."""
    shares = knowledge.causes[cause].categories.get(DURATION) or knowledge.categories[DURATION].background
    if not told:
        return shares.shares[duration]
    if duration not in told:
        return 0.0
    total = sum(shares.shares[option] for option in told)
    return shares.shares[duration] / total if total else 1 / len(told)


def _tried(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> dict[str, Tried]:
    """How remedies went: what the account says, and findings that tell it ("a painkiller eases it")."""
    said = {entry.concept: entry for entry in assessment.understood}
    tried: dict[str, Tried] = {}
    for remedy in knowledge.remedies.values():
        entry = said.get(remedy.shown_by or "")
        if entry is not None:
            tried[remedy.id] = "helped" if entry.answer == "present" else "no_help"
    return {**tried, **account.tried}
