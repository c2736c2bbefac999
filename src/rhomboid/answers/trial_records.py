"""Trials as the store holds them, and the diary as a trial reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

import msgspec

from rhomboid.answers.errors import AccountError
from rhomboid.answers.trial_arms import USUAL_CARE, arm_id
from rhomboid.diary import daily_series
from rhomboid.language import gettext as _
from rhomboid.model.diary import Entry
from rhomboid.model.trial import ARMS, Arm, DailyOutcome, Protocol
from rhomboid.model.trial_record import SealedTrial, TrialRecord, TrialStop
from rhomboid.store import Saved, Store

Kept = TypeVar("Kept", bound=msgspec.Struct)
PROTOCOL, STOP = "trial_protocol", "trial_stop"
"""The kinds under which they are saved."""
WRITTEN_LATE = "written_days_late"
"""The measure that marks an entry which was written on a later day than the one it is about."""


def trials_in(store: Store) -> tuple[TrialRecord, ...]:
    """Every trial, in the order in which they were sealed. What can no longer be read is left to `verify_trial`."""
    stops: dict[str, TrialStop] = {}
    for saved in store.saved(STOP):
        if (stop := _read(saved, TrialStop)) is not None:
            stops.setdefault(stop.trial, stop)
    found: dict[str, TrialRecord] = {}
    for saved in store.saved(PROTOCOL):
        if (sealed := _read(saved, SealedTrial)) is not None:
            trial = sealed.protocol.id
            record = TrialRecord(sealed, saved.saved_at, saved.knowledge_hash, stops.get(trial))
            found.setdefault(trial, record)
    return tuple(found.values())


def unreadable_trials(store: Store) -> tuple[str, ...]:
    """The ids under which something was saved as a trial, or its end, that can no longer be read as one."""
    kinds: tuple[tuple[str, type[SealedTrial] | type[TrialStop]], ...] = ((PROTOCOL, SealedTrial), (STOP, TrialStop))
    return tuple(saved.id for kind, form in kinds for saved in store.saved(kind) if _read(saved, form) is None)


def under_way(records: Iterable[TrialRecord], today: date) -> tuple[TrialRecord, ...]:
    """The trials that have not ended, begun or not."""
    return tuple(record for record in records if record.status(today) in ("not_begun", "running"))


def choose_trial(records: Sequence[TrialRecord], today: date, trial: str | None) -> TrialRecord:
    """
    The trial of an id; without one that under way, else the last one there was.

    Raises AccountError where there is none.
    """
    if not records:
        raise AccountError(_("There is no trial yet. Begin one with: rhomboid trial new heat."))
    if trial is not None:
        for record in records:
            if record.protocol.id == trial:
                return record
        known = ", ".join(record.protocol.id for record in records)
        raise AccountError(_("There is no trial {trial}. There are: {known}.").format(trial=repr(trial), known=known))
    return (under_way(records, today) or records)[-1]


def last_counted(record: TrialRecord, entries: Sequence[Entry], today: date) -> int:
    """The last day of the trial that counts by `today`: today itself only once its outcome is written down."""
    end = min(today, record.last_day, record.stop.on if record.stop else record.last_day)
    ended = end < today or record.stop is not None
    written = any(one.value is not None for one in daily_outcomes(record, entries, end, end))
    return max(record.day_number(end) - (not ended and not written), 0)


def daily_outcomes(record: TrialRecord, entries: Sequence[Entry], first: date, last: date) -> tuple[DailyOutcome, ...]:
    """
    What the diary says of some days of a trial: the day's mean of the outcome, what was used, and harm.

    A day without an entry is missing, never zero. Of two remedies of which both or neither were used, nothing can be
    said: that day counts as not told.
    """
    protocol, stop = record.protocol, record.stop
    first, last = max(first, protocol.start), min(last, record.last_day)
    if last < first:
        return ()
    of_the_days = [entry for entry in entries if first <= entry.day <= last]
    series = daily_series(of_the_days, protocol.outcome.name, first=first, last=last)
    harmed = {stop.on: stop.words or "harm"} if stop is not None and stop.reason == "adverse_event" else {}
    return tuple(
        DailyOutcome(
            day=record.day_number(day),
            value=value,
            used=_used(protocol, [entry for entry in of_the_days if entry.day == day]),
            adverse_event=harmed.get(day),
        )
        for day, value in zip(series.days, series.values, strict=True)
    )


def written_late(entries: Iterable[Entry], first: date, last: date) -> int:
    """How many entries of some days were written on a later day."""
    return sum(first <= entry.day <= last and entry.measures.get(WRITTEN_LATE, 0) > 0 for entry in entries)


def days_between(first: date, last: date) -> Iterator[date]:
    """Each day, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _used(protocol: Protocol, entries: Sequence[Entry]) -> Arm | None:
    told = [entry.remedies for entry in entries if entry.remedies is not None]
    if not told:
        return None
    used = {remedy for remedies in told for remedy in remedies}
    if protocol.comparator == USUAL_CARE:
        return "remedy" if protocol.remedy in used else "comparator"
    arms = [arm for arm in ARMS if arm_id(protocol, arm) in used]
    return arms[0] if len(arms) == 1 else None


def _read(saved: Saved, form: type[Kept]) -> Kept | None:
    try:
        return msgspec.json.decode(saved.body, type=form)
    except msgspec.DecodeError:
        return None
