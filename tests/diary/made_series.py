"""Diaries with and without relations, from the study's own maker."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "study" / "relations"))

from made_diaries import FIRST, Floats, Setting, as_series, made_values

from rhomboid.model.diary import DailySeries

__all__ = ["FIRST", "Setting", "as_series", "diary", "made_values", "named", "rng"]


def rng(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def named(name: str, values: Floats) -> DailySeries:
    return DailySeries(name, FIRST, tuple(None if np.isnan(value) else float(value) for value in values))


def diary(seed: int, days: int = 100, **setting: object) -> list[DailySeries]:
    return as_series(made_values(Setting(**setting), days, rng(seed)))  # type: ignore[arg-type]
