"""What is said of relations and claims, in plain sentences. Figures stand in their own fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rhomboid.language import Words, gettext_noop
from rhomboid.language import gettext as _
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
    gettext_noop("on the same day"),
    gettext_noop("the next day"),
    gettext_noop("two days later"),
    gettext_noop("three days later"),
    gettext_noop("four days later"),
    gettext_noop("five days later"),
    gettext_noop("six days later"),
    gettext_noop("a week later"),
)
TEST_IT: Words[Change] = Words(
    {
        "with_or_without": gettext_noop(
            "Test it: let a coin choose between days with and without {what}, and write down {pain} every day."
        ),
        "usual_or_less": gettext_noop(
            "Test it: let a coin choose between days with your usual {what} and with less, and write down {pain} every "
            "day."
        ),
        "usual_or_more": gettext_noop(
            "Test it: let a coin choose between days with your usual {what} and with more, and write down {pain} every "
            "day."
        ),
    }
)
OWN_SERIES = Words(
    {
        "interference": gettext_noop("interference"),
        "sleep_quality": gettext_noop("sleep quality"),
        "sleep_hours": gettext_noop("sleep hours"),
        "load": gettext_noop("load"),
    }
)
"""What the diary's own series are called."""
CHANCE = gettext_noop("This may be chance, or something else that moves both.")
NOT_PROOF = gettext_noop(
    "Pains in two places come and go together in many people. Whatever the answer, it does not show that a treatment "
    "works."
)
ASK_FIRST = gettext_noop("Ask whoever prescribed a medicine before you change how you take it.")


def called(name: str, names: Names = None) -> str:
    """What a series is called in a sentence."""
    if names and name in names:
        return names[name]
    kind, _colon, which = name.partition(":")
    plain = (which or kind).replace("_", " ")
    if kind != "pain":
        return OWN_SERIES.get(name, plain)
    if plain == "pain" or which == UNSPECIFIED_SITE:
        return _("pain")
    if plain.lower().endswith(("pain", "ache")):
        return plain
    return _("pain in the {place}").format(place=plain)


def relation_says(effect: LaggedEffect, survives: bool, names: Names = None) -> str:
    """One look, in a sentence."""
    if not survives:
        words = _("{after}, {later} was not clearly different {when}.")
    elif effect.effect > 0:
        words = _("{after}, {later} tended to be higher {when} than its own past would suggest.")
    else:
        words = _("{after}, {later} tended to be lower {when} than its own past would suggest.")
    return words.format(
        after=_after(effect.earlier, names), later=called(effect.later, names), when=_(LATER[effect.lag_days])
    )


def caution_says(proposal: TrialProposal | None) -> str:
    """What belongs beside every look."""
    if proposal:
        return " ".join((_(CHANCE), _("A trial can test it.")))
    why = _("A trial cannot test it, because this cannot be changed at will. More days in the diary can help.")
    return " ".join((_(CHANCE), why))


def not_looked_says(why: Shortfall, earlier: str, later: str, names: Names = None) -> str:
    """Why two series were not compared."""
    first, second = called(earlier, names), called(later, names)
    if why == "too_few_days":
        words = _("There are too few days with {first} and {second} written down to compare them.")
        return words.format(first=first, second=second)
    steady = first if why == "earlier_hardly_varies" else second
    return _("There are too few days on which {steady} was different.").format(steady=steady)


def relations_say(looks: Sequence[Relation], not_looked: Sequence[NotLooked]) -> str:
    """All looks together, in a sentence or two."""
    if any(relation.survives for relation in looks):
        return _(
            "Something in your diary stands out, after allowing for everything that was compared. It may still be "
            "chance, and it does not show what causes what: test it."
        )
    if looks:
        return _(
            "Nothing in your diary stands out from chance, after allowing for everything that was compared. "
            "That is not proof that nothing matters: small effects need more days."
        )
    if not_looked:
        return _("There is not yet enough in your diary to compare anything.")
    return _("There is nothing in your diary to compare with the pain.")


def proposal_says(change: str, outcome: str, how: Change, names: Names = None) -> str:
    """The trial, in a sentence or two."""
    test = TEST_IT[how].format(what=called(change, names), pain=called(outcome, names))
    return " ".join((test, _(ASK_FIRST))) if change.startswith("remedy:") else test


def claim_says(
    verdict: ClaimVerdict, earlier: str, later: str, lag_days: int | None, why: Shortfall | None, names: Names = None
) -> str:
    """The answer to a claim that one pain gets worse when another gets better."""
    first, second = called(earlier, names), called(later, names)
    if verdict == "yes":
        words = _("Yes, in your diary: after a fall of {first}, {second} tended to be higher {when}.")
        return words.format(first=first, second=second, when=_(LATER[lag_days or 0]))
    if verdict == "no":
        words = _("No, not in your diary: a fall of {first} was not followed by a rise of {second} worth speaking of.")
        return words.format(first=first, second=second)
    return " ".join((_("Your diary cannot tell yet."), _why_not(why, earlier, later, names)))


def claim_caution_says(verdict: ClaimVerdict) -> str:
    """What belongs beside the answer to a claim."""
    return " ".join((_(CHANCE), _(NOT_PROOF))) if verdict == "yes" else _(NOT_PROOF)


def _why_not(why: Shortfall | None, earlier: str, later: str, names: Names) -> str:
    if why is not None:
        return not_looked_says(why, earlier, later, names)
    return _("What followed differed too much from one time to the next.")


def _after(earlier: str, names: Names) -> str:
    """The earlier series as the start of a sentence."""
    if earlier.startswith(("remedy:", "trigger:")):
        return _("After days with {name}").format(name=called(earlier, names))
    return _("After a rise of {name}").format(name=called(earlier, names))
