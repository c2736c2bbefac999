"""A day of a trial as an entry of the diary, so that nothing is written twice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec.structs import replace

from rhomboid.answers.errors import AccountError
from rhomboid.answers.trial_arms import USUAL_CARE, arm_id
from rhomboid.answers.trial_records import WRITTEN_LATE
from rhomboid.language import gettext as _
from rhomboid.model.diary import UNSPECIFIED_SITE, Entry, EntryPain, KnownTo, diary_day
from rhomboid.model.trial import Arm
from rhomboid.model.trial_record import TrialRecord
from rhomboid.store import Store


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
    used: Arm | Literal["neither"] | None = None,
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


def keep_log(store: Store, entry: Entry) -> None:
    """Add the entry, or let it stand differently from now on if it was there."""
    if store.history(entry.id):
        store.edit(entry)
    else:
        store.add(entry)


def log_id(record: TrialRecord, day: date) -> str:
    """The id of a trial's own entry of one day."""
    return f"trial-{record.protocol.id}-{record.day_number(day)}"


def _remedies(record: TrialRecord, entry: Entry, used: Arm | Literal["neither"]) -> tuple[str, ...]:
    """What was used that day besides, and what was used of the two; usual care is no remedy."""
    protocol = record.protocol
    others = tuple(one for one in entry.remedies or () if one not in (protocol.remedy, protocol.comparator))
    own = () if used == "neither" else (arm_id(protocol, used),)
    return (*others, *(one for one in own if one != USUAL_CARE))
