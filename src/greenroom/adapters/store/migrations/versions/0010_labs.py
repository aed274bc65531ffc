"""Runs of labs: what was begun, and the command lines that were given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables of lab runs."""
    op.create_table(
        "lab_runs",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("scenario", sa.Text, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("study", sa.Boolean, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lab_runs"),
    )
    op.create_index("ix_lab_runs_begun_at", "lab_runs", ["begun_at"])
    op.create_table(
        "lab_steps",
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("line", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "number", name="pk_lab_steps"),
        sa.ForeignKeyConstraint(["run_id"], ["lab_runs.id"], name="fk_lab_steps_run_id", ondelete="CASCADE"),
    )
