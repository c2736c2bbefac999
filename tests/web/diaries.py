"""Diaries that were kept for a while, for pages that need one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from rhomboid.model import Entry, EntryPain

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
"""An hour before the clock of the tests begins."""
GAP = (7, 8, 20)
"""So many days ago nothing was written."""
ZERO = 3
FLARE = range(26, 36)


def kept_for(days: int) -> tuple[Entry, ...]:
    """
    Pain of about 3 over the right shoulder blade with a flare, every other day less after heat; the low back goes its
    own way. Days of `GAP` are missing, and on the day of `ZERO` nothing hurt.
    """
    draws = np.random.default_rng(4).normal(size=(days + 1, 2))
    return tuple(_day(ago, *draws[ago]) for ago in range(days, 0, -1) if ago not in GAP)


def followed(days: int) -> tuple[Entry, ...]:
    """Pain that is three points less on the day after heat, which a coin decided."""
    rng = np.random.default_rng(5)
    heat = rng.integers(0, 2, size=days)
    pain = 6 + 0.5 * rng.normal(size=days)
    pain[1:] -= 3 * heat[:-1]
    return tuple(
        Entry(
            f"day{n}",
            NOW - timedelta(days=days - n),
            "UTC",
            pains=(EntryPain(float(np.clip(pain[n], 0, 10).round(1)), "over_scapula"),),
            remedies=("heat",) if heat[n] else (),
        )
        for n in range(days)
    )


def _day(ago: int, noise: float, other: float) -> Entry:
    level = 0.0 if ago == ZERO else float(np.clip(round((7 if ago in FLARE else 3) + noise), 0, 10))
    low = EntryPain(float(np.clip(round(2 + other), 0, 10)), "low_back")
    return Entry(
        f"day{ago}",
        NOW - timedelta(days=ago),
        "UTC",
        pains=(EntryPain(level, "over_scapula", "right"), *(() if ago == ZERO else (low,))),
        sleep_quality=float(np.clip(round(5 + 2 * other), 0, 10)),
        remedies=("heat",) if ago % 2 else (),
        note="sat <all> day" if ago % 9 == 0 else "",
    )
