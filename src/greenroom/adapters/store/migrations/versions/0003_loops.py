"""Mock loops: the rounds of one hiring process, in order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of mock loops."""
    op.create_table(
        "loops",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("level", sa.String(32), nullable=False),
        sa.Column("report", sa.Text, nullable=False, server_default=""),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_loops"),
    )
    op.create_index("ix_loops_started_at", "loops", ["started_at"])
    op.create_table(
        "loop_slots",
        sa.Column("loop_id", sa.String(64), nullable=False),
        sa.Column("place", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("focus", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("round_id", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("loop_id", "place", name="pk_loop_slots"),
        sa.ForeignKeyConstraint(["loop_id"], ["loops.id"], name="fk_loop_slots_loop_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name="fk_loop_slots_round_id", ondelete="SET NULL"
        ),
    )
