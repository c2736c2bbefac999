"""Whether a diary is whole: the file, the links between its rows, and every single row."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model.diary import entry_fault
from rhomboid.model.problem import Problem
from rhomboid.store.dump import load
from rhomboid.store.errors import StoreDamagedError, StoreError
from rhomboid.store.rows import Row, read_revision, revision_digest, saved_digest
from rhomboid.store.schema import NEWEST, schema_of
from rhomboid.store.store import Store
from rhomboid.store.tables import entry_table, revision_table, saved_table

OLD_SCHEMA = "old_schema"
REMEDY = gettext_noop("Restore the newest backup: rhomboid store restore.")


def verify(store: Store) -> tuple[Problem, ...]:
    """
    Everything that is wrong with a diary; empty when it is whole.

    Reads all of it. Each revision's digest covers the revisions before it, so a changed, swapped or missing one
    shows. What it cannot show is an entry of which every trace is gone.
    """
    try:
        with store.reading() as connection:
            faults = faults_of(connection)
    except StoreDamagedError as error:
        faults = [("damaged", str(error))]
    return tuple(Problem(str(store.place), 0, code, message, _(REMEDY)) for code, message in faults)


def faults_of(connection: sa.Connection) -> list[tuple[str, str]]:
    """The faults that one transaction sees: a code and a sentence for each."""
    return [*_faults_of_file(connection), *_faults_of_rows(connection)]


def faults_of_dump(data: bytes) -> list[tuple[str, str]]:
    """The faults of a dump, tried out in memory. Raises BackupUnusableError for what is no dump."""
    engine = sa.create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            load(connection, data)
            return faults_of(connection)
    finally:
        engine.dispose()


def check_file(connection: sa.Connection) -> None:
    """The quick check made whenever a diary is opened. Raises StoreDamagedError."""
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise StoreDamagedError(_("The diary's file is damaged."))


def _faults_of_file(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    if connection.dialect.name == "sqlite":
        for said in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
            if said != "ok":
                yield "damaged", _("The file is damaged: {error}.").format(error=said)
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield "unlinked", _("A row of {table} belongs to nothing.").format(table=row[0])
    if schema_of(connection) != NEWEST:
        yield OLD_SCHEMA, _("The tables are not those of this version.")


def _faults_of_rows(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    chains: dict[str, tuple[int, str]] = dict.fromkeys(connection.scalars(sa.select(entry_table.c.id)), (0, ""))
    order = revision_table.c.entry_id, revision_table.c.number
    for row in connection.execute(sa.select(revision_table).order_by(*order)).mappings():
        number, digest = chains.get(row["entry_id"], (0, ""))
        if row["number"] != number + 1:
            lacks = _("Entry {id} lacks its revision {number}.")
            yield "missing", lacks.format(id=row["entry_id"], number=number + 1)
        if row["digest"] != revision_digest(row, digest) or not _reads(row):
            changed = _("Revision {number} of entry {id} is not as it was written.")
            yield "changed", changed.format(id=row["entry_id"], number=row["number"])
        chains[row["entry_id"]] = (row["number"], row["digest"])
    for entry_id, (number, _digest) in chains.items():
        if number == 0:
            yield "missing", _("Entry {id} has no revision.").format(id=entry_id)
    if not sa.inspect(connection).has_table(saved_table.name):
        return
    for row in connection.execute(sa.select(saved_table).order_by(saved_table.c.line)).mappings():
        if row["digest"] != saved_digest(row):
            changed = _("The saved {kind} {id} is not as it was written.")
            yield "changed", changed.format(kind=row["kind"], id=row["id"])


def _reads(row: Row) -> bool:
    try:
        revision = read_revision(row)
    except (msgspec.MsgspecError, ValueError, StoreError):
        return False
    if revision.entry is None:
        return revision.change == "deleted"
    return revision.entry.id == revision.entry_id and not entry_fault(revision.entry)
