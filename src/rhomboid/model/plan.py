"""What to try first, what to leave alone, and how pain like this usually goes."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.model.cause import Disposition
from rhomboid.model.figure import Directness, Effect, EvidenceCertainty, Figure, Statement
from rhomboid.model.remedy import Cost, Effort, Harm, Tried
from rhomboid.model.rule import RuleBasis
from rhomboid.model.source import Source

PLAN_SCHEMA_VERSION = "1"
PaceStatus = Literal["too_early", "as_expected", "faster", "slower", "worse"]
LeftOutKind = Literal["wish", "tried", "not_yet", "not_worth_it"]


class Benefit(msgspec.Struct, frozen=True):
    """Points of 10 less pain that may be expected; a negative value is more pain."""

    value: float
    low: float
    high: float


class Caution(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that speaks against a remedy, in words, with where that was read."""

    name: str
    reason: str
    basis: RuleBasis = "judgement"
    sources: tuple[str, ...] = ()


class RemedyOption(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A remedy worth considering.

    `fit` is the probability of the causes it is for, at this duration. `benefit` is what may be expected of it
    over all the causes, after shrinking for certainty, for whose pain was studied and for what it was compared
    with; `net_points` is that less harms, cost and effort, and orders the options within a risk tier. `rests_on`
    is the figure behind the benefit, None when it is our judgement, which `judged_because` explains.

    `cautions` are known of this person; `check_first` is not known and must be, before it is used. What is `always`
    offered is what everything else is compared with.
    """

    remedy: str
    name: str
    plain: str
    tier: int
    tier_name: str
    fit: float
    benefit: Benefit
    net_points: float
    time_to_effect: str
    cost: Cost
    effort: Effort
    steps: tuple[str, ...]
    stop_if: str
    rests_on: str | None = None
    judged_because: str | None = None
    certainty: EvidenceCertainty = "none"
    directness: Directness | None = None
    effects: tuple[Effect, ...] = ()
    statements: tuple[Statement, ...] = ()
    harms: tuple[Harm, ...] = ()
    cautions: tuple[Caution, ...] = ()
    check_first: tuple[Caution, ...] = ()
    questions: tuple[str, ...] = ()
    medicine: bool = False
    appointment: bool = False
    always: bool = False
    prevents: bool = False
    tried: Tried | None = None


class RuledOut(msgspec.Struct, frozen=True):
    """A remedy that would fit but is not safe for this person, and why."""

    remedy: str
    name: str
    because: tuple[Caution, ...]


class LeftOut(msgspec.Struct, frozen=True):
    """
    A remedy that would fit but is not offered: a wish, a trial that failed, something to try before it, or too
    little to expect.
    """

    remedy: str
    name: str
    kind: LeftOutKind
    because: str
    effects: tuple[Effect, ...] = ()


class LeaveAlone(msgspec.Struct, frozen=True, omit_defaults=True):
    """Care of low value for this person, with the figures behind the verdict."""

    id: str
    name: str
    verdict: Literal["avoid", "rarely", "unproven"]
    why: str
    instead: str
    remedy: str | None = None
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()


class ReviewAdvice(msgspec.Struct, frozen=True, omit_defaults=True):
    """When to come back, and to whom."""

    when: str
    whom: str
    sources: tuple[str, ...] = ()


class Band(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Where people with a course like this stand at one week: pain (0-10) that 1 in 10, a quarter, half, three
    quarters and 9 in 10 of them do not exceed. `read` is true where a cohort was measured at that week, false
    where it is drawn between such weeks.
    """

    week: float
    p10: float
    p25: float
    p50: float
    p75: float
    p90: float
    read: bool = False


class CurveShare(msgspec.Struct, frozen=True):
    """One cohort in the forecast: its share of the mixture (0..1), who was studied, how sure, whose pain."""

    curve: str
    share: float
    who: str
    certainty: EvidenceCertainty
    directness: Directness
    source: str


class Pace(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    How the person's own pain goes beside the forecast.

    `recent_nrs` is the mean of the last days (0-10), `expected_nrs` what half of the people have by then and
    `limit_nrs` what only the slowest exceed.
    """

    status: PaceStatus
    sentence: str
    day: float
    recent_nrs: float
    expected_nrs: float
    limit_nrs: float


class PainPoint(msgspec.Struct, frozen=True):
    """Pain (0-10) on one day, counted from the day the forecast begins."""

    day: float
    pain_nrs: float


class CourseFigure(msgspec.Struct, frozen=True):
    """A figure about recovery or return of pain with its definition."""

    figure: Figure
    definition: str


class Course(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    How pain like this usually goes from here: a fan over the weeks, mixed over causes and durations.

    `covered` is the probability (0..1) of the causes for which any cohort stands; the fan is about those.
    `start_is` says whether the pain at the start was told, or assumed from the cohorts.
    """

    covered: float
    start_nrs: float
    start_is: Literal["told", "assumed"]
    bands: tuple[Band, ...]
    curves: tuple[CurveShare, ...]
    recovery: tuple[CourseFigure, ...]
    recurrence: tuple[CourseFigure, ...]
    slower_means: str
    notes: tuple[str, ...]
    sources: dict[str, Source]
    points: tuple[PainPoint, ...] = ()
    pace: Pace | None = None


class Plan(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What to try, in order of risk and then of what may be expected, and what to leave alone.

    Where someone is needed at once (`disposition` emergency or same_day) there are no options, only `title` and
    `what_to_do`.
    """

    schema_version: str
    knowledge: str
    knowledge_version: str
    knowledge_hash: str
    today: str
    disposition: Disposition
    title: str
    what_to_do: str
    urgent_if: str
    emergency_number: str
    options: tuple[RemedyOption, ...]
    ruled_out: tuple[RuledOut, ...]
    left_out: tuple[LeftOut, ...]
    leave_alone: tuple[LeaveAlone, ...]
    come_back: tuple[ReviewAdvice, ...]
    notes: tuple[str, ...]
    sources: dict[str, Source]
    course: Course | None = None
