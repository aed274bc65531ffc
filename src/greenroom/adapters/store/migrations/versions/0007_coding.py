"""Coding rounds: what was done on an exercise, step by step."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table of coding steps."""
    op.create_table(
        "coding_steps",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("exercise", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.Text, nullable=False, server_default=""),
        sa.Column("verdict", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("number", name="pk_coding_steps"),
    )
    op.create_index("ix_coding_steps_id", "coding_steps", ["id"])
    op.create_index("ix_coding_steps_exercise", "coding_steps", ["exercise"])
