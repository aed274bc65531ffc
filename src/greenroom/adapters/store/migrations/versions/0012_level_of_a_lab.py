"""For which level a lab is played."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the level; runs that were begun before were of no level."""
    op.add_column("lab_runs", sa.Column("level", sa.String(16), nullable=True))
