"""Made diaries: several daily series of which none, or one, goes before another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rhomboid.model.diary import DailySeries

Floats = NDArray[np.float64]

WARM_UP = 60
FIRST = date(2026, 1, 5)


@dataclass(frozen=True)
class Setting:
    """
    How the series of a diary move; none goes before another unless `effect` says so.

    Each is autoregressive with a `phi` drawn from the range, standard deviation `sd`, a straight trend and weekday
    levels drawn at random. `shared` is the part of each day's surprise that all series have in common; `noise` adds
    what the autoregression does not carry on; `drift` lets the level wander; `recovery` adds a curve that falls away.
    `scale` is ``points`` (any number), ``whole`` (0 to 10), ``flares`` (whole, mostly 0) or ``triggers`` (pain in
    points, the others yes or no). The second series moves the first by `effect` points per standard deviation, `lag`
    days later.
    """

    series: int = 8
    phi: tuple[float, float] = (0.0, 0.7)
    sd: float = 1.1
    missing: float = 0.15
    shared: float = 0.0
    noise: bool = False
    drift: float = 0.0
    recovery: float = 0.0
    heavy: bool = False
    scale: str = "points"
    effect: float = 0.0
    lag: int = 2


def made_values(setting: Setting, days: int, random: np.random.Generator) -> Floats:
    """One diary, NaN for gaps, [days, series]."""
    count, day = setting.series, np.arange(days)[:, None]
    values = setting.sd * _moving(setting, days, random)
    values = values + random.normal(0, 1, count) * (2 * day / days - 1)
    values = values + random.normal(0, 0.5, (7, count))[np.arange(days) % 7]
    values += setting.drift * np.cumsum(random.standard_normal((days, count)), axis=0)
    values += setting.recovery * np.exp(-day / random.uniform(5, 30, count))
    values = _on_scale(values, setting.scale)
    values[random.random((days, count)) < setting.missing] = np.nan
    return values


def as_series(values: Floats) -> list[DailySeries]:
    """The columns as pains of the places 0, 1, 2, ..."""
    return [
        DailySeries(f"pain:{n}", FIRST, tuple(None if np.isnan(value) else float(value) for value in column))
        for n, column in enumerate(values.T)
    ]


def _moving(setting: Setting, days: int, random: np.random.Generator) -> Floats:
    """The autoregressive part, of standard deviation 1 but for what the effect adds, [days, series]."""
    length, count = WARM_UP + days, setting.series
    phi = np.full(count, 0.9) if setting.noise else random.uniform(*setting.phi, count)
    surprise = random.standard_t(3, (length, count)) / np.sqrt(3) if setting.heavy else _normal(random, length, count)
    common = _normal(random, length, 1)
    surprise = np.sqrt(1 - phi**2) * (np.sqrt(1 - setting.shared) * surprise + np.sqrt(setting.shared) * common)
    states = _carried_on(surprise, phi)
    if setting.effect:
        moved = surprise[:, 0].copy()
        moved[setting.lag :] += setting.effect / setting.sd * states[: -setting.lag, 1]
        states[:, :1] = _carried_on(moved[:, None], phi[:1])
    states = states[WARM_UP:]
    return (states + _normal(random, days, count)) / np.sqrt(2) if setting.noise else states


def _normal(random: np.random.Generator, *shape: int) -> Floats:
    return random.standard_normal(shape)


def _carried_on(surprise: Floats, phi: Floats) -> Floats:
    states = np.zeros_like(surprise)
    for day in range(1, len(surprise)):
        states[day] = phi * states[day - 1] + surprise[day]
    return states


def _on_scale(values: Floats, scale: str) -> Floats:
    if scale == "whole":
        return np.clip(np.round(values + 3), 0, 10)
    if scale == "flares":
        return np.clip(np.round(1.5 * values), 0, 10)
    if scale == "triggers":
        return np.hstack([values[:, :2], (values[:, 2:] > 1).astype(float)])
    return values


def until(series: Sequence[DailySeries], day: int) -> list[DailySeries]:
    """The diary as it was after so many days."""
    return [DailySeries(one.name, one.start, one.values[:day]) for one in series]
