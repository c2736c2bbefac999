"""What was answered to a question of an interview, in words."""

from __future__ import annotations

from rhomboid.language import gettext, gettext_noop
from rhomboid.model import Account, KnowledgeBase, Presence, Question

PRESENCES: dict[Presence, str] = {
    "present": gettext_noop("yes"),
    "absent": gettext_noop("no"),
    "not_asked": gettext_noop("don't know"),
}


def answer_words(account: Account, question: Question, knowledge: KnowledgeBase) -> str:
    """What the account says to a question that was asked; ``don't know`` where it says nothing."""
    concept = question.concept
    if concept in knowledge.categories:
        names = {option.id: option.name for option in knowledge.categories[concept].options}
        said = ", ".join(names[option] for option in account.choices.get(concept, ()))
    elif concept in knowledge.scales:
        said = gettext("answered") if account.scores.get(concept) else ""
    elif concept in knowledge.findings:
        said = gettext(PRESENCES[account.answers.get(concept, "not_asked")])
    else:
        said = _card_words(account, question, knowledge)
    return said or gettext(PRESENCES["not_asked"])


def _card_words(account: Account, question: Question, knowledge: KnowledgeBase) -> str:
    answers = {finding: account.answers.get(finding, "not_asked") for finding in question.options}
    ticked = [knowledge.findings[finding].name for finding, presence in answers.items() if presence == "present"]
    if ticked:
        return ", ".join(ticked)
    return gettext("none of these") if "absent" in answers.values() else ""
