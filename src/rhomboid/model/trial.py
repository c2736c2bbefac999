"""A randomised trial on one person: what was planned, what was recorded, and what follows."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from rhomboid.model.quantities import Estimate

Arm = Literal["remedy", "comparator"]
ARMS: tuple[Arm, Arm] = ("remedy", "comparator")

RandomisedUnit = Literal["day", "period", "pair"]
"""
What one toss of the coin decides.

- ``day``: the arm of one day;
- ``period``: the arm of several days in a row;
- ``pair``: which of two periods comes first; each pair holds both arms.
"""

VerdictKind = Literal["helped", "did_not_help", "made_worse", "cannot_tell", "stopped"]


class TrialOutcome(msgspec.Struct, frozen=True):
    """What is written down each day, on a scale from `low` to `high`, and which end is the good one."""

    name: str
    low: float = 0.0
    high: float = 10.0
    lower_is_better: bool = True

    @property
    def better_sign(self) -> float:
        """Sign of an effect that is an improvement."""
        return -1.0 if self.lower_is_better else 1.0


class TrialDesign(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    How the days are dealt out.

    `units` coins are tossed. A period lasts `period_days`, of which the first `washout_days` are recorded but not
    analysed. `look_ahead_days` is how many days after a unit its bet waits for: their outcomes tell more about the
    unit when pain lingers from day to day. It is 0 or 1, and part of the protocol: see `trials.evidence`.
    """

    unit: RandomisedUnit
    units: int
    period_days: int = 1
    washout_days: int = 0
    look_ahead_days: int = 1

    @property
    def unit_days(self) -> int:
        """Days that one coin decides."""
        return self.period_days * (2 if self.unit == "pair" else 1)

    @property
    def days(self) -> int:
        """Days from first to last."""
        return self.units * self.unit_days


class NormalPrior(msgspec.Struct, frozen=True):
    """What was known of the effect before the first day: a normal distribution, in points, remedy less comparator."""

    mean: float
    sd: float


class AnalysisPlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    The analysis, fixed before the first day.

    `alpha` is the error allowed to all looks together, `level` that of the intervals. `carryover_half_lives_days`
    and `recovery_half_lives_days` are what is averaged over: how long a remedy's effect takes to fade by half, and
    how long the pain takes to go halfway to where it is heading by itself; a single 0 and an empty tuple leave them
    out. `effect_prior` is used when the person asks for it, and only by the estimate.
    """

    alpha: float = 0.05
    level: float = 0.95
    carryover_half_lives_days: tuple[float, ...] = (0.0,)
    recovery_half_lives_days: tuple[float, ...] = ()
    effect_prior: NormalPrior | None = None


class Protocol(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Everything that is settled before day one; its SHA-256 is kept with it.

    `remedy` and `comparator` are what is compared, by remedy id or in the person's words. `start` is day 1.
    `seed` is 0 or more; `rules` names the edition of the rules by which the schedule is drawn from it.
    `minimal_important_change` is in points, above 0.
    """

    id: str
    remedy: str
    comparator: str
    outcome: TrialOutcome
    design: TrialDesign
    start: datetime.date
    seed: int
    minimal_important_change: Estimate
    plan: AnalysisPlan = AnalysisPlan()
    rules: int = 1


class Period(msgspec.Struct, frozen=True):
    """
    Days in a row on one arm. `number` and `unit` count from 1, days from the trial's first, which is 1.

    The first `washout_days` of it are not analysed.
    """

    number: int
    unit: int
    arm: Arm
    first_day: int
    days: int
    washout_days: int = 0


class DailyOutcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What was recorded on one day of the trial.

    `value` is None when nothing was written down: that is never zero. `used` is what was done, None when it was not
    told. `adverse_event` is harm in the person's words; it stops the trial.
    """

    day: int
    value: float | None = None
    used: Arm | None = None
    adverse_event: str | None = None


class DayToDay(msgspec.Struct, frozen=True):
    """
    How an outcome moves within one person: standard deviation in points, lag-1 autocorrelation, share of days missing.
    """

    sd: Estimate
    autocorrelation: Estimate
    missing: Estimate


class TrialKnowledge(msgspec.Struct, frozen=True):
    """
    What a trial is planned with when nothing nearer is known.

    `day_to_day` is how pain moves within people like this one; its ranges are those of the quartiles of people.
    `minimal_important_change` and `much_better` are in points of 10. `carryover_days` is for a remedy that does not say
    how long its effect takes to come or go, `days` the length of a trial. What is riskier than `most_given_tier` and
    must be given by someone else is not for a trial at home.
    """

    day_to_day: DayToDay
    minimal_important_change: Estimate
    much_better: Estimate
    carryover_days: Estimate
    days: Estimate
    most_given_tier: int


class Power(msgspec.Struct, frozen=True):
    """
    What a trial could show, by simulation of `people` trials in which the effect is `effect` points.

    `by_day` is the share in which the evidence has spoken by each day, and `decided` its last. `days_for_most` is
    the day by which `most` of them have; None when the design does not get there.
    """

    effect: float
    people: int
    by_day: tuple[float, ...]
    decided: float
    most: float
    days_for_most: int | None


class DesignOffer(msgspec.Struct, frozen=True):
    """A design the person may choose, what it could show, and why it stands where it stands in the list."""

    design: TrialDesign
    power: Power
    sentence: str


class EffectEstimate(msgspec.Struct, frozen=True):
    """
    The effect in points, remedy less comparator, with its interval and what stands beside it.

    `p_better` is the probability that it is an improvement at all, `p_important` that it is one of at least the
    minimal important change. `sd` and `autocorrelation` are posterior means. `days` is the number of outcomes used.
    """

    effect: float
    low: float
    high: float
    level: float
    p_better: float
    p_important: float
    sd: float
    autocorrelation: float
    days: int


class Evidence(msgspec.Struct, frozen=True):
    """
    Where the evidence stands after `day`: it may be looked at every day.

    `e_value` is the wealth of a gambler who began with 1 and bet, at fair odds, on which arm each unit was;
    `highest` the most it has been, and `settled_on` the day it reached what was agreed. `low` and `high` bound every
    effect not yet ruled out, in points; None where the search found no bound. Units count only when settled.
    """

    day: int
    units: int
    e_value: float
    highest: float
    low: float | None
    high: float | None
    settled_on: int | None = None


class RandomisationTest(msgspec.Struct, frozen=True):
    """The two-sided p-value of the sign-flip test over `draws` schedules; `exact` when they are all there are."""

    p_value: float
    draws: int
    exact: bool


class Adherence(msgspec.Struct, frozen=True):
    """Days so far, with an outcome, with the arm told, and of those the days on which it was the drawn one."""

    days: int
    recorded: int
    told: int
    as_drawn: int


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    The answer, with all it rests on.

    `days_to_tell` is how many more days would settle it in at least half of the futures drawn from what is known
    now; None when it is settled, or when the days left would not. `as_used` answers another question than
    `as_randomised`: people choose when to keep to the schedule, so it can mislead. `days_alone` stands where the plan
    has a prior, on which both of them lean: `as_randomised` without it.
    """

    kind: VerdictKind
    sentence: str
    as_randomised: EffectEstimate | None
    as_used: EffectEstimate | None
    evidence: Evidence
    adherence: Adherence
    check: RandomisationTest | None = None
    days_to_tell: int | None = None
    days_left: int = 0
    days_alone: EffectEstimate | None = None


class PooledEffect(msgspec.Struct, frozen=True):
    """One person's effect after learning from the others': shrunk towards the mean, by `shrinkage` of the way."""

    effect: float
    low: float
    high: float
    shrinkage: float


class PooledTrials(msgspec.Struct, frozen=True):
    """
    Several people's trials of one comparison.

    `mean` is the average effect with its interval, `between_sd` how much people differ (posterior mean), `next_person`
    what they say of someone new. Effects and `people` are in the order given.
    """

    mean: float
    low: float
    high: float
    between_sd: float
    next_person: NormalPrior
    people: tuple[PooledEffect, ...]
