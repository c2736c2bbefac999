"""How a person's days differ, read from their own diary: what power is simulated from when there is one."""

from __future__ import annotations

import numpy as np

from rhomboid.model import Estimate
from rhomboid.model.trial import AnalysisPlan, DayToDay
from rhomboid.trials.layout import Floats
from rhomboid.trials.regression import regress

DRAWS = 4_000
LEAST_DAYS = 10
"""Outcomes below which a diary says too little about how its days differ."""
NOTE = "from the person's own diary"


def day_to_day(outcomes: Floats, seed: int) -> DayToDay | None:
    """
    Standard deviation and autocorrelation about level and trend, and the share of days missing, with 95% intervals.

    `outcomes` [T] in points of 10, NaN where missing, of days without a trial. None when fewer than `LEAST_DAYS` were
    written down. Misleads where what was tried changed on the way: that counts as spread.
    """
    days = int(np.isfinite(outcomes).sum())
    if days < LEAST_DAYS:
        return None
    random = np.random.Generator(np.random.Philox(key=seed))
    cells = regress(outcomes[None], np.zeros((1, len(outcomes))), AnalysisPlan())
    picked = random.choice(len(cells.phi), size=DRAWS, p=cells.weights[0])
    shape = cells.freedom[0] / 2
    variances = cells.variances[0, picked] * (shape - 1) / random.standard_gamma(shape, DRAWS)
    lost = random.beta(len(outcomes) - days + 0.5, days + 0.5, DRAWS)
    return DayToDay(
        sd=_summary(np.sqrt(variances), days),
        autocorrelation=_summary(cells.phi[picked], days),
        missing=_summary(lost, len(outcomes)),
    )


def _summary(draws: Floats, days: int) -> Estimate:
    low, middle, high = np.quantile(draws, [0.025, 0.5, 0.975]).tolist()
    return Estimate(middle, low, high, "derived", n=days, note=NOTE)
