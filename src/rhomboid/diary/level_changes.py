"""Where pain stood each day when it stays at a level for a while and then changes: a hidden Markov model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST_NRS, MOST_NRS = 0.0, 10.0
ANYWHERE = 0.2
"""Share of changes that may land anywhere on the scale; the rest land near where the person's own days were."""
NEAR = 1.0
"""How far from one of the person's own days a change lands at most, in points; closer is likelier."""
KEPT = 0.999
"""Settings are left out of the second sweep once the likeliest of them hold this much of the probability."""

FARTHEST = -100.0
"""Least log density told apart: what is less likely changes nothing, and numbers near the smallest are slow."""


@dataclass(frozen=True, eq=False)
class Settings:
    """
    What is integrated over, every combination as likely beforehand.

    `levels` [L] in points of 10; `stays` [H] the mean number of days at a level; `noise_sds` [S] the standard
    deviation of single days around it; `persistences` [F] the share of yesterday's deviation that is left today.
    """

    levels: Floats
    stays: Floats
    noise_sds: Floats
    persistences: Floats


SETTINGS = Settings(
    levels=np.linspace(LEAST_NRS, MOST_NRS, 41),
    stays=np.array([7.0, 21.0, 63.0]),
    noise_sds=np.geomspace(0.5, 2.5, 6),
    persistences=np.array([0.0, 0.3, 0.6]),
)
"""Levels a quarter of a point apart that last one, three or nine weeks; single days half a point from them, as nobody
tells pain more exactly, or all over the scale. Judged."""


@dataclass(frozen=True, eq=False)
class LevelDays:
    """`probabilities` [days, L] of each of `levels` [L] on each day, and the noise's standard deviation."""

    levels: Floats
    probabilities: Floats
    noise_sd: float


@dataclass(frozen=True, eq=False)
class _Likely:
    """
    What the sweeps over N values need, for the G likeliest settings of probability `weights` [G].

    `apart` [N - 1] days lie between the values. `stayed` [N - 1, G, L] is a value's density given the one before at
    the same level; `changed` [N, G, L] that of the value afresh, times the probability of that level after a change.
    `stay` [G] is the probability of staying for a day, `landing` [L] where a change lands.
    """

    apart: NDArray[np.int64]
    weights: Floats
    stay: Floats
    stayed: Floats
    changed: Floats
    landing: Floats


def level_days(values: Floats, settings: Settings = SETTINGS) -> LevelDays:
    """
    The probability of each level on each day, from values [days] in 0..10, NaN where there is none (one is needed).

    Each day the level stays or, with probability 1/stay, is drawn anew. Single days deviate from it by a first-order
    autoregression, which starts afresh after a change. Exact for each setting, over gaps too: days without a value
    are one step, since what is drawn anew forgets what was before. Misleads where pain drifts slowly (it becomes
    stairs) and in that where a change lands is read from the same days.
    """
    days = np.flatnonzero(np.isfinite(values))
    likely, noise_sd = _likeliest(values[days], np.diff(days), settings)
    probabilities = np.empty((len(values), len(settings.levels)))
    _fill(likely, days, probabilities)
    return LevelDays(settings.levels, probabilities, noise_sd)


def _landing(values: Floats, levels: Floats) -> Floats:
    """[L] where a change lands: near one of the person's own days, or anywhere."""
    near = np.maximum(np.finfo(float).tiny, NEAR - np.abs(values[:, None] - levels))
    own = (near / near.sum(axis=1, keepdims=True)).mean(axis=0)
    return np.asarray((1 - ANYWHERE) * own + ANYWHERE / len(levels), dtype=np.float64)


def _likeliest(values: Floats, apart: NDArray[np.int64], settings: Settings) -> tuple[_Likely, float]:
    """The likeliest settings that hold `KEPT` of the probability, and the mean of the noise's standard deviation."""
    landing = _landing(values, settings.levels)
    stayed, changed = _densities(values, apart, settings)
    changed *= landing
    stay = 1 - 1 / settings.stays
    kept = stay[:, None] ** apart[:, None, None]
    log_likelihood = sum(np.log(scale) for _, scale in _sweep(stayed, changed, kept))
    weights = np.exp(log_likelihood - np.max(log_likelihood))
    weights /= weights.sum()
    order = np.argsort(-weights, axis=None, kind="stable")
    needed = int(np.searchsorted(np.cumsum(weights.ravel()[order]), KEPT)) + 1
    of_stay, of_noise = np.unravel_index(np.sort(order[:needed]), weights.shape)
    best = weights[of_stay, of_noise]
    likely = _Likely(apart, best / best.sum(), stay[of_stay], stayed[:, of_noise], changed[:, of_noise], landing)
    return likely, float(weights.sum(axis=0) @ np.repeat(settings.noise_sds, len(settings.persistences)))


def _densities(values: Floats, apart: NDArray[np.int64], settings: Settings) -> tuple[Floats, Floats]:
    """[N - 1, C, L] the density of each value given the one before at the same level, and [N, C, L] afresh."""
    sds = settings.noise_sds[:, None]
    paired = np.repeat(sds, len(settings.persistences), axis=0)
    left = np.tile(settings.persistences, len(sds))[:, None] ** apart[:, None, None]
    deviations = (values[:, None] - settings.levels)[:, None]
    stayed = _normal(deviations[1:] - left * deviations[:-1], paired * np.sqrt(1 - left**2))
    return stayed, np.repeat(_normal(deviations, sds), len(settings.persistences), axis=1)


def _normal(deviations: Floats, sds: Floats) -> Floats:
    """Heights of the normal density, but for a factor common to all."""
    heights = deviations / sds
    heights *= heights
    heights *= -0.5
    np.maximum(heights, FARTHEST, out=heights)
    np.exp(heights, out=heights)
    heights /= sds
    return heights


def _sweep(stayed: Floats, changed: Floats, kept: Floats) -> Iterator[tuple[Floats, Floats]]:
    """
    For each value the level's probability given the values so far [..., L], and the value's density before it [...].

    `kept` [N - 1, ...] is the probability of staying since the value before; the densities are as in `_Likely`. The
    next value overwrites the arrays.
    """
    everywhere = np.ones(changed.shape[-1])
    level = np.empty((*np.broadcast_shapes(kept.shape[1:], changed.shape[1:-1]), len(everywhere)))
    level[:] = changed[0]
    for step, change in enumerate(changed):
        if step:
            level *= stayed[step - 1]
            level -= change
            level *= kept[step - 1][..., None]
            level += change
        scale = level @ everywhere
        level /= scale[..., None]
        yield level, scale


def _fill(likely: _Likely, days: NDArray[np.intp], probabilities: Floats) -> None:
    """Fills `probabilities` [days, L], from the last value at `days` [N] to the first and between them."""
    kept = likely.stay ** likely.apart[:, None]
    forward = [(level.copy(), scale) for level, scale in _sweep(likely.stayed, likely.changed, kept)]
    probabilities[days[-1] :] = _beyond(likely, forward[-1][0], len(probabilities) - days[-1])
    staying = likely.stayed * kept[:, :, None]
    changing = likely.changed[1:] * (1 - kept)[:, :, None]
    later = np.ones_like(likely.changed[0])
    for step in range(len(days) - 2, -1, -1):
        (earlier, _), (_, scale) = forward[step : step + 2]
        following = later / scale[:, None]
        stays, lands = staying[step] * following, changing[step] * following
        later = stays + lands.sum(axis=1, keepdims=True)
        probabilities[days[step]] = likely.weights @ (earlier * later)
        if likely.apart[step] > 1:
            between = slice(days[step] + 1, days[step + 1])
            probabilities[between] = _between(likely, int(likely.apart[step]), earlier, stays, lands)
    probabilities[: days[0] + 1] = _beyond(likely, forward[0][0] * later, days[0] + 1)[::-1]


def _beyond(likely: _Likely, at_end: Floats, count: int) -> Floats:
    """[count, L] from the first or last value outwards, that value's own day included: slowly, anything."""
    weighted = likely.weights * likely.stay ** np.arange(count)[:, None]
    return np.asarray(weighted @ at_end + (1 - weighted.sum(axis=1))[:, None] * likely.landing, dtype=np.float64)


def _between(likely: _Likely, apart: int, earlier: Floats, stays: Floats, lands: Floats) -> Floats:
    """
    [gap, L] the days between two values that are `apart`, from what is probable of both together.

    `earlier` [G, L] is the level at the first given the values so far; either it stays all the way (`stays` [G, L],
    per probability of it), or it changes to that of the second (`lands` [G, L]): after the day (the level is still
    the earlier one), before it (already the later one), or on both sides of it (anything).
    """
    since = np.arange(1, apart)[:, None]
    first, second = likely.stay**since, likely.stay ** (apart - since)
    weights = likely.weights / (1 - likely.stay**apart)
    landed = lands.sum(axis=1, keepdims=True)
    one = likely.weights @ (earlier * stays)
    still = (weights * first * (1 - second)) @ (earlier * landed)
    already = (weights * (1 - first) * second) @ lands
    anything = ((weights * (1 - first) * (1 - second)) @ landed) * likely.landing
    return np.asarray(one + still + already + anything, dtype=np.float64)
