"""What a plan needs to know of one person: likely causes at their durations, facts, and what was tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rhomboid.model import Account, Assessment, KnowledgeBase, Tried, TriedMention
from rhomboid.model.expression import Facts
from rhomboid.relief.catalogue import DURATION, Catalogue

SEVERITY = "severity"
LEAST_SHARE = 1e-9
"""Keeps a division from being by zero where a told duration never occurs with a cause."""


@dataclass(frozen=True, eq=False)
class Person:
    """
    One person as remedies see them.

    `weights` [C * D] is the probability of each cause at each duration, in the catalogue's order; it can sum to
    more than 1, because two causes may act together. `pain_nrs` is a pain (0-10) told as a number and not answered
    since. `probabilities` are those of the causes. In `facts` absence
    counts only where it was answered: what was only denied in passing is unknown.
    """

    weights: NDArray[np.float64]
    probabilities: Mapping[str, float]
    facts: Facts
    pain_nrs: float | None
    tried: Mapping[str, Tried]

    def fit(self, cells: NDArray[np.float64]) -> float:
        """The probability (0..1) of some cells of causes and durations, at most 1."""
        return min(1.0, float(self.weights @ cells))

    def mass(self, causes: tuple[str, ...]) -> float:
        """The summed probability of some causes, at most 1."""
        return min(1.0, sum(self.probabilities.get(cause, 0.0) for cause in causes))


def person_of(
    assessment: Assessment, account: Account, catalogue: Catalogue, tried: Sequence[TriedMention] = ()
) -> Person:
    """
    The person behind an assessment. What the account answers overrules what the assessment understood.

    `tried` is what was read of remedies in the account's words; the account's own `tried` overrules it.
    """
    facts = facts_of(assessment, account)
    knowledge = catalogue.knowledge
    probabilities = {cause.id: cause.probability for cause in assessment.causes}
    told = facts.chosen.get(DURATION, catalogue.durations)
    lasting = catalogue.lasting * [name in told for name in catalogue.durations]
    shares = lasting / np.maximum(lasting.sum(axis=1, keepdims=True), LEAST_SHARE)
    weights = np.array([probabilities.get(cause, 0.0) for cause in catalogue.causes])[:, None] * shares
    return Person(
        weights=weights.ravel(),
        probabilities=probabilities,
        facts=facts,
        pain_nrs=None if SEVERITY in account.choices else assessment.pain_nrs,
        tried=_tried(assessment, account, knowledge, tried),
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


def _tried(
    assessment: Assessment, account: Account, knowledge: KnowledgeBase, mentions: Sequence[TriedMention]
) -> dict[str, Tried]:
    """How remedies went: by findings that tell it ("a painkiller eases it"), by the words, by the account itself."""
    said = {entry.concept: entry for entry in assessment.understood}
    shown: dict[str, Tried] = {}
    for remedy in knowledge.remedies.values():
        entry = said.get(remedy.shown_by or "")
        if entry is not None:
            shown[remedy.id] = "helped" if entry.answer == "present" else "no_help"
    return {**shown, **{mention.remedy: mention.outcome for mention in mentions}, **account.tried}
