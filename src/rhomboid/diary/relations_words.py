"""What is said of relations and claims, in plain sentences. Figures stand in their own fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rhomboid.model.diary import UNSPECIFIED_SITE
from rhomboid.model.relation import (
    Change,
    ClaimVerdict,
    LaggedEffect,
    NotLooked,
    Relation,
    Shortfall,
    TrialProposal,
)

Names = Mapping[str, str] | None

LATER = (
    "on the same day",
    "the next day",
    "two days later",
    "three days later",
    "four days later",
    "five days later",
    "six days later",
    "a week later",
)
COIN: dict[Change, str] = {
    "with_or_without": "with and without {}",
    "usual_or_less": "with your usual {} and with less",
    "usual_or_more": "with your usual {} and with more",
}
CHANCE = "This may be chance, or something else that moves both."
NOT_PROOF = (
    "Pains in two places come and go together in many people. Whatever the answer, it does not show that a treatment "
    "works."
)
ASK_FIRST = "Ask whoever prescribed a medicine before you change how you take it."


def called(name: str, names: Names = None) -> str:
    """What a series is called in a sentence."""
    if names and name in names:
        return names[name]
    kind, _, which = name.partition(":")
    plain = (which or kind).replace("_", " ")
    if kind != "pain" or plain.lower().endswith(("pain", "ache")):
        return plain
    return "pain" if which == UNSPECIFIED_SITE else f"pain in the {plain}"


def relation_says(effect: LaggedEffect, survives: bool, names: Names = None) -> str:
    """One look, in a sentence."""
    later, when = called(effect.later, names), LATER[effect.lag_days]
    if not survives:
        return f"{_after(effect.earlier, names)}, {later} was not clearly different {when}."
    way = "higher" if effect.effect > 0 else "lower"
    return f"{_after(effect.earlier, names)}, {later} tended to be {way} {when} than its own past would suggest."


def caution_says(proposal: TrialProposal | None) -> str:
    """What belongs beside every look."""
    if proposal:
        return f"{CHANCE} A trial can test it."
    return f"{CHANCE} A trial cannot test it, because this cannot be changed at will. More days in the diary can help."


def not_looked_says(why: Shortfall, earlier: str, later: str, names: Names = None) -> str:
    """Why two series were not compared."""
    first, second = called(earlier, names), called(later, names)
    if why == "too_few_days":
        return f"There are too few days with {first} and {second} written down to compare them."
    return f"There are too few days on which {first if why == 'earlier_hardly_varies' else second} was different."


def relations_say(looks: Sequence[Relation], not_looked: Sequence[NotLooked]) -> str:
    """All looks together, in a sentence or two."""
    if any(relation.survives for relation in looks):
        return (
            "Something in your diary stands out, after allowing for everything that was compared. It may still be "
            "chance, and it does not show what causes what: test it."
        )
    if looks:
        return (
            "Nothing in your diary stands out from chance, after allowing for everything that was compared. "
            "That is not proof that nothing matters: small effects need more days."
        )
    if not_looked:
        return "There is not yet enough in your diary to compare anything."
    return "There is nothing in your diary to compare with the pain."


def proposal_says(change: str, outcome: str, how: Change, names: Names = None) -> str:
    """The trial, in a sentence or two."""
    what, pain = called(change, names), called(outcome, names)
    test = f"Test it: let a coin choose between days {COIN[how].format(what)}, and write down {pain} every day."
    return f"{test} {ASK_FIRST}" if change.startswith("remedy:") else test


def claim_says(
    verdict: ClaimVerdict, earlier: str, later: str, lag_days: int | None, why: Shortfall | None, names: Names = None
) -> str:
    """The answer to a claim that one pain gets worse when another gets better."""
    first, second = called(earlier, names), called(later, names)
    if verdict == "yes":
        when = LATER[lag_days or 0]
        return f"Yes, in your diary: after a fall of {first}, {second} tended to be higher {when}."
    if verdict == "no":
        return f"No, not in your diary: a fall of {first} was not followed by a rise of {second} worth speaking of."
    return f"Your diary cannot tell yet. {_why_not(why, earlier, later, names)}"


def _why_not(why: Shortfall | None, earlier: str, later: str, names: Names) -> str:
    if why is not None:
        return not_looked_says(why, earlier, later, names)
    return "What followed differed too much from one time to the next."


def _after(earlier: str, names: Names) -> str:
    """The earlier series as the start of a sentence."""
    if earlier.startswith(("remedy:", "trigger:")):
        return f"After days with {called(earlier, names)}"
    return f"After a rise of {called(earlier, names)}"
