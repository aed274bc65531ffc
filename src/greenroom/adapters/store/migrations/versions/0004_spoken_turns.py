"""How a turn was spoken, and how long the clock was stopped before it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Give turns their two columns; those there are were typed, without a pause."""
    op.add_column("turns", sa.Column("paused", sa.Integer, nullable=False, server_default="0"))
    op.add_column("turns", sa.Column("delivery", sa.Text, nullable=False, server_default=""))
