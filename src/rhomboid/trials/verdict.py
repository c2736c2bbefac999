"""The answer: it helped, it did not, it made things worse, or it cannot be told yet and how many more days would."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from rhomboid.language import Words, gettext_noop
from rhomboid.language import gettext as _
from rhomboid.model.trial import (
    AnalysisPlan,
    DailyOutcome,
    EffectEstimate,
    Evidence,
    Protocol,
    RandomisationTest,
    Verdict,
    VerdictKind,
)
from rhomboid.trials.estimate import estimates
from rhomboid.trials.evidence import evidence
from rhomboid.trials.forecast import days_to_tell
from rhomboid.trials.layout import Floats
from rhomboid.trials.randomisation_test import sign_flip_test
from rhomboid.trials.series import Series, estimate_on_scale, evidence_on_scale, plan_in_points, read_series

LEAST_DAYS_EACH = 2
"""Outcomes of each arm below which no effect is estimated."""
HARDLY = 0.05
"""A probability of an important change below which the help is said to be small."""

SENTENCES: Words[VerdictKind] = Words(
    {
        "helped": gettext_noop(
            "It helped: days with {remedy} were better than days with {comparator}, and chance hardly explains it."
        ),
        "did_not_help": gettext_noop("{remedy} did not help enough to notice. Had it, these days would have shown it."),
        "made_worse": gettext_noop(
            "Days with {remedy} were worse than days with {comparator}, and chance hardly explains it."
        ),
        "cannot_tell": gettext_noop("We cannot tell yet whether {remedy} helps."),
        "stopped": gettext_noop(
            "The trial is stopped because of the harm you wrote down. Do not go on with {remedy} before someone has "
            "looked at it with you."
        ),
    }
)
SMALL = gettext_noop("The difference is smaller than most people would notice.")
GO_ON = gettext_noop("If you go on, the days ahead will probably tell.")
NOT_ENOUGH = gettext_noop(
    "The days that are left will probably not tell either. A longer trial could; so could leaving it."
)
OVER = gettext_noop(
    "The trial is over and leaves open whether {remedy} helps: any effect is small beside how much your days differ."
)


def judge(protocol: Protocol, daily: Sequence[DailyOutcome], today: int) -> Verdict:
    """
    The verdict after day `today`, on any day; looking does no harm.

    "Helped" and "made worse" need the evidence to have reached what was agreed; "did not help" needs every effect at
    least as large as the minimal important change to be ruled out. No prior has a say in which of them it is, nor in
    its sentence. Raises ValueError as `read_series` does.
    """
    series = read_series(protocol, daily, today)
    plan = plan_in_points(protocol.plan, series.unit)
    change = protocol.minimal_important_change.value / series.unit
    sign = protocol.outcome.better_sign

    def estimated(codes: Floats, plan: AnalysisPlan) -> EffectEstimate | None:
        if not _enough(series.outcomes, codes):
            return None
        return estimates(series.outcomes[None], codes[None], plan, change, sign)[0]

    alone = estimated(series.drawn, msgspec.structs.replace(plan, effect_prior=None))
    leans = plan.effect_prior is not None
    as_randomised = estimated(series.drawn, plan) if leans else alone
    as_used = estimated(series.used, plan)
    found = evidence(series.outcomes, series.signs, series.layout, today, plan.alpha)
    harmed = any(one.adverse_event for one in daily if one.day <= today)
    kind = "stopped" if harmed else _kind(found, alone, change, sign)
    days_left = max(series.layout.days - today, 0)
    more = None
    if kind == "cannot_tell" and days_left and as_randomised is not None:
        more = days_to_tell(series, plan, sign * change, protocol.seed)
    return Verdict(
        kind=kind,
        sentence=_sentence(protocol, kind, alone, more, days_left),
        as_randomised=None if as_randomised is None else estimate_on_scale(as_randomised, series.unit),
        as_used=None if as_used is None else estimate_on_scale(as_used, series.unit),
        evidence=evidence_on_scale(found, series.unit),
        adherence=series.adherence,
        check=None if days_left else _check_at_the_end(series, protocol.seed),
        days_to_tell=more,
        days_left=days_left,
        days_alone=estimate_on_scale(alone, series.unit) if leans and alone is not None else None,
    )


def _enough(outcomes: Floats, codes: Floats) -> bool:
    seen = ~np.isnan(outcomes)
    return min(int((seen & (codes > 0)).sum()), int((seen & (codes < 0)).sum())) >= LEAST_DAYS_EACH


def _kind(found: Evidence, estimate: EffectEstimate | None, change: float, sign: float) -> VerdictKind:
    """From numbers in points of 10; `sign` is that of an improvement."""
    if estimate is not None and found.settled_on is not None:
        return "helped" if sign * estimate.effect > 0 else "made_worse"
    best = found.low if sign < 0 else found.high
    if best is not None and sign * best < change:
        return "did_not_help"
    return "cannot_tell"


def _sentence(
    protocol: Protocol, kind: VerdictKind, estimate: EffectEstimate | None, more: int | None, days_left: int
) -> str:
    over = kind == "cannot_tell" and not days_left
    sentence = (_(OVER) if over else SENTENCES[kind]).format(remedy=protocol.remedy, comparator=protocol.comparator)
    sentence = sentence[:1].upper() + sentence[1:]
    if kind == "helped" and estimate is not None and estimate.p_important < HARDLY:
        return " ".join((sentence, _(SMALL)))
    if kind != "cannot_tell" or over or estimate is None:
        return sentence
    return " ".join((sentence, _(GO_ON if more is not None else NOT_ENOUGH)))


def _check_at_the_end(series: Series, seed: int) -> RandomisationTest:
    return sign_flip_test(series.outcomes, series.signs, series.layout, seed)
