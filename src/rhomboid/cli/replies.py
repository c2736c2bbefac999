"""What a reply to one question means: yes or no, options, a card of danger signs, or a questionnaire."""

from __future__ import annotations

from functools import partial

from rhomboid.answers import Interview, answer_card, answer_category, answer_finding, answer_scale
from rhomboid.cli.dialogue import ask_until, picked, say
from rhomboid.model import KnowledgeBase, Presence, Question, Scale, ScaleItem

KEYS = "y = yes, n = no, d = don't know, b = back, c = change an earlier answer, q = stop"
CARD_KEYS = "numbers of those you have (1 3), n = none of these, d = don't know, b = back, c = change, q = stop"
CHOICE_KEYS = "a number (or several: 1 3), d = don't know, b = back, c = change an earlier answer, q = stop"
LIST_KEYS = "[numbers of those that are true (1 3), Enter = none of these, q = leave]"
PRESENCES: dict[str, Presence] = {
    "y": "present", "yes": "present", "n": "absent", "no": "absent", "d": "not_asked", "": "not_asked"
}  # fmt: skip


def understand_reply(
    interview: Interview, question: Question, reply: str, knowledge: KnowledgeBase
) -> Interview | None:
    """The interview with an answer; None when the reply is not understood."""
    if question.concept in knowledge.findings:
        presence = PRESENCES.get(reply)
        return None if presence is None else answer_finding(interview, question.concept, presence)
    none_of_these = question.concept not in knowledge.categories and reply in ("n", "no", "none")
    chosen = [] if none_of_these else picked(reply, list(question.options))
    if chosen is None:
        return None
    if question.concept in knowledge.categories:
        return answer_category(interview, question.concept, chosen)
    return answer_card(interview, question, chosen if chosen or none_of_these else None)


def keys_for(question: Question, knowledge: KnowledgeBase) -> str:
    """The keys that answer a question."""
    if question.concept in knowledge.findings:
        return KEYS
    return CHOICE_KEYS if question.concept in knowledge.categories else CARD_KEYS


def ask_scale(interview: Interview, scale: Scale) -> Interview:
    """A questionnaire: its yes-or-no items on one list, the others one by one. Left at once, it is not known."""
    items: dict[str, int] = {}
    for subscale in scale.subscales:
        say(f"\n{subscale.name}")
        graded = [item for item in subscale.items if item.highest > 1]
        ticked = _ask_ticks([item for item in subscale.items if item.highest == 1])
        if ticked is None:
            return answer_scale(interview, scale, {})
        items |= ticked
        for item in graded:
            points = ask_until(partial(_points, item.highest), f"{item.question} [q = leave]")
            if points is None:
                return answer_scale(interview, scale, {})
            items[item.id] = points
    return answer_scale(interview, scale, items)


def _ask_ticks(items: list[ScaleItem]) -> dict[str, int] | None:
    for number, item in enumerate(items, start=1):
        say(f"  {number:>2}  {item.question}")
    chosen = ask_until(lambda reply: picked(reply, [item.id for item in items]), LIST_KEYS) if items else []
    return None if chosen is None else {item.id: int(item.id in chosen) for item in items}


def _points(highest: int, reply: str) -> int | None:
    return int(reply) if reply.isdigit() and int(reply) <= highest else None
