"""Whether a trial is what was sealed before its first day: hash, schedule, date and the diary it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from rhomboid.answers.trial_records import PROTOCOL, trials_in, unreadable_trials
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import Problem
from rhomboid.model.diary import diary_day
from rhomboid.model.trial_record import TrialRecord
from rhomboid.store import Store
from rhomboid.store import verify as verify_store
from rhomboid.trials import fingerprint, verify

CLOCKS_APART = timedelta(hours=1)
"""More than this between the time in the seal and the time of saving, and one of them is not true."""
KEPT_ELSEWHERE = gettext_noop(
    "Trust the hash that was kept elsewhere; restore a backup from before: rhomboid store restore."
)


def verify_trials(store: Store, records: Sequence[TrialRecord], kept: str | None = None) -> tuple[Problem, ...]:
    """
    Everything that does not fit in some trials and the diary they rest on; empty when nothing does.

    The schedule and the hash are worked out anew. `kept` is the hash as the person, or somebody else, wrote it down
    before day one: only that shows a forgery which changed the hash in the store as well. The diary's own rows are
    checked too: the outcomes are in them.
    """
    problems = [*verify_store(store), *_of_the_store(store)]
    for record in records:
        problems += [*_of_the_seal(record), *_of_the_hash(record, kept)]
    return tuple(problems)


def _of_the_store(store: Store) -> Iterator[Problem]:
    lost = unreadable_trials(store)
    for saved in lost:
        message = _("Something saved of a trial can no longer be read.")
        yield Problem(f"saved {saved}", 0, "unreadable", message, _(KEPT_ELSEWHERE))
    if sum(saved.id not in lost for saved in store.saved(PROTOCOL)) > len(trials_in(store)):
        message = _("A trial was sealed twice under one id; the first of the two counts.")
        yield Problem("trials", 0, "sealed_twice", message, _(KEPT_ELSEWHERE))


def _of_the_seal(record: TrialRecord) -> Iterator[Problem]:
    sealed, path = record.sealed, record.protocol.id
    try:
        yield from verify(sealed.protocol, sealed.sha256, sealed.schedule, path)
    except ValueError as error:
        message = _("The schedule cannot be drawn again: {error}.").format(error=error)
        yield Problem(path, 0, "cannot_be_drawn", message, _(KEPT_ELSEWHERE))
    if diary_day(sealed.sealed_at) >= sealed.protocol.start:
        words = _("It was sealed on {day}, not before its first day, {first}.")
        message = words.format(day=diary_day(sealed.sealed_at), first=sealed.protocol.start)
        yield Problem(path, 0, "sealed_late", message, _("Read it as a diary, not as a trial."))
    if abs(record.saved_at - sealed.sealed_at) > CLOCKS_APART:
        sealed_at, saved_at = (f"{at:%Y-%m-%d %H:%M}" for at in (sealed.sealed_at, record.saved_at))
        message = _("The seal says {sealed_at}, the store {saved_at} UTC.").format(
            sealed_at=sealed_at, saved_at=saved_at
        )
        yield Problem(path, 0, "clocks_apart", message, _("One of the two was changed, or a clock was set."))


def _of_the_hash(record: TrialRecord, kept: str | None) -> Iterator[Problem]:
    if kept is not None and kept.strip().lower() != fingerprint(record.protocol):
        message = _("The protocol is not the one whose hash you kept.")
        yield Problem(record.protocol.id, 0, "another_hash", message, _(KEPT_ELSEWHERE))
