"""Brings a database to today's schema: makes a blank one, migrates an older one, refuses a newer one.

Opening an up-to-date database costs one query; Alembic is imported only to migrate.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    inspect,
    select,
)

from greenroom.adapters.store import sqlite
from greenroom.adapters.store.schema import HEAD, VERSION_TABLE, metadata
from greenroom.errors import StoreError

# As Alembic writes it: a plain table with the revision in its one row.
_version = Table(
    VERSION_TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def bring_up_to_date(engine: Engine, where: str) -> None:
    """Leave the database with today's schema and its data as they were; `where` names it in messages.

    Raises:
        StoreError: It was made by a newer Greenroom, or by another program.
    """
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    with engine.connect().execution_options(**{sqlite.WRITES: True}) as connection, connection.begin():
        revision = _revision(connection)  # again, under the lock: another process may have been first
        if revision is None:
            _create(connection, where)
        elif revision != HEAD:
            _migrate(connection, revision, where)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.scalar(select(_version.c.version_num))


def _create(connection: Connection, where: str) -> None:
    found = inspect(connection).get_table_names()
    if set(found) - {VERSION_TABLE}:
        raise StoreError(
            f"{where} is a database of another program (its tables: {', '.join(sorted(found))}). "
            "It was left untouched.\nName another folder with GREENROOM_DATA."
        )
    metadata.create_all(connection)
    _version.create(connection, checkfirst=True)
    connection.execute(insert(_version).values(version_num=HEAD))


def _migrate(connection: Connection, revision: str, where: str) -> None:
    from greenroom.adapters.store.migrations import known_revisions, upgrade  # noqa: PLC0415 - 0.6 s, rarely needed

    if revision not in known_revisions():
        raise StoreError(
            f"{where} was made by a newer Greenroom (its schema is {revision}, this one knows {HEAD}). "
            "It was left untouched.\nUpdate Greenroom, or name another folder with GREENROOM_DATA."
        )
    upgrade(connection)
