"""What a sent form says to one question."""

from __future__ import annotations

from collections.abc import Iterator

from rhomboid.answers import Interview, answer_card, answer_category, answer_finding, answer_scale
from rhomboid.language import gettext, gettext_noop
from rhomboid.model import Account, KnowledgeBase, Presence, Question, Scale, ScaleItem
from rhomboid.web.assess.posed import kind_of
from rhomboid.web.assess.sending import Sent

UNKNOWN = "unknown"
NONE = "none"
PRESENCES: dict[str, Presence] = {"yes": "present", "no": "absent", UNKNOWN: "not_asked"}
NOT_CLEAR = gettext_noop("Choose one of the answers, or say that you do not know.")
NOTHING_TICKED = gettext_noop("Nothing is ticked. Tick what is true, or press one of the other answers.")
BOTH = gettext_noop("Something is ticked, and you pressed another answer. Untick it, or go on with what is ticked.")
NOT_WHOLE = gettext_noop("Some lines have no answer yet. Choose one for each, or say that you do not know.")


class NotUnderstoodError(Exception):
    """Why a reply cannot be read, in one sentence."""


def reply(interview: Interview, question: Question, sent: Sent, knowledge: KnowledgeBase) -> Interview:
    """The interview with what was sent. Raises NotUnderstoodError where it answers nothing, or two things at once."""
    concept, said, ticked = question.concept, sent.word("press"), sent.words("answer")
    kind = kind_of(concept, knowledge)
    if kind == "finding":
        if said not in PRESENCES:
            raise NotUnderstoodError(gettext(NOT_CLEAR))
        return answer_finding(interview, concept, PRESENCES[said])
    if kind == "scale":
        scale = knowledge.scales[concept]
        return answer_scale(interview, scale, {} if said == UNKNOWN else _points(scale, sent))
    if any(option not in question.options for option in ticked):
        raise NotUnderstoodError(gettext(NOT_CLEAR))
    if ticked and said in (UNKNOWN, NONE):
        raise NotUnderstoodError(gettext(BOTH))
    if kind == "category":
        return answer_category(interview, concept, () if said == UNKNOWN else _some(ticked))
    if said in (UNKNOWN, NONE):
        return answer_card(interview, question, () if said == NONE else None)
    return answer_card(interview, question, _some(ticked))


def given_of(account: Account, question: Question, knowledge: KnowledgeBase) -> frozenset[str]:
    """What was answered before, as the form sends it; nothing where the question is new."""
    concept = question.concept
    if concept in knowledge.findings:
        return frozenset(word for word, presence in PRESENCES.items() if account.answers.get(concept) == presence)
    if concept in knowledge.categories:
        return frozenset(account.choices.get(concept, ()))
    if concept in knowledge.scales:
        return frozenset(item for item, points in account.scores.get(concept, {}).items() if points)
    return frozenset(finding for finding in question.options if account.answers.get(finding) == "present")


def ticks(scale: Scale) -> Iterator[ScaleItem]:
    """The items of a questionnaire that are true or not."""
    return (item for subscale in scale.subscales for item in subscale.items if item.highest == 1)


def graded(scale: Scale) -> Iterator[ScaleItem]:
    """The items of a questionnaire that have more than two answers."""
    return (item for subscale in scale.subscales for item in subscale.items if item.highest > 1)


def _some(ticked: tuple[str, ...]) -> tuple[str, ...]:
    if not ticked:
        raise NotUnderstoodError(gettext(NOTHING_TICKED))
    return tuple(dict.fromkeys(ticked))


def _points(scale: Scale, sent: Sent) -> dict[str, int]:
    true = set(sent.words("answer"))
    points = {item.id: int(item.id in true) for item in ticks(scale)}
    for item in graded(scale):
        given = sent.word(item.id)
        if given not in {str(number) for number in range(item.highest + 1)}:
            raise NotUnderstoodError(gettext(NOT_WHOLE))
        points[item.id] = int(given)
    return points
