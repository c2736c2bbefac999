"""Assessments, plans and whatever else is kept whole, with the knowledge it came from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from rhomboid.store.migrations.append_only import make_append_only

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of what is saved whole."""
    op.create_table(
        "saved",
        sa.Column("line", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("saved_at", sa.Text, nullable=False),
        sa.Column("knowledge_hash", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
    )
    make_append_only("saved")
