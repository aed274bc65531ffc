"""Whether thinking takes time of the lab."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the pace; in runs that were begun before, thinking takes none."""
    op.add_column("lab_runs", sa.Column("paced", sa.Boolean, nullable=False, server_default=sa.false()))
