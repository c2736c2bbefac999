"""How pain like this usually goes, from cohorts that were followed."""

from __future__ import annotations

import msgspec

from rhomboid.model.figure import Directness, EvidenceCertainty, Figure
from rhomboid.model.quantities import Estimate


class CurvePoint(msgspec.Struct, frozen=True):
    """Mean pain of a cohort at one time, in weeks from its start."""

    week: float
    mean: Estimate


class Curve(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Mean pain of one cohort over time, on a scale of `span` points.

    `causes` and `durations` say whose course it stands for: where several curves fit, they are mixed in equal
    parts. `certainty` and `directness` are those of the source, for its own people and for the upper back.
    """

    id: str
    who: str
    points: tuple[CurvePoint, ...]
    causes: tuple[str, ...]
    certainty: EvidenceCertainty
    directness: Directness
    durations: tuple[str, ...] = ()
    span: float = 100.0


class CourseFact(msgspec.Struct, frozen=True, omit_defaults=True):
    """A figure about recovery or return of pain, with the definition without which it means nothing."""

    figure: Figure
    definition: str
    causes: tuple[str, ...] = ()
    durations: tuple[str, ...] = ()


class CourseKnowledge(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    All that is known of the course.

    `spread` is the standard deviation between people, in points of 10, once weeks have passed; `daily_spread`
    that of one person from day to day. "Slower than expected" is pain, averaged over `pace_days`, above what
    `slower_share` of people have by then, not before `pace_from_days`; "worse" is `worse_points` above the start.
    """

    curves: dict[str, Curve]
    recovery: tuple[CourseFact, ...]
    recurrence: tuple[CourseFact, ...]
    spread: Estimate
    daily_spread: Estimate
    start_by_severity: dict[str, Estimate]
    slower_share: Estimate
    worse_points: Estimate
    pace_days: int
    pace_from_days: int
