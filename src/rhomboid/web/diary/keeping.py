"""An entry screened for danger and kept: danger is told also where nothing can be kept."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from rhomboid.answers import Screening, screen_entry
from rhomboid.answers.kept import last_account
from rhomboid.language import spoken
from rhomboid.model import Account, Entry
from rhomboid.store import Store, StoreError
from rhomboid.web.person import Person


class Keeping(msgspec.Struct, frozen=True):
    """What an entry raised, and why it could not be kept; None where it was."""

    screening: Screening
    fault: StoreError | None = None


def keep(person: Person, entry: Entry, put: Callable[[Store], object]) -> Keeping:
    """Screen an entry and keep it with `put`, whatever the screening finds, and even where it fails."""
    store: Store | None = None
    known: Account | None = None
    fault: StoreError | None = None
    try:
        store = person.diary()
        known = last_account(store)
    except StoreError as error:
        fault = error
    try:
        screening = screened(person, entry, known)
    finally:
        if store is not None and fault is None:
            fault = _put(store, put)
    return Keeping(screening, fault)


def screened(person: Person, entry: Entry, kept: Account | None) -> Screening:
    """
    The alarms of an entry, counted from its own day, beside what the person told before.

    That is what they kept, or else the interview under way. The country they chose decides the emergency number.
    """
    known = replace(kept or person.interview.account, locale=person.preferences.locale(spoken()))
    return screen_entry(entry, person.knowledge, entry.at.date(), known)


def _put(store: Store, put: Callable[[Store], object]) -> StoreError | None:
    try:
        put(store)
    except StoreError as error:
        return error
    return None
