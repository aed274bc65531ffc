"""Which submission of a coding round a mock round talks through."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the submission; rounds that were sat before have none."""
    op.add_column("rounds", sa.Column("submission", sa.Text, nullable=False, server_default=""))
