"""
Time the diary's smoother and episodes beside statsmodels in one run, count the flares they find and make up, and write
DIARY.md beside this file.

    python bench/diary.py

Diaries are drawn from fixed seeds; times depend on the machine, compare only within one run. Needs statsmodels.
"""

from __future__ import annotations

import warnings
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from statsmodels.tsa.statespace.structural import UnobservedComponents
from timing import machine, measure

from rhomboid.diary.episodes import find_episodes
from rhomboid.diary.series import to_array
from rhomboid.diary.smoother import smooth
from rhomboid.model.diary import DailySeries

HERE = Path(__file__).parent
DIARIES = 200
DAYS = 180
MISSING = 0.15
USUAL = 3.0
FLARE_DAYS = (2, 5, 10)
RISES = (2.0, 3.0, 4.0)
PERSISTENCES = (0.0, 0.2, 0.45, 0.7)
SPREADS = (0.7, 1.0, 1.5)
BANDS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)

Floats = NDArray[np.float64]


class Counted(NamedTuple):
    """Each day's probability of a flare and whether there was one, and the flares told in a diary."""

    said: Floats
    so: NDArray[np.bool_]
    told: int


def diary(levels: Floats, noise: float, persistence: float, seed: int) -> DailySeries:
    """Whole numbers 0-10 around levels, with first-order autoregressive noise and days missing at random."""
    random = np.random.default_rng(seed)
    deviations = random.normal(0, noise, len(levels))
    for day in range(1, len(levels)):
        deviations[day] = persistence * deviations[day - 1] + np.sqrt(1 - persistence**2) * deviations[day]
    values = np.clip(np.round(levels + deviations), 0, 10)
    gone = random.random(len(levels)) < MISSING
    written = tuple(None if no else float(value) for value, no in zip(values, gone, strict=True))
    return DailySeries("pain", date(2026, 1, 1), written)


def count(levels: Floats, noise: float, persistence: float, seed: int) -> Counted:
    """What is told of one diary."""
    found = find_episodes(diary(levels, noise, persistence, seed))
    told = sum(one.kind == "flare" for one in found.episodes)
    return Counted(np.array([one.flare for one in found.days]), levels > USUAL, told)


def steady_rows() -> list[str]:
    """Flares told where there are none."""
    rows = []
    for persistence in PERSISTENCES:
        cells = []
        for noise in SPREADS:
            told = [count(np.full(DAYS, USUAL + 2), noise, persistence, seed).told for seed in range(DIARIES)]
            cells.append(f"{np.mean(told):.2f} ({np.mean(np.array(told) > 0):.0%})")
        rows.append(f"| {persistence} | {' | '.join(cells)} |")
    return rows


def flaring(rise: float, days: int) -> Floats:
    """Three flares in half a year."""
    levels = np.full(DAYS, USUAL)
    for start in (40, 90, 140):
        levels[start : start + days] += rise
    return levels


def found_rows() -> tuple[list[str], list[Counted]]:
    """Days of flares found, and days told as flares that were none; and all that was counted."""
    rows, everything = [], []
    for persistence in (0.0, 0.45):
        for rise in RISES:
            cells = []
            for days in FLARE_DAYS:
                counted = [count(flaring(rise, days), 1.0, persistence, seed) for seed in range(DIARIES // 4)]
                everything += counted
                hits = np.mean([(one.said > 0.5)[one.so].mean() for one in counted])
                false = np.mean([(one.said > 0.5)[~one.so].mean() for one in counted])
                cells.append(f"{hits:.0%} ({false:.1%})")
            rows.append(f"| {persistence} | {rise:.0f} | {' | '.join(cells)} |")
    return rows, everything


def calibration_rows(counted: list[Counted]) -> list[str]:
    """How often a day was one of a flare, by what was said."""
    said, so = np.concatenate([one.said for one in counted]), np.concatenate([one.so for one in counted])
    rows = []
    for low, high in pairwise(BANDS):
        band = (said >= low) & ((said < high) | (high == 1.0))
        rows.append(f"| {low:.0%} to {high:.0%} | {band.sum():,} | {said[band].mean():.1%} | {so[band].mean():.1%} |")
    return rows


def speed_rows() -> list[str]:
    """Median times over different diaries of a year."""
    year = [diary(np.full(365, USUAL), 1.0, 0.3, seed) for seed in range(40)]
    arrays = [to_array(one) for one in year]

    def statsmodels(index: int) -> object:
        return UnobservedComponents(arrays[index], "llevel", use_exact_diffuse=True).fit(disp=False)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer = measure(statsmodels, 20)
    ours, episodes = (measure(lambda i, work=work: work(year[i]), 40) for work in (smooth, find_episodes))
    return [
        f"| `smooth`, ratio of variances integrated over | {ours} |",
        f"| statsmodels `UnobservedComponents`, fitted and smoothed | {peer} |",
        f"| `find_episodes` | {episodes} |",
    ]


def render() -> str:
    """The whole page."""
    found, counted = found_rows()
    return "\n".join(
        [
            "# The diary: speed, and flares found and made up",
            f"\nWritten by `python bench/diary.py`. {machine()}.\n",
            "## A year of days, 15% of them missing\n",
            "| | time |\n| --- | --- |",
            *speed_rows(),
            "\n## Flares told where there are none\n",
            f"{DIARIES} diaries a cell, {DAYS} days, {MISSING:.0%} missing, whole numbers around one level with",
            "autocorrelated noise: flares told in a diary on average, and the share of diaries with any.\n",
            "| persistence | " + " | ".join(f"SD {noise}" for noise in SPREADS) + " |",
            "| --- |" + " --- |" * len(SPREADS),
            *steady_rows(),
            "\n## Flares found\n",
            f"{DIARIES // 4} diaries a cell with three flares each, noise of SD 1: share of their days told as flares,",
            "and of the other days told so by mistake.\n",
            "| persistence | points above usual | " + " | ".join(f"{days} days long" for days in FLARE_DAYS) + " |",
            "| --- | --- |" + " --- |" * len(FLARE_DAYS),
            *found,
            "\n## How often what was said was so\n",
            "Days of the table above by their probability of a flare.\n",
            "| said | days | mean | so |\n| --- | --- | --- | --- |",
            *calibration_rows(counted),
            "",
        ]
    )


if __name__ == "__main__":
    page = render()
    (HERE / "DIARY.md").write_text(page, encoding="utf-8")
    print(page)
