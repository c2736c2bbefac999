"""Which schema a diary has, and bringing it to the newest."""

from __future__ import annotations

import sqlalchemy as sa

from rhomboid.language import gettext as _
from rhomboid.store.errors import StoreNewerError
from rhomboid.store.tables import VERSION_TABLE

NEWEST = "0002"
"""The last migration's name; kept here so that opening a diary of today's schema need not load Alembic."""

SCHEMAS = ("0001", "0002")
"""Every schema there has been, oldest first."""

_LOCK = 0x72686F6D  # "rhom": one number that every process asks for before it changes tables


def schema_of(connection: sa.Connection) -> str | None:
    """The name of the schema; None when there are no tables yet. Raises StoreNewerError for one this version lacks."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(sa.select(sa.column("version_num")).select_from(sa.table(VERSION_TABLE))).scalar()
    if found not in SCHEMAS:
        raise StoreNewerError(
            _("A newer version of rhomboid has used this diary. Update rhomboid to open it; nothing was changed.")
        )
    return str(found)


def bring_to(connection: sa.Connection, schema: str = NEWEST) -> None:
    """
    Run the migrations up to a schema, inside the connection's own transaction: all of them happen or none.

    Two processes that start at once take turns, and the second finds the work done.
    """
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
    if schema_of(connection) == schema:
        return
    config = Config()
    config.set_main_option("script_location", "rhomboid.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, schema)
