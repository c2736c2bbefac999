"""What the person told before and what they said of it, as every face keeps and finds it in the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

import msgspec

from rhomboid.answers.assessing import to_json
from rhomboid.answers.errors import AccountError
from rhomboid.model import Account, Assessment, Entry, EpisodeEdit, Plan, edit_fault
from rhomboid.store import Saved, Store

ACCOUNT = "account"
PLAN = "plan"
EPISODE_EDIT = "episode-edit"
TAKEN_BACK = b'{"taken_back":"last"}'
"""Kept in the place of an edit: the last one before it that still counts no longer does."""
LOOK = "relations-look"
ANSWERS = ("assessment", PLAN)
DURATION = "duration"


class _Dated(msgspec.Struct):
    """Of an answer, the day it was given on."""

    today: str


def keep_answers(store: Store, account: Account, *answers: Assessment | Plan) -> tuple[Saved, ...]:
    """Keep what was told and every answer to it, with the hash of the knowledge the answers came from."""
    knowledge_hash = answers[0].knowledge_hash
    store.save(ACCOUNT, to_json(account).encode(), knowledge_hash)
    return tuple(
        store.save(type(answer).__name__.lower(), to_json(answer).encode(), knowledge_hash) for answer in answers
    )


def last_account(store: Store) -> Account | None:
    """What the person last told and kept; None where nothing was, or where it can no longer be read."""
    kept = store.saved(ACCOUNT)
    try:
        return msgspec.json.decode(kept[-1].body, type=Account) if kept else None
    except msgspec.DecodeError:
        return None


def told_on(store: Store, account: Account) -> date | None:
    """
    The day on which the pain that an account tells of was first kept, with no other pain told in between.

    None where it was not kept. What was answered, tried or wished since does not make it another pain.
    """
    day, same = None, False
    for saved in store.saved():
        if saved.kind == ACCOUNT:
            same = _tells_same_pain(saved.body, account)
            day = day if same else None
        elif saved.kind in ANSWERS and same and day is None:
            day = _day_of(saved.body)
    return day


def last_plan(store: Store) -> Plan | None:
    """
    The newest plan kept with a course that begins on its own day.

    A course that was begun with pain from before does not say on which date it begins.
    """
    for kept in reversed(store.saved(PLAN)):
        try:
            plan = msgspec.json.decode(kept.body, type=Plan)
        except msgspec.DecodeError:
            continue
        if plan.course is not None and not plan.course.points:
            return plan
    return None


def keep_edit(store: Store, edit: EpisodeEdit) -> None:
    """Keep the person's word on an episode after all their earlier ones. Raises AccountError where it is faulty."""
    if fault := edit_fault(edit):
        raise AccountError(f"{fault} Nothing was saved.")
    store.save(EPISODE_EDIT, msgspec.json.encode(edit), "")


def take_back_edit(store: Store) -> bool:
    """Let the person's last word on an episode no longer count; it stays kept. False where there is none left."""
    if not episode_edits(store)[0]:
        return False
    store.save(EPISODE_EDIT, TAKEN_BACK, "")
    return True


def episode_edits(store: Store) -> tuple[tuple[EpisodeEdit, ...], int]:
    """All that the person said of episodes and did not take back, oldest first, and how many cannot be read."""
    edits: list[EpisodeEdit | None] = []
    for saved in store.saved(EPISODE_EDIT):
        if saved.body == TAKEN_BACK:
            del edits[-1:]
        else:
            edits.append(_edit_in(saved.body))
    usable = tuple(edit for edit in edits if edit is not None)
    return usable, len(edits) - len(usable)


def look_number(store: Store, entries: Sequence[Entry], asked: Sequence[str]) -> int:
    """
    How often this diary was looked at for relations, this time included, kept in the store.

    Asking the same of the same entries is the same look. Asking something else of them is another, or whoever asks of
    one outcome after the other would have the error of one look many times.
    """
    said = sha256(msgspec.json.encode((entries, sorted(set(asked))))).hexdigest()
    this = msgspec.json.encode({"last": entries[-1].day, "entries": len(entries), "asked": asked, "sha256": said})
    looks = [saved.body for saved in store.saved(LOOK)]
    if this in looks:
        return looks.index(this) + 1
    store.save(LOOK, this, "")
    return len(looks) + 1


def _tells_same_pain(body: bytes, account: Account) -> bool:
    try:
        kept = msgspec.json.decode(body, type=Account)
    except msgspec.DecodeError:
        return False
    return (kept.text, kept.pains, kept.choices.get(DURATION)) == (
        account.text,
        account.pains,
        account.choices.get(DURATION),
    )


def _day_of(body: bytes) -> date | None:
    try:
        return date.fromisoformat(msgspec.json.decode(body, type=_Dated).today)
    except (msgspec.DecodeError, ValueError):
        return None


def _edit_in(body: bytes) -> EpisodeEdit | None:
    try:
        edit = msgspec.json.decode(body, type=EpisodeEdit)
    except msgspec.DecodeError:
        return None
    return None if edit_fault(edit) else edit
