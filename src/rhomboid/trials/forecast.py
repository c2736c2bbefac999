"""How many more days would tell: the trial played on from what is known today."""

from __future__ import annotations

import numpy as np

from rhomboid.model.trial import AnalysisPlan
from rhomboid.trials.evidence import log_wealth, reached
from rhomboid.trials.layout import Floats
from rhomboid.trials.regression import Cells, regress
from rhomboid.trials.series import Series
from rhomboid.trials.simulate import ar1

FUTURES = 60
"""Ways the trial may go on; enough to tell a share of a half to about 13 in 100."""


def days_to_tell(series: Series, plan: AnalysisPlan, important_effect: float, seed: int) -> int | None:
    """
    Days from today after which half of the futures have a verdict; None when fewer than half ever do.

    A future draws effect, autocorrelation and spread from today's posterior and its coins anew, and is looked at each
    day. `important_effect` is the minimal important change as an effect, in points of 10 and with its sign: a future
    tells when no effect, or one as large as that, is ruled out.
    """
    random = np.random.Generator(np.random.Philox(key=seed))
    cells = regress(series.outcomes[None], series.drawn[None], plan)
    outcomes, signs = _play_on(series, cells, random)
    wealth = log_wealth(outcomes, signs, series.layout, np.array([0.0, important_effect]), plan.alpha)
    days = reached(wealth, series.layout, plan.alpha)
    first = np.where(days > 0, days, np.inf).min(axis=0)
    middle = np.sort(first)[FUTURES // 2]
    return max(int(middle) - series.today, 1) if np.isfinite(middle) else None


def _play_on(series: Series, cells: Cells, random: np.random.Generator) -> tuple[Floats, np.ndarray]:
    """Outcomes [F, T] and coins [F, K]: what was, then one future each."""
    layout, today = series.layout, series.today
    picked = random.choice(len(cells.phi), size=FUTURES, p=cells.weights[0])
    student = random.standard_t(cells.freedom[0], size=FUTURES)
    effects = cells.means[0, picked] + cells.scales[0, picked] * student
    errors = ar1(np.sqrt(cells.variances[0, picked]), cells.phi[picked], layout.days, random)
    fresh = np.where(random.random((FUTURES, layout.units)) < 0.5, np.int8(1), np.int8(-1))
    signs = np.where(layout.starts[:-1] < today, series.signs, fresh)
    codes = layout.codes(signs)
    level = np.nanmean(series.outcomes - effects[:, None] * series.drawn, axis=1)
    outcomes = level[:, None] + effects[:, None] * codes + errors
    lost = 1 - np.isfinite(series.outcomes[:today]).sum() / max(int(layout.scored[:today].sum()), 1)
    outcomes[random.random(outcomes.shape) < lost] = np.nan
    outcomes[:, :today] = series.outcomes[:today]
    return outcomes, signs
