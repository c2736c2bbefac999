"""Taking in an import: what is new, what the diary has already, and what says more than it has."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec
import sqlalchemy as sa

from rhomboid.model.diary import Entry, Revision, says_more
from rhomboid.store.revisions import claim, histories, insert_rows
from rhomboid.store.rows import read_revision, revision_row

Fate = Literal["extends", "known", "another"]


class Taken(msgspec.Struct, frozen=True):
    """What became of an import: entries that were new, that were extended, and that were left as they stood."""

    added: int = 0
    extended: int = 0
    left: int = 0


def take(connection: sa.Connection, entries: Mapping[str, Entry], at: datetime, from_elsewhere: bool) -> Taken:
    """Add what is new and extend what says more; see `Store.add_many`. `entries` are by their id."""
    fresh = claim(connection, list(entries))
    rows = [revision_row(Revision(entry_id, 1, "added", at, entries[entry_id]), "") for entry_id in fresh]
    others: dict[str, Entry] = {}
    for entry_id, known in histories(connection, sorted(entries.keys() - set(fresh))).items():
        entry, newest = entries[entry_id], known[-1]
        fate = _fate(entry, [read_revision(row).entry for row in known])
        if fate == "extends":
            revision = Revision(entry_id, newest["number"] + 1, "edited", at, entry)
            rows.append(revision_row(revision, newest["digest"]))
        elif fate == "another" and from_elsewhere:
            others[_next(entry_id)] = msgspec.structs.replace(entry, id=_next(entry_id))
    insert_rows(connection, rows)
    extended = len(rows) - len(fresh)
    left = len(entries) - len(rows) - len(others)
    if not others:
        return Taken(len(fresh), extended, left)
    rest = take(connection, others, at, from_elsewhere)
    return Taken(len(fresh) + rest.added, extended + rest.extended, left + rest.left)


def _fate(entry: Entry, said: Sequence[Entry | None]) -> Fate:
    """Whether an entry extends what stands, was said before in some form, or is another of the same id."""
    stands = said[-1]
    if stands is not None and says_more(entry, stands):
        return "extends"
    forms = [form for form in said if form is not None]
    if any(entry == form or says_more(entry, form) or says_more(form, entry) for form in forms):
        return "known"
    return "another"


def _next(entry_id: str) -> str:
    return hashlib.sha256(entry_id.encode()).hexdigest()[:32]
