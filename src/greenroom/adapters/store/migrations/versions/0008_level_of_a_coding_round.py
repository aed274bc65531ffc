"""At which level a coding round was begun."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the level; rounds that were begun before have none."""
    op.add_column("coding_steps", sa.Column("level", sa.String(16), nullable=True))
