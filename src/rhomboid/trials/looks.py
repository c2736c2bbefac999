"""Every look that could have been taken so far: the evidence after each unit, and the effects not yet ruled out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rhomboid.model.trial import DailyOutcome, Evidence, Protocol
from rhomboid.trials.evidence import EFFECTS_TRIED, kept_bounds, log_wealth, reached
from rhomboid.trials.series import evidence_on_scale, read_series


def looks(protocol: Protocol, daily: Sequence[DailyOutcome], today: int) -> tuple[Evidence, ...]:
    """
    The evidence as it stood when each unit was settled, up to day `today`; the last is that of the verdict.

    Raises ValueError as `read_series` does.
    """
    series = read_series(protocol, daily, today)
    layout, alpha = series.layout, protocol.plan.alpha
    settled = layout.settled()
    units = int((settled < today).sum())
    if not units:
        return ()
    sure = np.where(np.arange(layout.days) < today, series.outcomes, np.nan)
    effects = np.append(EFFECTS_TRIED, 0.0)
    wealth = log_wealth(sure[None], series.signs[None], layout, effects, alpha)[:units, :, 0]
    highest = np.maximum.accumulate(wealth, axis=0)
    first = int(reached(wealth[:, -1], layout, alpha)) or None
    found = []
    for unit in range(units):
        day = int(settled[unit]) + 1
        low, high = kept_bounds(highest[unit, :-1], np.log(1 / alpha))
        e_value, most = np.exp(wealth[unit, -1]), np.exp(max(highest[unit, -1], 0.0))
        known = first if first is not None and first <= day else None
        found.append(Evidence(day, unit + 1, float(e_value), float(most), low, high, known))
    return tuple(evidence_on_scale(one, series.unit) for one in found)
