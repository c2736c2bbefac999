"""One person's trial as arrays in points of 10, whatever scale it was written on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from rhomboid.model.trial import (
    Adherence,
    AnalysisPlan,
    DailyOutcome,
    EffectEstimate,
    Evidence,
    NormalPrior,
    Protocol,
)
from rhomboid.trials.assignment import coins
from rhomboid.trials.layout import Floats, Layout, Signs, lay_out


@dataclass(frozen=True, eq=False)
class Series:
    """
    What was recorded up to `today`: `outcomes` [T] with NaN for missing days, washout and days to come.

    `drawn` and `used` [T] are the arms' codes; where nothing was told, `used` is what was drawn. `unit` is what one
    point of 10 is on the trial's own scale.
    """

    layout: Layout
    signs: Signs
    outcomes: Floats
    drawn: Floats
    used: Floats
    today: int
    unit: float
    adherence: Adherence


def read_series(protocol: Protocol, daily: Sequence[DailyOutcome], today: int) -> Series:
    """
    Put the daily outcomes in their places. Days count from 1; what lies after `today` or the trial's end is left out.

    Raises ValueError for a day told twice, a day before the first, a value off the scale or a scale of no width.
    """
    layout, unit = lay_out(protocol.design), (protocol.outcome.high - protocol.outcome.low) / 10
    signs = coins(protocol.seed, layout.units)
    drawn = layout.codes(signs)
    outcomes, used = np.full(layout.days, np.nan), drawn.copy()
    counted = [one for one in daily if one.day <= min(today, layout.days)]
    _check(protocol, counted)
    told = [one for one in counted if one.used is not None]
    for one in counted:
        if one.value is not None and layout.scored[one.day - 1]:
            outcomes[one.day - 1] = (one.value - protocol.outcome.low) / unit
    for one in told:
        used[one.day - 1] = 0.5 if one.used == "remedy" else -0.5
    adherence = Adherence(
        days=min(today, layout.days),
        recorded=sum(one.value is not None for one in counted),
        told=len(told),
        as_drawn=sum(bool(used[one.day - 1] == drawn[one.day - 1]) for one in told),
    )
    return Series(layout, signs, outcomes, drawn, used, today, unit, adherence)


def _check(protocol: Protocol, daily: Sequence[DailyOutcome]) -> None:
    outcome = protocol.outcome
    if not outcome.high > outcome.low:
        raise ValueError("the scale needs an upper end above its lower end")
    days = [one.day for one in daily]
    if len(set(days)) < len(days) or min(days, default=1) < 1:
        raise ValueError("each day from 1 on may be told once")
    if any(one.value is not None and not outcome.low <= one.value <= outcome.high for one in daily):
        raise ValueError(f"a value is not within {outcome.low} to {outcome.high}")


def plan_in_points(plan: AnalysisPlan, unit: float) -> AnalysisPlan:
    """The plan with its prior in points of 10."""
    if plan.effect_prior is None:
        return plan
    prior = NormalPrior(plan.effect_prior.mean / unit, plan.effect_prior.sd / unit)
    return msgspec.structs.replace(plan, effect_prior=prior)


def estimate_on_scale(found: EffectEstimate, unit: float) -> EffectEstimate:
    """The estimate on the trial's own scale."""
    scaled = {name: getattr(found, name) * unit for name in ("effect", "low", "high", "sd")}
    return msgspec.structs.replace(found, **scaled)


def evidence_on_scale(found: Evidence, unit: float) -> Evidence:
    """The evidence with its bounds on the trial's own scale."""
    low, high = (None if bound is None else bound * unit for bound in (found.low, found.high))
    return msgspec.structs.replace(found, low=low, high=high)
