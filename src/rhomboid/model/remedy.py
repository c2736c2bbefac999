"""What can be tried, what speaks against it, and what is not worth it."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.model.cause import Disposition
from rhomboid.model.figure import Effect, Figure, Statement
from rhomboid.model.quantities import Estimate
from rhomboid.model.rule import RuleBasis

Cost = Literal["free", "low", "medium", "high", "very_high"]
COSTS: tuple[Cost, ...] = ("free", "low", "medium", "high", "very_high")
"""Cheapest to dearest."""

Effort = Literal["none", "little", "some", "much"]
HarmSeverity = Literal["mild", "moderate", "serious"]
Action = Literal["rule_out", "caution"]
Tried = Literal["helped", "no_help", "worse", "unsure"]
"""How something that was tried went."""


class Circumstance(msgspec.Struct, frozen=True):
    """
    Something about a person that bears on what is safe to try, not on the cause of the pain.

    A medicine taken, an allergy, an implant. Answered and read like a finding; it moves no probability.
    """

    id: str
    name: str
    question: str


class Harm(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One way a remedy can do harm. `rate` holds how often where a source counted it, with the comparator's own
    rate in ``rate.compared``; without it the harm is known in words only.
    """

    name: str
    severity: HarmSeverity
    rate: Figure | None = None
    source: str | None = None


class Contraindication(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What speaks against a remedy in this person.

    `when` is an expression of findings, circumstances, ``category=option`` and age, without NOT: only something
    known to be so rules out, and something unknown is asked first. `suspected` names causes whose probability,
    taken together, speaks against it before anyone has confirmed them. `name` completes "Not if you have ...".
    """

    name: str
    action: Action
    reason: str
    basis: RuleBasis
    when: str | None = None
    suspected: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Indication(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What a remedy is expected to do for some causes, at some durations of the pain.

    `effect` is the key of the effect it rests on; without one, `judged` gives points on the 0-10 scale (negative
    is less pain). An empty `durations` means any.
    """

    causes: tuple[str, ...]
    durations: tuple[str, ...] = ()
    effect: str | None = None
    judged: Estimate | None = None


class Remedy(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Something a person can do, take or have done.

    `tier` is its risk, 0 (safest) to 5. `always` remedies are offered to everyone who may have a plan; what is
    not `offered` is known here for those who ask about it. `steps`
    say how, `stop_if` when to stop. `before` names what is tried first; `questions` what to ask whoever offers
    it. `shown_by` maps a finding that tells whether it helps (``eased_by_nsaid``) to nothing but itself: present
    is helped, answered absent is no help. `carryover_days` is how long its effect takes to come or go.
    """

    id: str
    name: str
    plain: str
    tier: int
    cost: Cost
    effort: Effort
    time_to_effect: str
    steps: tuple[str, ...]
    stop_if: str
    indications: tuple[Indication, ...] = ()
    effects: dict[str, Effect] = {}
    statements: tuple[Statement, ...] = ()
    harms: tuple[Harm, ...] = ()
    contraindications: tuple[Contraindication, ...] = ()
    medicine: bool = False
    appointment: bool = False
    always: bool = False
    offered: bool = True
    prevents: bool = False
    shown_by: str | None = None
    before: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    carryover_days: Estimate | None = None


class LowValue(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Care that is often offered and seldom worth it.

    `remedy` is what it concerns, if it is one of the remedies; `causes` and `durations` say for whom, empty for
    everyone. `unless` is an expression that excuses it. `shows` are the ids of the figures behind the verdict,
    `statements` what sources say in words.
    """

    id: str
    name: str
    verdict: Literal["avoid", "rarely", "unproven"]
    why: str
    instead: str
    remedy: str | None = None
    causes: tuple[str, ...] = ()
    durations: tuple[str, ...] = ()
    unless: str | None = None
    shows: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()


class Review(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    When to come back and to whom. `causes` and `durations` say for whom, empty for everyone.
    """

    id: str
    when: str
    whom: str
    causes: tuple[str, ...] = ()
    durations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class ReliefSettings(msgspec.Struct, frozen=True):
    """
    The numbers of the method by which remedies are weighed.

    `points_per_sd` are points on the 0-10 scale in one standard deviation between people. The factors shrink an effect
    by its certainty, by whose pain was studied and by what stood against it. `harm_points` says how many points of
    pain one such harm is worth avoiding, `cost_points` and `effort_points` what a remedy must earn, `least_worth`
    what must be left. `tried_factors` multiply what is still expected of something tried.

    `least_fit` is the least probability of the causes a remedy is for, `likely_fit` that from which it is said that it
    is not worth it, `suspected_mass` that of a suspected danger which speaks against it. From `after_others_tier` on
    a remedy is no option while something that comes before it is untried. `most_tier` is the riskiest tier at each
    disposition that may have a plan; others have none. `claim_likeness` is how much of a claim words must hold to be
    taken for it.
    """

    points_per_sd: Estimate
    certainty_factors: dict[str, Estimate]
    directness_factors: dict[str, Estimate]
    control_factors: dict[str, Estimate]
    harm_points: dict[str, Estimate]
    cost_points: dict[str, Estimate]
    effort_points: dict[str, Estimate]
    tried_factors: dict[str, Estimate]
    least_fit: Estimate
    likely_fit: Estimate
    suspected_mass: Estimate
    least_worth: Estimate
    claim_likeness: Estimate
    tiers: tuple[str, ...]
    after_others_tier: int
    most_tier: dict[Disposition, int]
