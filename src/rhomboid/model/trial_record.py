"""What is kept of a trial on one person, and what its faces show of it."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec

from rhomboid.model.plan import Caution
from rhomboid.model.source import Source
from rhomboid.model.trial import (
    Arm,
    DesignOffer,
    EffectEstimate,
    Evidence,
    Period,
    PooledTrials,
    Power,
    Protocol,
    Verdict,
)

TRIAL_SCHEMA_VERSION = "1"

StopReason = Literal["adverse_event", "wish"]
TrialStatus = Literal["not_begun", "running", "over", "stopped"]
RestsOn = Literal["told_now", "saved_account", "nothing"]
PowerFrom = Literal["own_diary", "published"]
Moment = Annotated[datetime.datetime, msgspec.Meta(tz=True)]


class SealedTrial(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A protocol as it was settled before day one: its SHA-256, the schedule drawn from it, and when that was.

    `not_so` names what would speak against it and, as the person said, is not so.
    """

    protocol: Protocol
    sha256: str
    sealed_at: Moment
    schedule: tuple[Period, ...]
    not_so: tuple[str, ...] = ()


class TrialStop(msgspec.Struct, frozen=True, omit_defaults=True):
    """That a trial was stopped before its end: on which day, why, and in the person's words where there are any."""

    trial: str
    on: datetime.date
    reason: StopReason
    words: str = ""


class TrialRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A trial as the store has it. `saved_at` is what the machine's clock said when it was sealed."""

    sealed: SealedTrial
    saved_at: Moment
    knowledge_hash: str
    stop: TrialStop | None = None

    @property
    def protocol(self) -> Protocol:
        """What was settled before day one."""
        return self.sealed.protocol

    @property
    def last_day(self) -> datetime.date:
        """The last day it was planned for."""
        return self.protocol.start + datetime.timedelta(days=self.protocol.design.days - 1)

    def day_number(self, on: datetime.date) -> int:
        """The trial's day of a date; 1 is the first, and below it the trial has not begun."""
        return (on - self.protocol.start).days + 1

    def status(self, today: datetime.date) -> TrialStatus:
        """Where it stands on a day."""
        if self.stop is not None:
            return "stopped"
        if today < self.protocol.start:
            return "not_begun"
        return "running" if today <= self.last_day else "over"


class Refusal(msgspec.Struct, frozen=True):
    """Why a trial is not begun: what speaks against it, and what can be done instead."""

    code: str
    reason: str
    remedy: str


class TrialSafety(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Whether a trial may be begun, as far as is known.

    With any `refusals` it may not. `cautions` apply; `check_first` may apply, and nobody has said that they do not.
    `what_to_do` stands where someone is needed first. `told_on` is the day on which a saved account was told.
    """

    rests_on: RestsOn
    refusals: tuple[Refusal, ...] = ()
    cautions: tuple[Caution, ...] = ()
    check_first: tuple[Caution, ...] = ()
    what_to_do: str | None = None
    told_on: datetime.date | None = None


class TrialOffers(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Designs a person may choose from, best first, with what each could show of a change worth having.

    `much_better` is what the first could show of a larger one. `least_days` is how many days the remedy would need
    where there are too few for any design.
    """

    power_from: PowerFrom
    diary_days: int | None
    carryover_days: float
    offers: tuple[DesignOffer, ...]
    much_better: Power | None = None
    least_days: int | None = None


class TrialDay(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One day of a trial: what to do, and nothing of how it goes.

    `day` counts from 1. `arm` is what was drawn, None before the first day and after the last. `washout` days are
    lived like the others and not compared. `missing` are days of the trial without a pain written down, before today.
    """

    trial: str
    remedy: str
    comparator: str
    status: TrialStatus
    date: datetime.date
    day: int
    days: int
    start: datetime.date
    arm: Arm | None
    washout: bool
    doing: str
    steps: tuple[str, ...]
    stop_if: str
    written_today: bool
    written: int
    missing: tuple[datetime.date, ...]
    stop: TrialStop | None = None


class TrialResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Where a trial stands on a day: the verdict with all it rests on.

    `through` is the last day counted, from 1; today counts once its pain is written down. `looks` are the evidence and
    the effects not ruled out after each unit, in order. `written_late` counts pains written down on a later day than
    their own. `leans_on_others` stands where the plan has a prior: its share in the estimate as drawn, 0 to 1.
    """

    schema_version: str
    knowledge: str
    knowledge_version: str
    knowledge_hash: str
    trial: str
    sha256: str
    protocol: Protocol
    remedy: str
    comparator: str
    status: TrialStatus
    date: datetime.date
    through: int
    days: int
    sentence: str
    verdict: Verdict
    looks: tuple[Evidence, ...]
    written_late: int
    sources: dict[str, Source]
    stop: TrialStop | None = None
    leans_on_others: float | None = None


class TrialToPool(msgspec.Struct, frozen=True):
    """What one person's trial gives to the others': its hash, its effect by its own days, and whether it did harm."""

    sha256: str
    effect: EffectEstimate
    harmed: bool


class TrialPool(msgspec.Struct, frozen=True):
    """
    Several people's trials of one comparison, and what they say together; the prior of a next person's trial.

    `remedy` and `comparator` are ids, as in a protocol. Effects are points of pain from 0 to 10, remedy less
    comparator: below 0 is an improvement. `trials` are in the order of `pooled.people`.
    """

    schema_version: str
    remedy: str
    comparator: str
    trials: tuple[TrialToPool, ...]
    pooled: PooledTrials
