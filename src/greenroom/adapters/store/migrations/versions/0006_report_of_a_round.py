"""Which prep report a mock round belongs to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the report; rounds that were sat before have none."""
    op.add_column("rounds", sa.Column("report", sa.Text, nullable=False, server_default=""))
