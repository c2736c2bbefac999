"""A day of a trial as an entry of the diary, so that nothing is written twice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec.structs import replace

from rhomboid.answers.errors import AccountError
from rhomboid.answers.trial_arms import USUAL_CARE, arm_id
from rhomboid.answers.trial_records import WRITTEN_LATE
from rhomboid.answers.trials import stop_trial
from rhomboid.diary.tables import parse_number
from rhomboid.language import gettext as _
from rhomboid.model.diary import UNSPECIFIED_SITE, Entry, EntryPain, KnownTo, diary_day, entry_fault
from rhomboid.model.trial_record import TrialRecord
from rhomboid.store import Store

Used = Literal["remedy", "comparator", "neither"]


def pain_told(words: str) -> float:
    """How much it hurt, from a number as people type it. Raises AccountError for anything else."""
    pain = parse_number(words)
    if pain is None or not 0 <= pain <= 10:
        message = _("{words} is not a pain. Give a number from 0 (none) to 10 (worst imaginable).")
        raise AccountError(message.format(words=repr(words)))
    return pain


def check_day(record: TrialRecord, day: date, today: date) -> None:
    """Raise AccountError where a day cannot be written down for a trial: before it, after it, or still to come."""
    protocol = record.protocol
    if day > today:
        raise AccountError(_("{day} is still to come. Write it down when it has been.").format(day=day))
    if day < protocol.start:
        words = _("The trial {trial} begins on {day}. For earlier days: rhomboid diary add.")
        raise AccountError(words.format(trial=protocol.id, day=protocol.start))
    ended = record.stop.on if record.stop else record.last_day
    if day > ended:
        words = _("The trial {trial} ended on {day}. For later days: rhomboid diary add.")
        raise AccountError(words.format(trial=protocol.id, day=ended))


def log_entry(
    record: TrialRecord,
    known: Entry | None,
    at: datetime,
    zone: str,
    known_to: KnownTo,
    now: datetime,
    pain: float | None = None,
    used: Used | None = None,
    note: str = "",
) -> Entry:
    """
    The entry of one day of a trial: `known`, if it was written before, with what is said now.

    `at` is the moment it is about; on an earlier day than `now`, the entry is marked as written late. `used`
    is what was used of the two arms; None and an absent pain are not said.
    """
    late = (diary_day(now) - diary_day(at)).days
    entry = known or Entry(log_id(record, diary_day(at)), at, zone, known_to)
    changes: dict[str, object] = {}
    if pain is not None:
        site = record.protocol.outcome.name.partition(":")[2] or UNSPECIFIED_SITE
        changes["pains"] = (EntryPain(pain, site),)
    if used is not None:
        changes["remedies"] = _remedies(record, entry, used)
    if note:
        changes["note"] = f"{entry.note}\n{note}".strip()
    if late and pain is not None:
        changes["measures"] = {**entry.measures, WRITTEN_LATE: float(late)}
    return replace(entry, **changes)


def day_entry(
    store: Store,
    record: TrialRecord,
    at: datetime,
    zone: str,
    known_to: KnownTo,
    now: datetime,
    pain: float | None,
    used: Used | None,
    note: str,
) -> Entry:
    """
    The day of a trial that holds `at`, with what is said now added to what was written of it before; not yet kept.

    Raises AccountError where the day is none of the trial's or is still to come, or where the entry cannot be kept.
    """
    check_day(record, diary_day(at), diary_day(now))
    known = store.entry(log_id(record, diary_day(at)))
    entry = log_entry(record, known, at, zone, known_to, now, pain, used, note)
    if fault := entry_fault(entry):
        raise AccountError(_("{fault} Nothing was saved.").format(fault=fault))
    return entry


def keep_day(store: Store, record: TrialRecord, entry: Entry, adverse_event: str) -> None:
    """The stop first: should the entry fail to be kept, the harm has ended the trial all the same."""
    if adverse_event and record.stop is None:
        stop_trial(store, record, entry.day, "adverse_event", adverse_event)
    keep_log(store, entry)


def keep_log(store: Store, entry: Entry) -> None:
    """Add the entry, or let it stand differently from now on if it was there."""
    if store.history(entry.id):
        store.edit(entry)
    else:
        store.add(entry)


def log_id(record: TrialRecord, day: date) -> str:
    """The id of a trial's own entry of one day."""
    return f"trial-{record.protocol.id}-{record.day_number(day)}"


def _remedies(record: TrialRecord, entry: Entry, used: Used) -> tuple[str, ...]:
    """What was used that day besides, and what was used of the two; usual care is no remedy."""
    protocol = record.protocol
    others = tuple(one for one in entry.remedies or () if one not in (protocol.remedy, protocol.comparator))
    own = () if used == "neither" else (arm_id(protocol, used),)
    return (*others, *(one for one in own if one != USUAL_CARE))
