"""The person's own pain from the diary, as the points that are laid over the expected course."""

from __future__ import annotations

from datetime import date

from rhomboid.answers.kept import told_on
from rhomboid.answers.month import PAIN
from rhomboid.diary import daily_series, usual_daily
from rhomboid.model import Account, PainPoint
from rhomboid.store import Store


def own_points(store: Store, account: Account, today: date) -> tuple[PainPoint, ...]:
    """
    The worst pain of every day since the pain of an account was first kept, counted from that day.

    Days without an entry are left out. None where it was not kept: nobody can say which days belong to it.
    """
    began = told_on(store, account)
    if began is None or began > today:
        return ()
    series = daily_series(store.entries(began, today), PAIN, usual_daily(PAIN), first=began, last=today)
    return tuple(
        PainPoint(float((day - began).days), value)
        for day, value in zip(series.days, series.values, strict=True)
        if value is not None
    )
