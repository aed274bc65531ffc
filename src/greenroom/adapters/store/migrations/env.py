"""Alembic's environment: runs migrations on the connection it is given, or prints their SQL (offline)."""

from __future__ import annotations

from alembic import context

from greenroom.adapters.store.schema import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    context.configure(
        target_metadata=metadata,
        dialect_name=context.config.get_main_option("dialect") or "sqlite",
        literal_binds=True,
    )
else:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
