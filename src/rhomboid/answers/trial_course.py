"""The days of a trial so far: written down, missing or written later, and nothing of how it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec

from rhomboid.answers.trial_records import daily_outcomes, days_between, written_late
from rhomboid.model.diary import Entry
from rhomboid.model.trial import Arm
from rhomboid.model.trial_record import TrialRecord
from rhomboid.trials import arm_on

DayState = Literal["written", "late", "missing", "open"]
"""``late`` was written on a later day, from memory; ``open`` is today, while nothing is written."""


class DaySoFar(msgspec.Struct, frozen=True):
    """One day of a trial: what it was for (`arm`), what was used where that is known, and whether it is written."""

    day: int
    date: date
    arm: Arm | None
    used: Arm | None
    state: DayState


def days_so_far(record: TrialRecord, entries: Sequence[Entry], today: date) -> tuple[DaySoFar, ...]:
    """Every day of a trial up to `today` or to its end, in order; none before it begins."""
    ended = record.stop.on if record.stop else record.last_day
    return tuple(_days(record, entries, min(today, ended), today))


def remaining_days(record: TrialRecord, today: date) -> tuple[date, ...]:
    """The days of a trial still to be lived, `today` among them; none once it has ended."""
    if record.status(today) in ("over", "stopped"):
        return ()
    return tuple(days_between(max(today, record.protocol.start), record.last_day))


def _days(record: TrialRecord, entries: Sequence[Entry], last: date, today: date) -> Iterator[DaySoFar]:
    first = record.protocol.start
    told = daily_outcomes(record, entries, first, last)
    for one, on in zip(told, days_between(first, last), strict=False):
        if one.value is not None:
            state: DayState = "late" if written_late(entries, on, on) else "written"
        else:
            state = "open" if on == today and record.stop is None else "missing"
        yield DaySoFar(one.day, on, arm_on(record.sealed.schedule, one.day), one.used, state)
