"""
The whole diary as one JSON document, every revision and everything saved, and back again.

It is the export, the backup of a PostgreSQL diary, and the way from one database to another.
"""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from sqlalchemy import exc

from rhomboid.language import gettext as _
from rhomboid.store.errors import BackupUnusableError
from rhomboid.store.schema import NEWEST, SCHEMAS, bring_to, schema_of
from rhomboid.store.tables import TABLES, VERSION_TABLE

_BATCH = 500


class _Document(msgspec.Struct, frozen=True):
    """`tables` holds each table's rows in the order of writing; a body stands in them as the JSON it is."""

    format: str
    schema: str
    tables: dict[str, list[dict[str, msgspec.Raw]]]


FORMAT = "rhomboid diary"


def dump(connection: sa.Connection) -> bytes:
    """Everything that a diary of any schema holds."""
    schema = schema_of(connection)
    found = sa.inspect(connection)
    live = sa.MetaData()
    tables: dict[str, list[dict[str, object]]] = {}
    for name in TABLES:
        if found.has_table(name):
            table = sa.Table(name, live, autoload_with=connection)
            rows = connection.execute(sa.select(table).order_by(*table.primary_key)).mappings()
            tables[name] = [{column: _out(column, value) for column, value in row.items()} for row in rows]
    return msgspec.json.encode({"format": FORMAT, "schema": schema, "tables": tables})


def load(connection: sa.Connection, data: bytes, schema: str = NEWEST) -> None:
    """
    Let a diary hold what a dump holds, and nothing else, in the newest schema or the one named.

    Happens inside the connection's transaction. Raises BackupUnusableError for anything but a whole dump.
    """
    document = _read(data)
    drop_tables(connection)
    bring_to(connection, document.schema)
    try:
        _fill(connection, document)
    except (exc.OperationalError, exc.InternalError):
        raise
    except (exc.SQLAlchemyError, msgspec.MsgspecError, UnicodeError) as error:
        raise BackupUnusableError(_("The rows of this backup do not fit together. Nothing was changed.")) from error
    bring_to(connection, schema)


def _fill(connection: sa.Connection, document: _Document) -> None:
    live = sa.MetaData()
    for name in (name for name in TABLES if document.tables.get(name)):
        table = sa.Table(name, live, autoload_with=connection)
        rows = [{column: _in(name, column, value) for column, value in row.items()} for row in document.tables[name]]
        if any(set(row) != set(table.c.keys()) for row in rows):
            raise exc.NoSuchColumnError(name)
        for start in range(0, len(rows), _BATCH):
            connection.execute(sa.insert(table), rows[start : start + _BATCH])
        _count_on(connection, table)


def drop_tables(connection: sa.Connection) -> None:
    """Take away all that a diary consists of."""
    for name in (*reversed(TABLES), VERSION_TABLE):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS rhomboid_refuse()")


def _read(data: bytes) -> _Document:
    try:
        document = msgspec.json.decode(data, type=_Document)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise BackupUnusableError(
            _("This is not a whole backup: {error}. Nothing was changed. Try an older one.").format(error=error)
        ) from error
    if document.format != FORMAT or document.schema not in SCHEMAS or not document.tables.keys() <= set(TABLES):
        raise BackupUnusableError(
            _("This is not a backup of a diary, or a newer version of rhomboid wrote it. Nothing was changed.")
        )
    return document


def _out(column: str, value: object) -> object:
    return msgspec.Raw(value) if column == "body" and isinstance(value, str) else value


def _in(table: str, column: str, value: msgspec.Raw) -> object:
    if column == "body":
        text = bytes(value).decode()
        return None if table == "revision" and text == "null" else text
    plain: object = msgspec.json.decode(value)
    return plain


def _count_on(connection: sa.Connection, table: sa.Table) -> None:
    """PostgreSQL goes on counting lines after those that were loaded."""
    if connection.dialect.name == "postgresql" and "line" in table.c:
        highest = connection.scalar(sa.select(sa.func.max(table.c.line)))
        connection.execute(sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(table.name, "line"), highest)))
