"""The same models written plainly, with the whole covariance matrix and no shortcut; slow, and independent of ours."""

from __future__ import annotations

import itertools

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaln
from scipy.stats import t as student


def conjugate(outcomes, columns, phi, mean, variances, shape, rate):
    """
    Normal inverse gamma regression on the days not NaN: posterior mean, its spread, shape, rate, log marginal.
    """
    days = np.flatnonzero(~np.isnan(outcomes))
    distance = np.abs(days[:, None] - days)
    powers = {int(gap): float(phi) ** int(gap) if gap else 1.0 for gap in np.unique(distance)}
    errors = np.vectorize(powers.__getitem__, otypes=[float])(distance)
    x, y = columns[days], outcomes[days]
    whole = errors + x @ np.diag(variances) @ x.T
    left = y - x @ mean
    misfit = left @ np.linalg.solve(whole, left)
    new_shape, new_rate = shape + len(days) / 2, rate + misfit / 2
    spread = np.linalg.inv(x.T @ np.linalg.solve(errors, x) + np.diag(1 / np.asarray(variances)))
    found = spread @ (x.T @ np.linalg.solve(errors, y) + mean / np.asarray(variances))
    log_marginal = (
        -0.5 * np.linalg.slogdet(whole)[1]
        + gammaln(new_shape)
        - gammaln(shape)
        + shape * np.log(rate)
        - new_shape * np.log(new_rate)
        - len(days) / 2 * np.log(2 * np.pi)
    )
    return found, spread, new_shape, new_rate, log_marginal


def mixture_quantile(probability, weights, means, scales, freedom):
    """Quantile of a mixture of Student's t, by SciPy's distribution function and root finder."""
    spread = 100 * (scales.max() + np.ptp(means) + 1)
    return brentq(
        lambda x: weights @ student.cdf((x - means) / scales, freedom) - probability,
        means.min() - spread,
        means.max() + spread,
        xtol=1e-10,
    )


def wealth(outcomes, signs, layout, bettor, effect=0.0, goal=20.0):
    """The gambler's wealth after each unit, from whole marginal likelihoods of everything up to the day looked at."""
    total, path = 1.0, []
    for unit in range(layout.units):
        stop = layout.starts[unit + 1]
        ahead = bool(layout.look_ahead) and stop < layout.days
        seen = stop + ahead
        chances = {-1: 0.0, 1: 0.0}
        for coin, tomorrow in itertools.product((-1, 1), (-1, 1) if ahead else (0,)):
            tried = signs.copy().astype(float)
            tried[unit] = coin
            if ahead:
                tried[unit + 1] = tomorrow
            chances[coin] += np.exp(_log_marginal(outcomes, signs, tried, layout, bettor, effect, seen))
        favoured = max(chances, key=chances.get)
        payoff = 2 * chances[favoured] / sum(chances.values())
        if total < goal * (1 - 1e-9):
            payoff = min(payoff, goal / total)
        total *= payoff if signs[unit] == favoured else 2 - payoff
        path.append(total)
    return np.array(path)


def _log_marginal(outcomes, signs, tried, layout, bettor, effect, seen):
    codes = layout.codes(tried)[:seen]
    would = (outcomes + effect * (layout.codes(tried) - layout.codes(signs.astype(float))))[:seen]
    would = np.where(layout.scored[:seen], would, np.nan)
    days = np.arange(seen)
    columns = np.stack([np.ones(seen), days / bettor.TREND_DAYS, codes], axis=1)
    variances = np.array([bettor.PRIOR_SD_LEVEL, bettor.PRIOR_SD_TREND, bettor.PRIOR_SD_EFFECT]) ** 2
    logs = [
        np.log(weight)
        + conjugate(would, columns, phi, np.array([0, 0, mean]), variances, bettor.PRIOR_SHAPE, bettor.PRIOR_RATE)[-1]
        for phi, mean, weight in zip(bettor.CELL_PHI, bettor.CELL_EFFECT, bettor.CELL_WEIGHTS, strict=True)
    ]
    return np.logaddexp.reduce(logs)
