"""Who interviews in a mock round."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the persona; rounds that were sat before had none."""
    op.add_column("rounds", sa.Column("persona", sa.String(32), nullable=False, server_default=""))
