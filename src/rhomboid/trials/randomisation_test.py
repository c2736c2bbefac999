"""The sign-flip test: would other coins have given as great a difference?"""

from __future__ import annotations

from itertools import product

import numpy as np

from rhomboid.model.trial import RandomisationTest
from rhomboid.trials.layout import Floats, Layout, Signs

ALL_OF = 12
"""Up to this many coins every schedule is tried."""
DRAWS = 9_999
LEVEL_AND_TREND = 2


def sign_flip_test(outcomes: Floats, signs: Signs, layout: Layout, seed: int) -> RandomisationTest:
    """
    Exact two-sided p-value of no effect on any day, from one trial's `outcomes` [T] and coins `signs` [K].

    For one look, at the end. The statistic is the score of the AR(1) regression, its nuisances fitted to the outcomes
    alone, so that under no effect it is the same function of every schedule.
    """
    parts = unit_scores(np.where(layout.scored, outcomes, np.nan), layout)
    exact = layout.units <= ALL_OF
    if exact:
        others = np.array(list(product((-1, 1), repeat=layout.units)), dtype=np.int8)
    else:
        random = np.random.Generator(np.random.Philox(key=seed))
        others = np.where(random.random((DRAWS, layout.units)) < 0.5, np.int8(-1), np.int8(1))
    found = abs(float(signs @ parts))
    as_great = int((np.abs(others @ parts) >= found * (1 - 1e-9)).sum())
    p_value = as_great / len(others) if exact else (1 + as_great) / (1 + DRAWS)
    return RandomisationTest(p_value, len(others), exact)


def unit_scores(outcomes: Floats, layout: Layout) -> Floats:
    """What each coin, had it been heads, would add to the score, [K]; a function of the outcomes alone."""
    days = np.flatnonzero(~np.isnan(outcomes))
    scores = np.zeros(layout.units)
    if len(days) <= LEVEL_AND_TREND:
        return scores
    nuisances = np.stack([np.ones(len(days)), days - days.mean()], axis=1)
    rough = _left_over(nuisances, outcomes[days])
    phi = min(max(float(rough[1:] @ rough[:-1]) / max(float(rough @ rough), 1e-12), 0.0), 0.9)
    linked = np.append(0.0, phi ** np.diff(days))
    scale = np.sqrt(1 - linked**2)

    def whiten(values: Floats) -> Floats:
        earlier = np.concatenate([np.zeros_like(values[:1]), values[:-1]])
        result: Floats = ((values.T - linked * earlier.T) / scale).T
        return result

    white = _left_over(whiten(nuisances), whiten(outcomes[days])) / scale
    pull = white - np.append((linked * white)[1:], 0.0)
    np.add.at(scores, layout.unit[days], layout.base[days] * pull)
    return scores


def _left_over(columns: Floats, values: Floats) -> Floats:
    fitted = np.linalg.lstsq(columns, values, rcond=None)[0]
    result: Floats = values - columns @ fitted
    return result
