"""A trial before it is sealed: what can be tried, whether it is safe for whoever asks, and what there is to choose."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from rhomboid.answers.entry_words import site_named
from rhomboid.answers.errors import AccountError
from rhomboid.answers.kept import ACCOUNT, last_account
from rhomboid.answers.trial_offers import MOST_DAYS, offer_trial, own_days
from rhomboid.answers.trial_records import trials_in, under_way
from rhomboid.answers.trial_safety import check_trial, judge_each, trial_knowledge
from rhomboid.answers.trials import PAIN
from rhomboid.language import gettext as _
from rhomboid.model import Account, KnowledgeBase, Remedy
from rhomboid.model.trial import TrialDesign, TrialOutcome
from rhomboid.model.trial_record import Refusal, TrialOffers, TrialSafety
from rhomboid.store import Store
from rhomboid.trials import candidate_designs

SEED_BELOW = 2**48
"""So that every program reads the seed exactly, those too that know only floating-point numbers."""
FARTHEST_START = timedelta(days=365)
"""Nobody knows today what will be safe for them in more than a year."""


class TrialChoice(msgspec.Struct, frozen=True):
    """A remedy that a trial could tell of, and what speaks against one in this person."""

    remedy: Remedy
    refusals: tuple[Refusal, ...]


def trial_choices(account: Account | None, knowledge: KnowledgeBase, today: date) -> tuple[TrialChoice, ...]:
    """
    Every remedy whose effect comes and goes fast enough for a trial at home, least risk first.

    What is given by others or offered to everyone anyway is left out. Misleads where the person has not told what
    matters: what nobody said is asked by `check_trial`.
    """
    remedies = [remedy for remedy in knowledge.remedies.values() if _can_be_tried(remedy, knowledge)]
    refusals = judge_each(remedies, account, knowledge, today)
    ordered = sorted(remedies, key=lambda remedy: (remedy.tier, remedy.name))
    return tuple(TrialChoice(remedy, refusals[remedy.id]) for remedy in ordered)


def check_for(
    store: Store,
    arms: Sequence[Remedy],
    told: Account | None,
    knowledge: KnowledgeBase,
    today: date,
    locale: str | None = None,
) -> TrialSafety:
    """
    The check of safety by what the person told now; by what they last told and kept where `told` is None.

    It is answered in the language of `locale`, or else in that of the account.
    """
    account = last_account(store) if told is None else told
    if account is not None and locale is not None:
        account = msgspec.structs.replace(account, locale=locale)
    told_on = store.saved(ACCOUNT)[-1].saved_at.date() if told is None and account is not None else None
    return check_trial(arms, account, knowledge, today, under_way(trials_in(store), today), told_on)


def outcome_at(place: str, knowledge: KnowledgeBase) -> TrialOutcome:
    """The pain of one place as what is compared. Raises AccountError where the words are no one place on the map."""
    found = site_named(place, knowledge)
    if found is None:
        message = _("{place} is no one place on our map. Say it in other words, or leave it out.")
        raise AccountError(message.format(place=repr(place)))
    return msgspec.structs.replace(PAIN, name=f"{PAIN.name}:{found.site}")


def usual_days(knowledge: KnowledgeBase) -> int:
    """How long a trial may last where nobody said."""
    return round(trial_knowledge(knowledge).days.value)


def offers_for(
    store: Store,
    arms: Sequence[Remedy],
    outcome: TrialOutcome,
    days: int,
    knowledge: KnowledgeBase,
    today: date,
    block_days: int | None = None,
) -> TrialOffers:
    """The designs of at most `days`, each with what it could show, by the person's own diary where it says enough."""
    own = own_days(store.entries(), trials_in(store), outcome.name, today, knowledge.settings.seed)
    return offer_trial(arms, outcome, days, knowledge, own, block_days)


def no_design_words(found: TrialOffers, arms: Sequence[Remedy], days: int) -> str:
    """Why there is nothing to choose from."""
    names = _(" or ").join(remedy.name for remedy in arms)
    if found.least_days is None:
        message = _(
            "{names} takes about {lingers} days to come or to go: too slow for a trial of at most {most} days. "
            "Keep a diary of it instead."
        )
    else:
        message = _("{names} takes about {lingers} days to come or to go, so {days} days are too few.")
    return message.format(names=names, lingers=f"{found.carryover_days:g}", days=days, most=MOST_DAYS)


def design_numbered(found: TrialOffers, number: int) -> TrialDesign:
    """The design a person chose by its place in the list, from 1. Raises AccountError for any other number."""
    if not 1 <= number <= len(found.offers):
        message = _("There are {count} designs. Give a number from 1 to {count}.")
        raise AccountError(message.format(count=len(found.offers)))
    return found.offers[number - 1].design


def check_start(start: date, today: date) -> None:
    """Raise AccountError where a trial cannot begin on a day: its plan is sealed before it, and not for ever."""
    if start <= today:
        raise AccountError(_("A trial begins tomorrow at the earliest: its plan is sealed before the first day."))
    if start - today > FARTHEST_START:
        raise AccountError(_("That is more than a year ahead. Plan the trial nearer to its first day."))


def draw_seed() -> int:
    """A seed that nobody chose."""
    return secrets.randbelow(SEED_BELOW)


def design_words(design: TrialDesign) -> str:
    """How the days are dealt out, in one sentence."""
    if design.unit == "day":
        return _("{days} days, a coin for each.").format(days=design.days)
    if design.unit == "period":
        dealt = _("{days} days in {units} blocks of {length} days.")
        washed = _(
            "{days} days in {units} blocks of {length} days, the first {washout} of each left out of the comparison."
        )
    else:
        dealt = _("{days} days in {units} pairs of blocks of {length} days.")
        washed = _(
            "{days} days in {units} pairs of blocks of {length} days, "
            "the first {washout} of each left out of the comparison."
        )
    message = washed if design.washout_days else dealt
    return message.format(days=design.days, units=design.units, length=design.period_days, washout=design.washout_days)


def power_from_words(found: TrialOffers) -> str:
    """Whose days the power is drawn from."""
    if found.power_from == "own_diary":
        return _("From your own diary of {days} days.").format(days=found.diary_days)
    return _("From people with lasting back pain whose diaries were measured: your days may differ more or less.")


def _can_be_tried(remedy: Remedy, knowledge: KnowledgeBase) -> bool:
    known = trial_knowledge(knowledge)
    if remedy.always or not remedy.offered or (remedy.appointment and remedy.tier > known.most_given_tier):
        return False
    lingers = remedy.carryover_days or known.carryover_days
    return bool(candidate_designs(lingers.value, MOST_DAYS, longest_days=lingers.high))
