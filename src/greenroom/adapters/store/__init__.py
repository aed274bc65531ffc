"""The store: documents, corrections and reports in one SQL database (SQLite by default, Postgres too)."""

from greenroom.adapters.store.sql import SqlStore

__all__ = ["SqlStore"]
