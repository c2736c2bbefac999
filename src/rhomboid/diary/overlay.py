"""The expected course laid over a person's own diary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from rhomboid.model.episode import Smoothed
from rhomboid.model.overlay import OverlayDay
from rhomboid.model.plan import Band

DAYS_A_WEEK = 7.0
SHARES = ("p10", "p25", "p50", "p75", "p90")


def lay_over(own: Smoothed, bands: Sequence[Band], begins: date, ahead_days: int = 0) -> tuple[OverlayDay, ...]:
    """
    Each day from the first of the diary or of the forecast to the diary's last and `ahead_days` more.

    `bands` are a course's, in order of their weeks, which count from the day the forecast `begins`; between two of
    them lies a straight line. Misleads in that a band is where people stand on a single day: the person's level is
    steadier than that, so it leaves the fan less often than single days do.
    """
    levels = {one.day: one for one in own.days}
    first = min([*levels, begins])
    last = max([*levels, begins]) + timedelta(days=ahead_days)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return tuple(OverlayDay(day, levels.get(day), _expected(bands, (day - begins).days / DAYS_A_WEEK)) for day in days)


def _expected(bands: Sequence[Band], week: float) -> Band | None:
    if not bands or not bands[0].week <= week <= bands[-1].week:
        return None
    if exact := next((band for band in bands if band.week == week), None):
        return exact
    weeks = [band.week for band in bands]
    p10, p25, p50, p75, p90 = (
        float(np.interp(week, weeks, [getattr(band, share) for band in bands])) for share in SHARES
    )
    return Band(week, p10, p25, p50, p75, p90)
