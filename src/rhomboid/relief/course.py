"""How pain like this usually goes from here, and whether one's own goes slower."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np

from rhomboid.language import Words, gettext_noop, whole_percent
from rhomboid.language import gettext as _
from rhomboid.model import CourseFact, CourseKnowledge, Curve, Directness
from rhomboid.model.plan import Band, Course, CourseFigure, CurveShare, Pace, PaceStatus, PainPoint
from rhomboid.relief.catalogue import Catalogue
from rhomboid.relief.fan import Fan
from rhomboid.relief.person import SEVERITY, Person

WEEKS = (0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 12.0, 26.0, 52.0)
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
DAYS_A_WEEK = 7.0
PLACES = 2
UNKNOWN = "unknown"
LEAST_SHARE = 0.01
"""A cohort with a smaller part of the mixture is left out of it."""
LEAST_COVERED = 0.05
"""Below this probability of the causes that any cohort stands for, there is no forecast."""


def forecast(catalogue: Catalogue, person: Person, points: Sequence[PainPoint] = ()) -> Course | None:
    """
    The fan of pain over the coming year, mixed over causes and durations, with the person's own pace beside it.

    Cohorts that stand for the same cause and duration share it in equal parts. None when the causes that any
    cohort stands for are too unlikely, or the knowledge base holds no course. `points` count days from now on
    or, where they begin earlier, from the first of them; their order does not matter.
    """
    known = catalogue.knowledge.course
    if known is None:
        return None
    shares, covered = _shares(known, catalogue, person)
    if covered < LEAST_COVERED:
        return None
    ordered = tuple(sorted(points, key=lambda point: (point.day, point.pain_nrs)))
    start, told = _start(known, person, ordered)
    curves = tuple(known.curves[key] for key in shares)
    fan = Fan(curves, tuple(shares.values()), start, known.spread.value, known.daily_spread.value)
    return Course(
        covered=round(covered, 3),
        start_nrs=round(start, PLACES),
        start_is="told" if told else "assumed",
        bands=tuple(_bands(fan)),
        curves=tuple(_curve_share(known.curves[key], share) for key, share in shares.items()),
        recovery=tuple(_facts(known.recovery, catalogue, person)),
        recurrence=tuple(_facts(known.recurrence, catalogue, person)),
        slower_means=_slower_means(known),
        notes=tuple(_notes(curves, covered, told)),
        sources={},
        points=ordered,
        pace=_pace(known, fan, ordered) if len(ordered) > 1 else None,
    )


def _shares(known: CourseKnowledge, catalogue: Catalogue, person: Person) -> tuple[dict[str, float], float]:
    """Each curve's part of the mixture, largest first, and the probability that any curve stands for."""
    cells = {key: catalogue.cells(curve.causes, curve.durations) for key, curve in known.curves.items()}
    count = np.sum(list(cells.values()), axis=0)
    divided = person.weights / np.maximum(count, 1.0)
    parts = {key: float(divided @ cell) for key, cell in cells.items()}
    total = sum(parts.values()) or 1.0
    large = {key: part for key, part in parts.items() if part / total >= LEAST_SHARE}
    kept = sum(large.values()) or 1.0
    shares = sorted(((key, part / kept) for key, part in large.items()), key=lambda pair: (-pair[1], pair[0]))
    everything = float(person.weights.sum()) or 1.0
    return dict(shares), min(1.0, sum(parts.values()) / everything)


def _start(known: CourseKnowledge, person: Person, points: Sequence[PainPoint]) -> tuple[float, bool]:
    """Pain at the start (0-10), and whether it was told: by the first point, as a number, or by the severity."""
    if points:
        return points[0].pain_nrs, True
    if person.pain_nrs is not None:
        return person.pain_nrs, True
    told = person.facts.chosen.get(SEVERITY, ())
    values = [known.start_by_severity[option].value for option in told]
    return (sum(values) / len(values), True) if values else (known.start_by_severity[UNKNOWN].value, False)


def _bands(fan: Fan) -> Iterator[Band]:
    read = {point.week for curve in fan.curves for point in curve.points}
    for week, row in zip(WEEKS, fan.quantiles(WEEKS, LEVELS), strict=True):
        p10, p25, p50, p75, p90 = (round(float(pain), PLACES) for pain in row)
        yield Band(week, p10, p25, p50, p75, p90, week in read)


def _curve_share(curve: Curve, share: float) -> CurveShare:
    first = curve.points[0].mean
    return CurveShare(curve.id, round(share, 3), curve.who, curve.certainty, curve.directness, first.source or "")


def _facts(facts: Iterable[CourseFact], catalogue: Catalogue, person: Person) -> Iterator[CourseFigure]:
    """The figures about causes and durations that are likely enough to concern the person."""
    least = catalogue.settings.least_fit.value
    for fact in facts:
        if person.fit(catalogue.cells(fact.causes, fact.durations)) >= least:
            yield CourseFigure(fact.figure, fact.definition)


def _slower_means(known: CourseKnowledge) -> str:
    share = round(known.slower_share.value * 10)
    words = _(
        "Slower than expected means: from day {from_day} on, the mean of your last {days} days is above what "
        "{share} in "
        "10 people like you have by then."
    )
    return words.format(from_day=known.pace_from_days, days=known.pace_days, share=share)


def _notes(curves: Sequence[Curve], covered: float, told: bool) -> Iterator[str]:
    whose = {curve.directness for curve in curves}
    if "upper_back" not in whose:
        yield _instead_followed(whose)
    yield _("The cohorts print averages only. The spread between people, and the weeks between, are our arithmetic.")
    if covered < 0.95:
        words = _("For about {share} of what it may be, nobody was followed. The forecast leaves it out.")
        yield words.format(share=whole_percent(1 - covered))
    if not told:
        yield _("You did not say how bad it is now, so the forecast begins where the people in the cohorts began.")


def _instead_followed(whose: Collection[Directness]) -> str:
    """Whose pain the cohorts had, where none had it in the upper back."""
    if "low_back" in whose and "neck" in whose:
        return _(
            "Nobody has followed people with upper back pain in this way. These people had low back and neck pain."
        )
    if "low_back" in whose:
        return _("Nobody has followed people with upper back pain in this way. These people had low back pain.")
    if "neck" in whose:
        return _("Nobody has followed people with upper back pain in this way. These people had neck pain.")
    return _("Nobody has followed people with upper back pain in this way. These people had other pain.")


def _pace(known: CourseKnowledge, fan: Fan, points: Sequence[PainPoint]) -> Pace:
    """
    Where the last days stand in the fan.

    "Worse" needs no waiting: it counts from the second point on. The rest is not said before `pace_from_days`.
    """
    first, last = points[0].day, points[-1].day
    recent = [point.pain_nrs for point in points if point.day > last - known.pace_days and point is not points[0]]
    mean = sum(recent) / len(recent)
    day = last - first
    share = known.slower_share.value
    fastest, expected, limit = (
        round(float(pain), PLACES) for pain in fan.quantiles((day / DAYS_A_WEEK,), (1 - share, 0.5, share))[0]
    )
    status: PaceStatus
    if mean >= fan.start_nrs + known.worse_points.value:
        status = "worse"
    elif day < known.pace_from_days:
        status = "too_early"
    elif mean > limit:
        status = "slower"
    else:
        status = "faster" if mean < fastest else "as_expected"
    return Pace(status, _PACE_WORDS[status], day, round(mean, PLACES), expected, limit)


_PACE_WORDS: Words[PaceStatus] = Words(
    {
        "worse": gettext_noop(
            "It is clearly worse than when it began. Show it to someone this week, sooner if anything new has come."
        ),
        "too_early": gettext_noop("It is too early to say whether this is slower than usual."),
        "slower": gettext_noop(
            "It is going slower than in most people. That is worth an appointment, and a fresh look at the cause."
        ),
        "as_expected": gettext_noop("It is going as it does for most people."),
        "faster": gettext_noop("It is going better than for most people."),
    }
)
