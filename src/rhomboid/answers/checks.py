"""What has to be asked before a remedy is used, and the person's answers to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from rhomboid.answers.interview import Interview, answer_finding
from rhomboid.model import Account, Assessment, KnowledgeBase, Presence
from rhomboid.relief import bearing_on, facts_of


class Check(msgspec.Struct, frozen=True):
    """
    One question whose answer can speak against remedies.

    `said` is what is known of it. What was `told_before`, in words or on the map, can be answered yes or no here, but
    not unsaid.
    """

    concept: str
    name: str
    question: str
    said: Presence
    told_before: bool


def checks_before(
    remedies: Iterable[str], assessment: Assessment, account: Account, knowledge: KnowledgeBase
) -> tuple[Check, ...]:
    """Every question that can speak against some remedies, each once, in the order of the remedies."""
    concepts = dict.fromkeys(
        concept
        for remedy in remedies
        if remedy in knowledge.remedies
        for concept in bearing_on(knowledge.remedies[remedy])
    )
    return tuple(_checks(concepts, assessment, account, knowledge))


def open_checks(remedy: str, assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> int:
    """How many questions that can speak against a remedy nobody has answered yet."""
    return sum(check.said == "not_asked" for check in checks_before([remedy], assessment, account, knowledge))


def answer_check(interview: Interview, concept: str, said: Presence, knowledge: KnowledgeBase) -> Interview:
    """
    The interview with one such question answered; ``not_asked`` stands for "don't know".

    A circumstance is no question of the interview, and is not put again when its answers are gone through.
    """
    if concept not in knowledge.circumstances:
        return answer_finding(interview, concept, said)
    answers = {key: value for key, value in interview.account.answers.items() if key != concept}
    if said != "not_asked":
        answers[concept] = said
    return msgspec.structs.replace(interview, account=msgspec.structs.replace(interview.account, answers=answers))


def _checks(
    concepts: Iterable[str], assessment: Assessment, account: Account, knowledge: KnowledgeBase
) -> Iterator[Check]:
    known = facts_of(assessment, account).findings
    said: dict[bool | None, Presence] = {True: "present", False: "absent", None: "not_asked"}
    for concept in concepts:
        asked = knowledge.circumstances.get(concept) or knowledge.findings[concept]
        present = known.get(concept)
        told_before = present is not None and concept not in account.answers
        yield Check(concept, asked.name, asked.question, said[present], told_before)
