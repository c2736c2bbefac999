"""Diaries that never were: outcomes of trials whose truth is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rhomboid.model.trial import DayToDay
from rhomboid.trials.layout import Floats, Layout, Signs
from rhomboid.trials.regression import exposure


@dataclass(frozen=True)
class Scenario:
    """
    What is true of the people simulated; a pair of numbers is a range they are spread over evenly.

    In points of 10: `sd` of the AR(1) error, `drift_sd` of the daily step of a wandering level, `trend` a day,
    `recovery` what the pain falls by in the end, half of it in `recovery_half_life_days`. `effect` is remedy less
    comparator once it has built up, with `carryover_half_life_days`; `delayed_effect` is what yesterday's arm does.
    `rounded` writes whole numbers between 0 and 10.
    """

    sd: tuple[float, float] = (1.2, 1.2)
    autocorrelation: tuple[float, float] = (0.4, 0.7)
    missing: tuple[float, float] = (0.15, 0.15)
    drift_sd: float = 0.0
    trend: float = 0.0
    recovery: float = 0.0
    recovery_half_life_days: float = 14.0
    effect: float = 0.0
    carryover_half_life_days: float = 0.0
    delayed_effect: float = 0.0
    rounded: bool = False
    level: float = 5.0


def draw_coins(people: int, units: int, random: np.random.Generator) -> Signs:
    """Fair coins, [people, units]."""
    return np.where(random.random((people, units)) < 0.5, np.int8(1), np.int8(-1))


def simulate(scenario: Scenario, layout: Layout, signs: Signs, random: np.random.Generator) -> Floats:
    """Outcomes [N, T] of people whose coins are `signs` [N, K]; NaN where nothing was written down."""
    people, days = len(signs), layout.days
    errors = ar1(_spread(scenario.sd, people, random), _spread(scenario.autocorrelation, people, random), days, random)
    codes = layout.codes(signs)
    day = np.arange(days)
    course = scenario.level + scenario.trend * day
    course = course - scenario.recovery * (1 - 0.5 ** (day / scenario.recovery_half_life_days))
    outcomes = course + errors + scenario.effect * exposure(codes, scenario.carryover_half_life_days)
    outcomes[:, 1:] += scenario.delayed_effect * codes[:, :-1]
    outcomes += scenario.drift_sd * random.standard_normal((people, days)).cumsum(axis=1)
    if scenario.rounded:
        outcomes = outcomes.round().clip(0, 10)
    outcomes[random.random((people, days)) < _spread(scenario.missing, people, random)[:, None]] = np.nan
    return outcomes


def ar1(sd: Floats, autocorrelation: Floats, days: int, random: np.random.Generator) -> Floats:
    """Stationary AR(1) errors, [N, days], of the given standard deviations and autocorrelations [N]."""
    errors = random.standard_normal((len(sd), days)) * sd[:, None]
    fresh = np.sqrt(1 - autocorrelation**2)
    for day in range(1, days):
        errors[:, day] = autocorrelation * errors[:, day - 1] + fresh * errors[:, day]
    return errors


def scenario_like(diary: DayToDay, effect: float) -> Scenario:
    """People who move from day to day as the diary says, spread evenly over the intervals of its figures."""
    return Scenario(
        sd=(diary.sd.low, diary.sd.high),
        autocorrelation=(diary.autocorrelation.low, diary.autocorrelation.high),
        missing=(diary.missing.low, diary.missing.high),
        effect=effect,
    )


def _spread(ends: tuple[float, float], people: int, random: np.random.Generator) -> Floats:
    return random.uniform(*ends, size=people)
