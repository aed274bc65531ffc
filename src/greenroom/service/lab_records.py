"""The use cases of a run's records: which tables there are, a query over them, and all of them as files.

Nothing in a table has yet to happen or to be told at the run's now.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from greenroom.errors import ConfigError, InputError
from greenroom.labs.records import tables
from greenroom.model.lab_run import LabRun
from greenroom.model.table import Rows, Table
from greenroom.ports import QueryEngine
from greenroom.service.labs import Labs

MOST_ROWS = 10_000
"""More rows of one query are not answered; files hold everything."""


@dataclass(frozen=True)
class Records:
    """Of runs of labs; `engine` is made at the first query, since what it needs may not be installed."""

    labs: Labs
    engine: Callable[[], QueryEngine]

    def tables(self, run: LabRun) -> tuple[Table, ...]:
        """What was recorded in the run by its now."""
        return tables(self.labs.session(run))

    def query(self, run: LabRun, sql: str, *, most_rows: int) -> Rows:
        """The first `most_rows` rows that `sql` answers over the tables.

        Raises:
            InputError: It is no query that reads, or is wrong ("sql").
            ConfigError: What answers queries is not installed.
        """
        return self.engine().query(self.tables(run), sql, most_rows=min(most_rows, MOST_ROWS))

    def export(self, run: LabRun, folder: Path) -> tuple[tuple[Path, int], ...]:
        """Write each table to `folder` as NAME.csv, with a line of names; the files and their rows.

        What is not known is empty.

        Raises:
            InputError: One of the files is there already ("exists").
            ConfigError: The folder cannot be written to.
        """
        made = [(folder / f"{table.name}.csv", table) for table in self.tables(run)]
        there = [str(path) for path, _ in made if path.exists()]
        if there:
            hint = "Name another folder, or take them away."
            raise InputError(f"There is already {', '.join(there)}.", hint=hint, code="exists")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for path, table in made:
                _write(path, table)
        except OSError as error:
            what = f"{folder} cannot be written to: {error.strerror or error}."
            raise ConfigError(f"{what}\nName a folder of yours.") from error
        return tuple((path, table.count) for path, table in made)


def _write(path: Path, table: Table) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        writer.writerows(table.rows())
