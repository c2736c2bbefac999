"""Between the nouns and the rows they are kept in, each row with a digest that shows later whether it is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from rhomboid.model.diary import Entry, Revision

Row = Mapping[str, Any] | sa.RowMapping


class Saved(msgspec.Struct, frozen=True):
    """
    An answer kept whole: an assessment, a plan, a trial's protocol.

    `body` is its JSON, byte for byte; `knowledge_hash` names the knowledge it came from, so that it can be replayed.
    """

    id: str
    kind: str
    saved_at: datetime
    knowledge_hash: str
    body: bytes


def revision_row(revision: Revision, digest_before: str) -> dict[str, Any]:
    """The row of a revision; `digest_before` is that of the entry's revision before, empty for the first."""
    entry = revision.entry
    row: dict[str, Any] = {
        "entry_id": revision.entry_id,
        "number": revision.number,
        "change": revision.change,
        "recorded_at": revision.recorded_at.isoformat(),
        "day": None if entry is None else entry.day.isoformat(),
        "body": None if entry is None else msgspec.json.encode(entry).decode(),
    }
    return row | {"digest": revision_digest(row, digest_before)}


def read_revision(row: Row) -> Revision:
    """The revision in a row. Raises msgspec.MsgspecError where its body is not an entry's JSON."""
    return Revision(
        entry_id=row["entry_id"],
        number=row["number"],
        change=row["change"],
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        entry=None if row["body"] is None else msgspec.json.decode(row["body"], type=Entry),
    )


def saved_row(saved: Saved) -> dict[str, Any]:
    """The row of something saved whole."""
    row: dict[str, Any] = {
        "id": saved.id,
        "kind": saved.kind,
        "saved_at": saved.saved_at.isoformat(),
        "knowledge_hash": saved.knowledge_hash,
        "body": saved.body.decode(),
    }
    return row | {"digest": saved_digest(row)}


def read_saved(row: Row) -> Saved:
    """What was saved whole in a row."""
    return Saved(
        id=row["id"],
        kind=row["kind"],
        saved_at=datetime.fromisoformat(row["saved_at"]),
        knowledge_hash=row["knowledge_hash"],
        body=row["body"].encode(),
    )


def revision_digest(row: Row, digest_before: str) -> str:
    """SHA-256 of a revision and, through the digest before, of all the entry's revisions up to it."""
    return _digest(
        digest_before,
        row["entry_id"],
        row["number"],
        row["change"],
        row["recorded_at"],
        row["day"],
        row["body"],
    )


def saved_digest(row: Row) -> str:
    """SHA-256 of something saved whole."""
    return _digest(row["id"], row["kind"], row["saved_at"], row["knowledge_hash"], row["body"])


def _digest(*parts: str | int | None) -> str:
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()
