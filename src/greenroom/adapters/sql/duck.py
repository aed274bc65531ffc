"""Queries by DuckDB, shut in: in memory, one statement that reads, no file, no network, no setting, limits of time and memory.

https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview: external access is disabled and the configuration locked
before the user's words are looked at; names in a query must not find variables of this program (`python_enable_replacements`).
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Timer

import duckdb
import numpy as np

from greenroom.errors import InputError
from greenroom.model.table import Column, Rows, Table

_LOCKED = (
    "SET memory_limit = '1GB'",
    "SET threads = 2",
    "SET temp_directory = ''",
    "SET python_enable_replacements = false",
    "SET autoload_known_extensions = false",
    "SET autoinstall_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
_READS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
_LIMIT_S = 60.0


class DuckEngine:
    """A `QueryEngine`; every query has a database of its own, so nothing that one does is seen by another."""

    def __init__(self, limit_s: float = _LIMIT_S) -> None:
        self._limit_s = limit_s

    def query(self, tables: Sequence[Table], sql: str, *, most_rows: int) -> Rows:
        """See `ports.QueryEngine`."""
        hint = f"There are the tables {', '.join(table.name for table in tables)}; greenroom lab sql without a query lists their columns."
        with duckdb.connect(":memory:") as database:
            for table in tables:
                _load(database, table)
            for setting in _LOCKED:
                database.execute(setting)
            timer = Timer(self._limit_s, database.interrupt)
            timer.start()
            try:
                return _answer(database, sql, most_rows)
            except duckdb.InterruptException as error:
                what = f"The query was stopped after {self._limit_s:g} seconds."
                raise InputError(what, hint="Narrow it down.", code="sql") from error
            except duckdb.Error as error:
                what = f"The query cannot be answered: {str(error).strip()}"
                raise InputError(what, hint=hint, code="sql") from error
            finally:
                timer.cancel()


def _answer(database: duckdb.DuckDBPyConnection, sql: str, most_rows: int) -> Rows:
    statements = database.extract_statements(sql)
    if len(statements) != 1 or statements[0].type not in _READS:
        hint = "Give one statement that reads: SELECT, WITH, FROM, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN."
        raise InputError("This is not one query that reads.", hint=hint, code="sql")
    found = database.execute(statements[0])
    rows = found.fetchmany(most_rows + 1)
    names = tuple(column[0] for column in found.description or ())
    return Rows(names, tuple(rows[:most_rows]), more=len(rows) > most_rows)


def _load(database: duckdb.DuckDBPyConnection, table: Table) -> None:
    database.register("given", {column.name: _values(column) for column in table.columns})
    try:
        database.execute(f'CREATE TABLE "{table.name}" AS SELECT * FROM given')  # noqa: S608 - our own name
    finally:
        database.unregister("given")


def _values(column: Column) -> np.ndarray[tuple[int], np.dtype[np.generic]]:
    """Text columns that hold no row are nothing to DuckDB unless they say that they are text."""
    return (
        column.values.astype(str)
        if column.values.dtype.kind == "O" and not len(column.values)
        else column.values
    )
