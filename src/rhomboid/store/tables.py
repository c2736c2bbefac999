"""
The tables, as the newest migration leaves them.

Rows are only ever added: triggers in the database itself refuse to change or remove one.
"""

from __future__ import annotations

import sqlalchemy as sa

LineNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""The order of writing, counted by the database. SQLite counts only in a column that is exactly INTEGER."""

metadata = sa.MetaData()

entry_table = sa.Table(
    "entry",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
)

revision_table = sa.Table(
    "revision",
    metadata,
    sa.Column("line", LineNumber, primary_key=True, autoincrement=True),
    sa.Column("entry_id", sa.Text, sa.ForeignKey("entry.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("change", sa.Text, nullable=False),
    sa.Column("recorded_at", sa.Text, nullable=False),
    sa.Column("day", sa.Text),
    sa.Column("body", sa.Text),
    sa.Column("digest", sa.Text, nullable=False),
    sa.UniqueConstraint("entry_id", "number", name="one_revision_of_each_number"),
    sa.CheckConstraint("number >= 1", name="revisions_count_from_one"),
    sa.CheckConstraint("change IN ('added', 'edited', 'deleted')", name="a_known_change"),
    sa.CheckConstraint("(change = 'deleted') = (body IS NULL)", name="only_a_deletion_has_no_body"),
)

saved_table = sa.Table(
    "saved",
    metadata,
    sa.Column("line", LineNumber, primary_key=True, autoincrement=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("saved_at", sa.Text, nullable=False),
    sa.Column("knowledge_hash", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
)

VERSION_TABLE = "rhomboid_schema"
"""Where Alembic notes the schema: a name of our own, so that a database may be shared with another program."""

TABLES = ("entry", "revision", "saved")
"""In the order in which they can be filled."""
