"""The two arms of a trial: which remedy is meant, what it is called in a sentence, and what to do on its days."""

from __future__ import annotations

from rhomboid.answers.caches import told
from rhomboid.answers.entry_words import remedies_used
from rhomboid.answers.errors import AccountError
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop, within_sentence
from rhomboid.model import KnowledgeBase, Remedy
from rhomboid.model.trial import Arm, Protocol

USUAL_CARE = "usual_care"
"""The arm on which the person does without the remedy and lives as usual."""
USUAL_NAME = gettext_noop("only your usual care")


def remedy_for_trial(words: str, knowledge: KnowledgeBase) -> Remedy:
    """The one remedy that an id, a name or words stand for. Raises AccountError where they name none or several."""
    used, remedies = remedies_used(words, knowledge), told(knowledge).remedies
    unknown = [remedy.words for remedy in used if not remedy.recognised]
    if unknown or not used:
        message = _(
            "{words} names no remedy that is known here, so nobody can say whether it is safe to try. Say it in other "
            "words, or give its id as `rhomboid plan --json` does."
        )
        raise AccountError(message.format(words=repr(words)))
    if len(used) > 1:
        named = _(" and ").join(remedies[remedy.name].name for remedy in used)
        message = _("{words} names several remedies: {named}. A trial can tell of one at a time. Name one.")
        raise AccountError(message.format(words=repr(words), named=named))
    return remedies[used[0].name]


def arm_id(protocol: Protocol, arm: Arm) -> str:
    """The remedy id of an arm, or `USUAL_CARE`."""
    return protocol.remedy if arm == "remedy" else protocol.comparator


def arm_name(arm: str, knowledge: KnowledgeBase) -> str:
    """What an arm is called within a sentence. A remedy that is no longer known goes by its id."""
    if arm == USUAL_CARE:
        return _(USUAL_NAME)
    remedies = told(knowledge).remedies
    return within_sentence(remedies[arm].name if arm in remedies else arm.replace("_", " "))


def doing(protocol: Protocol, arm: Arm, knowledge: KnowledgeBase) -> str:
    """What the day is for, in one sentence."""
    chosen = arm_id(protocol, arm)
    other = arm_id(protocol, "comparator" if arm == "remedy" else "remedy")
    if chosen == USUAL_CARE:
        words = _("Today without {remedy}. Everything else as you usually do.")
        return words.format(remedy=arm_name(other, knowledge))
    if other == USUAL_CARE:
        words = _("Today with {remedy}. Everything else as you usually do.")
        return words.format(remedy=arm_name(chosen, knowledge))
    words = _("Today {remedy}, and not {other}.")
    return words.format(remedy=arm_name(chosen, knowledge), other=arm_name(other, knowledge))
