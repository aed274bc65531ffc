"""Documents, the corrections of CVs, and reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first three tables."""
    op.create_table(
        "documents",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_documents"),
    )
    op.create_table(
        "corrections",
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document_sha256", name="pk_corrections"),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name="fk_corrections_document_sha256",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cv_sha256", sa.String(64), nullable=False),
        sa.Column("posting_sha256", sa.String(64), nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False, server_default=""),
        sa.Column("report", sa.Text, nullable=False, server_default=""),
        sa.Column("error", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.ForeignKeyConstraint(["cv_sha256"], ["documents.sha256"], name="fk_reports_cv_sha256"),
        sa.ForeignKeyConstraint(["posting_sha256"], ["documents.sha256"], name="fk_reports_posting_sha256"),
        sa.CheckConstraint("state IN ('accepted', 'done', 'failed')", name=op.f("ck_reports_state")),
    )
    for column in ("created_at", "cv_sha256", "posting_sha256"):
        op.create_index(f"ix_reports_{column}", "reports", [column])
