"""The tables as they are today. `migrations/` leads older databases here; a test holds the two together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
)

HEAD = "0012"
"""The revision this schema is; the newest file in `migrations/versions`."""

VERSION_TABLE = "alembic_version"


class Moment(TypeDecorator[datetime]):
    """A point in time: given with any zone, returned in UTC (SQLite keeps no zone of its own)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC, without its zone where the database cannot keep one."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"{value} has no time zone"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Back with its zone."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

documents = Table(
    "documents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("document_sha256", ForeignKey("documents.sha256", ondelete="CASCADE"), primary_key=True),
    Column("profile", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("cv_sha256", ForeignKey("documents.sha256"), nullable=False),
    Column("posting_sha256", ForeignKey("documents.sha256"), nullable=False),
    Column("options", Text, nullable=False),
    Column("title", Text, nullable=False, server_default=""),
    Column("report", Text, nullable=False, server_default=""),
    Column("error", Text, nullable=False, server_default=""),
    CheckConstraint("state IN ('accepted', 'done', 'failed')", name="state"),
)
rounds = Table(
    "rounds",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("question", Text, nullable=False),
    Column("role", String(32), nullable=False),
    Column("level", String(32), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("persona", String(32), nullable=False, server_default=""),
    Column("report", Text, nullable=False, server_default=""),
    Column("submission", Text, nullable=False, server_default=""),
)

turns = Table(
    "turns",
    metadata,
    Column("round_id", ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("about", Text, nullable=False, server_default=""),
    Column("at", Moment, nullable=False),
    Column("paused", Integer, nullable=False, server_default="0"),
    Column("delivery", Text, nullable=False, server_default=""),
)
loops = Table(
    "loops",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("role", String(32), nullable=False),
    Column("level", String(32), nullable=False),
    Column("report", Text, nullable=False, server_default=""),
    Column("started_at", Moment, nullable=False),
)
loop_slots = Table(
    "loop_slots",
    metadata,
    Column("loop_id", ForeignKey("loops.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("focus", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("round_id", ForeignKey("rounds.id", ondelete="SET NULL"), nullable=True),
)
coding_steps = Table(
    "coding_steps",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(64), nullable=False),
    Column("exercise", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("code", Text, nullable=False, server_default=""),
    Column("verdict", Text, nullable=False, server_default=""),
    Column("level", String(16), nullable=True),
)
lab_runs = Table(
    "lab_runs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("scenario", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("study", Boolean, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("paced", Boolean, nullable=False, server_default=false()),
    Column("level", String(16), nullable=True),
)
lab_steps = Table(
    "lab_steps",
    metadata,
    Column("run_id", ForeignKey("lab_runs.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("line", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
Index(None, coding_steps.c.id)
Index(None, coding_steps.c.exercise)
Index(None, rounds.c.started_at)
Index(None, loops.c.started_at)
Index(None, lab_runs.c.begun_at)
Index(None, reports.c.created_at)
Index(None, reports.c.cv_sha256)
Index(None, reports.c.posting_sha256)
