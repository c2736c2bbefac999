"""The two arms of a trial: which remedy is meant, what it is called in a sentence, and what to do on its days."""

from __future__ import annotations

from rhomboid.answers.entry_words import remedies_used
from rhomboid.answers.errors import AccountError
from rhomboid.model import KnowledgeBase, Remedy
from rhomboid.model.trial import Arm, Protocol

USUAL_CARE = "usual_care"
"""The arm on which the person does without the remedy and lives as usual."""
USUAL_NAME = "only your usual care"


def remedy_for_trial(words: str, knowledge: KnowledgeBase) -> Remedy:
    """The one remedy that an id, a name or words stand for. Raises AccountError where they name none or several."""
    used = remedies_used(words, knowledge)
    unknown = [remedy.words for remedy in used if not remedy.recognised]
    if unknown or not used:
        raise AccountError(
            f"{words!r} names no remedy that is known here, so nobody can say whether it is safe to try. "
            "Say it in other words, or give its id as `rhomboid plan --json` does."
        )
    if len(used) > 1:
        named = " and ".join(knowledge.remedies[remedy.name].name for remedy in used)
        raise AccountError(f"{words!r} names several remedies: {named}. A trial can tell of one at a time. Name one.")
    return knowledge.remedies[used[0].name]


def arm_id(protocol: Protocol, arm: Arm) -> str:
    """The remedy id of an arm, or `USUAL_CARE`."""
    return protocol.remedy if arm == "remedy" else protocol.comparator


def arm_name(arm: str, knowledge: KnowledgeBase) -> str:
    """What an arm is called within a sentence. A remedy that is no longer known goes by its id."""
    if arm == USUAL_CARE:
        return USUAL_NAME
    name = knowledge.remedies[arm].name if arm in knowledge.remedies else arm.replace("_", " ")
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def doing(protocol: Protocol, arm: Arm, knowledge: KnowledgeBase) -> str:
    """What the day is for, in one sentence."""
    chosen = arm_id(protocol, arm)
    other = arm_id(protocol, "comparator" if arm == "remedy" else "remedy")
    if chosen == USUAL_CARE:
        return f"Today without {arm_name(other, knowledge)}. Everything else as you usually do."
    if other == USUAL_CARE:
        return f"Today with {arm_name(chosen, knowledge)}. Everything else as you usually do."
    return f"Today {arm_name(chosen, knowledge)}, and not {arm_name(other, knowledge)}."
