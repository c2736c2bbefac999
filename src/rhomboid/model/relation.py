"""Whether one daily series goes before another in one person's diary, and how that could be tested."""

from __future__ import annotations

from typing import Literal

import msgspec

Shortfall = Literal["too_few_days", "earlier_hardly_varies", "later_hardly_varies"]
"""
Why a look cannot be taken.

- ``too_few_days``: not enough days on which all that is needed was written down;
- ``earlier_hardly_varies``, ``later_hardly_varies``: that series moved on too few of them.
"""

Change = Literal["with_or_without", "usual_or_less", "usual_or_more"]
"""What a coin decides in a trial: whether a thing is done at all, or whether as much of it as usual."""

ClaimVerdict = Literal["yes", "no", "cannot_tell"]


LOW_BACK = "pain:low_back"
"""The pain that the claim people hear most is about: it got better, so another came."""


class TrialProposal(msgspec.Struct, frozen=True):
    """
    A trial that would tell a relation from chance and from whatever moves both series.

    `change` is the series a coin decides about and `outcome` the one written down, by name. The effect is looked for
    `lag_days` after the change. Whether it is safe for this person is for the trial to check; nothing here does.
    """

    change: str
    outcome: str
    lag_days: int
    how: Change
    says: str


class LaggedEffect(msgspec.Struct, frozen=True, kw_only=True):
    """
    How much `later` differs `lag_days` after one unit more of `earlier`, in units of `later`.

    The unit more is over the last value of `earlier` known before; the difference is beyond what the past of `later`,
    its trend and the weekday lead one to expect. `low` to `high` is the 95% interval of this look alone, and misleads
    when many were taken; `adjusted_low` to `adjusted_high` allows for all of them. `days` is how many it rests on.
    It shows what goes before what, never what causes it.
    """

    earlier: str
    later: str
    lag_days: int
    days: int
    effect: float
    low: float
    high: float
    adjusted_low: float
    adjusted_high: float
    p_value: float


class Relation(LaggedEffect, frozen=True, kw_only=True):
    """
    One look at two series at one lag.

    `false_discovery` is the Benjamini-Hochberg q-value over all looks: the expected share of chance finds among
    relations at least this clear. `survives` says whether it stands out from all looks taken; the adjusted interval
    leaves out 0 exactly then. Of relations that survive, the effects look larger than they are: the lucky ones pass.
    `caution` belongs beside `says`, always. Without a `proposal` the earlier series cannot be changed at will.
    """

    false_discovery: float
    survives: bool
    says: str
    caution: str
    proposal: TrialProposal | None = None


class NotLooked(msgspec.Struct, frozen=True):
    """A look that could not be taken, on how many days it would have rested, and why."""

    earlier: str
    later: str
    lag_days: int
    days: int
    why: Shortfall
    says: str


class Relations(msgspec.Struct, frozen=True):
    """
    Every look at a diary, the clearest first, and those that could not be taken.

    `level` is the share of unrelated diaries in which anything may survive at this look.
    """

    looks: tuple[Relation, ...]
    not_looked: tuple[NotLooked, ...]
    level: float
    says: str

    @property
    def surviving(self) -> tuple[Relation, ...]:
        """What stands out from all looks taken."""
        return tuple(relation for relation in self.looks if relation.survives)


class ClaimAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """
    Whether a fall of one pain goes before a rise of another, in this diary.

    Each of `effects` is the rise of the later pain per point that the earlier one fell; the adjusted intervals hold
    for all lags together. ``yes``: at some lag the rise is above 0. ``no``: at every lag less than `worth` of the
    pain that left came up again. `lag_days` is the clearest lag of a yes. `why` and `more_days` (written as
    regularly as so far, if there is nothing to find) belong to ``cannot_tell``; `why` is None where the days are
    enough and the intervals too wide.
    """

    verdict: ClaimVerdict
    earlier: str
    later: str
    worth: float
    effects: tuple[LaggedEffect, ...]
    says: str
    caution: str
    lag_days: int | None = None
    why: Shortfall | None = None
    more_days: int | None = None
