"""The queries that revisions are added by, shared by everything that writes entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from rhomboid.store.tables import entry_table, revision_table

BATCH = 500
"""How many rows go to the database at once: fewer than SQLite allows values in one statement."""


def claim(connection: sa.Connection, ids: Sequence[str]) -> list[str]:
    """Put new ids into the table of entries; those that it did not have, in their order."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    claimed: set[str] = set()
    for block in _blocks(ids):
        statement = insert(entry_table).values([{"id": entry_id} for entry_id in block])
        claimed.update(connection.scalars(statement.on_conflict_do_nothing().returning(entry_table.c.id)))
    return [entry_id for entry_id in ids if entry_id in claimed]


def insert_rows(connection: sa.Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add revisions."""
    for start in range(0, len(rows), BATCH):
        connection.execute(sa.insert(revision_table), rows[start : start + BATCH])


def newest(connection: sa.Connection, entry_id: str) -> sa.RowMapping | None:
    """The newest revision of an entry, which nobody else can revise until the transaction ends; None if unknown."""
    found = histories(connection, [entry_id]).get(entry_id)
    return found[-1] if found else None


def histories(connection: sa.Connection, ids: Sequence[str]) -> dict[str, list[sa.RowMapping]]:
    """All revisions of each entry, oldest first; nobody else can revise them until the transaction ends."""
    found: dict[str, list[sa.RowMapping]] = {}
    for block in _blocks(ids):
        known = sa.select(entry_table.c.id).where(entry_table.c.id.in_(block)).order_by(entry_table.c.id)
        connection.execute(known.with_for_update())
        revisions = sa.select(revision_table).where(revision_table.c.entry_id.in_(block))
        for row in connection.execute(revisions.order_by(revision_table.c.number)).mappings():
            found.setdefault(row["entry_id"], []).append(row)
    return found


def _blocks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
