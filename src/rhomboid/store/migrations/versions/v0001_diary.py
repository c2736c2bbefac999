"""Entries and every revision of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from rhomboid.store.migrations.append_only import make_append_only

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of the diary."""
    op.create_table("entry", sa.Column("id", sa.Text, primary_key=True))
    op.create_table(
        "revision",
        sa.Column("line", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True),
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
    make_append_only("entry")
    make_append_only("revision")
