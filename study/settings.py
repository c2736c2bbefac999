"""The truths that are simulated. Points of a 0-10 scale throughout."""

from __future__ import annotations

from dataclasses import replace

from rhomboid.model.trial import AnalysisPlan, TrialDesign
from rhomboid.trials.simulate import Scenario

SEED = 20261122
LOOKS = 60
"""Days of the null diaries, each looked at."""
DAYS = 120
"""Days of the power diaries."""
EFFECTS = (0.4, 0.6, 0.8, 1.0, 1.5)
CHANGE = 1.0
"""The minimal important change."""

PLAIN = Scenario(sd=(1.2, 1.2), autocorrelation=(0.45, 0.45), missing=(0.0, 0.0))
REFERENCE = Scenario(sd=(1.2, 1.2), autocorrelation=(0.4, 0.7), missing=(0.15, 0.15), drift_sd=0.05, trend=-0.012)
CARRYOVER = replace(PLAIN, delayed_effect=-0.8)
PEOPLE_MEASURED = Scenario(sd=(0.73, 1.49), autocorrelation=(-0.01, 0.64), missing=(0.02, 0.27))
"""Spread evenly between the quartiles measured in 198 people with chronic back pain."""

_COINS = TrialDesign("day", LOOKS)
NULLS = {
    "autocorrelation 0": (replace(PLAIN, autocorrelation=(0.0, 0.0)), _COINS),
    "autocorrelation 0.2": (replace(PLAIN, autocorrelation=(0.2, 0.2)), _COINS),
    "autocorrelation 0.45": (PLAIN, _COINS),
    "autocorrelation 0.7": (replace(PLAIN, autocorrelation=(0.7, 0.7)), _COINS),
    "drifting level": (replace(PLAIN, drift_sd=0.1), _COINS),
    "recovery": (replace(PLAIN, recovery=3.0), _COINS),
    "20% missing": (replace(PLAIN, missing=(0.2, 0.2)), _COINS),
    "whole numbers 0 to 10": (replace(PLAIN, rounded=True), _COINS),
    "carry-over, expected": (CARRYOVER, TrialDesign("day", LOOKS, look_ahead_days=0)),
}
"""
Scenario and design; the arm of a day does nothing to that day in any.

Under carry-over, yesterday's arm moves today by 0.8; where that is expected the design does not look ahead.
"""
UNEXPECTED = {"carry-over that nobody expected": (CARRYOVER, _COINS)}
"""Not a null to whoever looks a day ahead: the arm does something to the day after."""

DESIGNS = {
    "a coin a day": TrialDesign("day", DAYS),
    "a coin a day, no look ahead": TrialDesign("day", DAYS, look_ahead_days=0),
    "a coin for two days": TrialDesign("period", DAYS // 2, 2),
    "a coin for six days": TrialDesign("period", DAYS // 6, 6),
    "pairs of two days": TrialDesign("pair", DAYS // 4, 2),
    "pairs of six days": TrialDesign("pair", DAYS // 12, 6),
}

_FITTED = AnalysisPlan()
_CARRYOVER = AnalysisPlan(carryover_half_lives_days=(0.0, 0.5, 1.0, 2.0, 4.0))
_RECOVERY = AnalysisPlan(recovery_half_lives_days=(3.5, 7.0, 14.0, 28.0))
_SIX_DAYS = DESIGNS["a coin for six days"]
_DAY = DESIGNS["a coin a day"]
_WORKS = replace(PLAIN, missing=(0.15, 0.15), effect=-0.8)

HOLDS = {
    "autocorrelation 0": (replace(_WORKS, autocorrelation=(0.0, 0.0)), _DAY, _FITTED),
    "autocorrelation 0.2": (replace(_WORKS, autocorrelation=(0.2, 0.2)), _DAY, _FITTED),
    "autocorrelation 0.45": (_WORKS, _DAY, _FITTED),
    "autocorrelation 0.7": (replace(_WORKS, autocorrelation=(0.7, 0.7)), _DAY, _FITTED),
    "autocorrelation 0.45, pairs of six days": (_WORKS, DESIGNS["pairs of six days"], _FITTED),
    "autocorrelation 0.7, pairs of six days": (
        replace(_WORKS, autocorrelation=(0.7, 0.7)),
        DESIGNS["pairs of six days"],
        _FITTED,
    ),
    "steady trend": (replace(_WORKS, trend=-0.02), _DAY, _FITTED),
    "recovery, fitted": (replace(_WORKS, recovery=3.0), _DAY, _RECOVERY),
    "carry-over of a day, fitted, a coin for six days": (
        replace(_WORKS, carryover_half_life_days=1.0),
        _SIX_DAYS,
        _CARRYOVER,
    ),
}
FAILS = {
    "level drifts 0.05 a day": (replace(_WORKS, drift_sd=0.05), _DAY, _FITTED),
    "level drifts 0.05 a day, pairs of six days": (
        replace(_WORKS, drift_sd=0.05),
        DESIGNS["pairs of six days"],
        _FITTED,
    ),
    "level drifts 0.2 a day, pairs of six days": (replace(_WORKS, drift_sd=0.2), DESIGNS["pairs of six days"], _FITTED),
    "recovery, not fitted": (replace(_WORKS, recovery=3.0), _DAY, _FITTED),
    "recovery, not fitted, a coin for six days": (replace(_WORKS, recovery=3.0), _SIX_DAYS, _FITTED),
    "whole numbers 0 to 10": (replace(_WORKS, rounded=True), _DAY, _FITTED),
    "whole numbers, level 2, many at zero": (replace(_WORKS, rounded=True, level=2.0), _DAY, _FITTED),
    "carry-over of a day, not fitted, a coin for six days": (
        replace(_WORKS, carryover_half_life_days=1.0),
        _SIX_DAYS,
        _FITTED,
    ),
    "carry-over of a day, not fitted, a coin a day": (
        replace(_WORKS, carryover_half_life_days=1.0),
        _DAY,
        _FITTED,
    ),
}
"""Scenario, design and analysis; the truth is an effect of -0.8 points in all."""
