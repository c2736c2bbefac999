"""A question as a page puts it: yes or no, options, a card of danger signs, or a questionnaire."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.answers import Interview
from rhomboid.answers.posing import pose
from rhomboid.language import gettext
from rhomboid.model import Assessment, KnowledgeBase, Question, Scale

Kind = Literal["finding", "category", "card", "scale"]


class Posed(msgspec.Struct, frozen=True):
    """The kind of a question, its options with their words, and the questionnaire where it is one."""

    kind: Kind
    options: tuple[tuple[str, str], ...]
    scale: Scale | None = None


def posed_of(question: Question, knowledge: KnowledgeBase) -> Posed:
    """What a page needs to show of a question beside its words."""
    options = tuple(zip(question.options, question.option_names, strict=True))
    return Posed(kind_of(question.concept, knowledge), options, knowledge.scales.get(question.concept))


def kind_of(concept: str, knowledge: KnowledgeBase) -> Kind:
    """Which kind of question a concept is asked by."""
    if concept in knowledge.findings:
        return "finding"
    if concept in knowledge.categories:
        return "category"
    return "scale" if concept in knowledge.scales else "card"


def pose_again(
    interview: Interview, assessment: Assessment, concept: str, shown: tuple[str, ...], knowledge: KnowledgeBase
) -> Question | None:
    """
    The question about a concept, with why it is asked; None where there is none.

    `shown` are the danger signs on a card as a form had them, whatever else was answered since.
    """
    for question in (assessment.next_question, *assessment.would_change_most):
        if question is not None and question.concept == concept and not shown:
            return question
    screen = next((screen for screen in knowledge.screens if screen.id == concept), None)
    if screen is not None:
        on_it = shown or interview.cards.get(concept) or screen.findings
        signs = tuple(finding for finding in screen.findings if finding in on_it)
        return pose(concept, screen.reason, knowledge, shown=signs, screens_danger=True) if signs else None
    if concept not in knowledge.findings and concept not in knowledge.categories and concept not in knowledge.scales:
        return None
    return pose(concept, gettext("You chose to answer this."), knowledge)
