"""What is particular to SQLite: the file and its permissions, pragmas, transactions, erasing, its errors in words."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from greenroom.errors import StoreError

FILE_NAME = "greenroom.db"
WRITES = "greenroom_writes"
"""Execution option of connections that write: they take the lock when they begin, not in the middle."""

_EMPTY_THE_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"

_PRAGMAS = (
    "busy_timeout = 10000",  # first, so that the others wait for another process too
    "journal_mode = WAL",  # reading while a report is being written
    "synchronous = FULL",  # what was accepted survives a power cut, not only a crash
    "foreign_keys = ON",
    "secure_delete = ON",  # deleted bytes are overwritten with zeros
    "temp_store = MEMORY",  # no copy of a CV in a temporary file
)


def open_folder(folder: Path) -> Path:
    """The database file in `folder`; both are made, readable by their owner only, if they are not there.

    Raises:
        StoreError: They cannot be made.
    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(
            f"The data folder {folder} cannot be used: {error.strerror or error}.\n"
            "Make it writable, or name another one with GREENROOM_DATA."
        ) from error
    return path


def engine_for(path: Path) -> Engine:
    """An engine on the database file at `path`, safe to use from many threads and processes."""
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def erase_traces(engine: Engine) -> None:
    """Leave nothing of deleted rows in the file or its log.

    Raises:
        StoreError: Another program is reading the database, so its log cannot be emptied.
    """
    if _outside_a_transaction(engine, "VACUUM", _EMPTY_THE_LOG):
        raise StoreError(
            "Everything was deleted, but another Greenroom still has the database open, "
            "so traces may remain in its log.\nClose it and delete everything again."
        )


def shorten_log(engine: Engine) -> None:
    """Move the log into the file, so that what was overwritten there is gone too, unless someone is reading."""
    _outside_a_transaction(engine, _EMPTY_THE_LOG)


def in_words(error: BaseException | None, path: Path) -> str:
    """What an error of SQLite means for the user of the database at `path`, and what to do next."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, message in _MESSAGES.items():
        if name.startswith(prefix):
            return message.format(path=path, folder=path.parent)
    return f"The database {path} cannot be used: {error}.\nTry again; if it goes on, report it with this message."


def _outside_a_transaction(engine: Engine, *statements: str) -> bool:
    """Run `statements`; whether the last of them was kept from its work by another connection."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        row = cursor.fetchone()
        return bool(row and row[0])
    except sqlite3.OperationalError as error:
        raise OperationalError(statement, None, error) from error
    finally:
        connection.close()


def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None  # transactions begin where `_begin` says, not where pysqlite guesses
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN"
    )


_MESSAGES = {
    "SQLITE_FULL": (
        "The disk with {folder} is full; nothing of this step was kept, and nothing kept before is lost.\n"
        "Free some space and try again."
    ),
    "SQLITE_IOERR": (
        "The disk with {folder} does not answer or is full; nothing kept before is lost.\n"
        "Check the disk and its free space, then try again."
    ),
    "SQLITE_READONLY": (
        "The database {path} cannot be written to.\n"
        "Make it and its folder writable, or name another folder with GREENROOM_DATA."
    ),
    "SQLITE_PERM": "The database {path} cannot be opened: permission denied.\nMake it readable and writable.",
    "SQLITE_CANTOPEN": (
        "The database {path} cannot be opened.\n"
        "Check that it and its folder are readable and writable, or name another folder with GREENROOM_DATA."
    ),
    "SQLITE_BUSY": (
        "Another program has held the database {path} for more than ten seconds.\nClose it and try again."
    ),
    "SQLITE_NOTADB": (
        "The file {path} is damaged: it is not a database any more. It was left untouched.\n"
        "Move it away and start again, or put back a copy you have."
    ),
    "SQLITE_CORRUPT": (
        "The database {path} is damaged. It was left untouched.\n"
        "Move it away and start again, or put back a copy you have."
    ),
}
