"""greenroom lab sql, greenroom lab export: what a run recorded, for queries and for tools of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.lab_run import run_option
from greenroom.cli.streams import remark, say, say_json
from greenroom.cli.text import Page, progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenroom.model.table import Rows, Table
    from greenroom.service.lab_records import Records

_WIDEST = 60  # columns of a cell


@click.command("sql", short_help="Ask what a run recorded, in SQL.")
@click.argument("query", required=False)
@run_option
@click.option(
    "--rows", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Show at most so many."
)
@json_option
def sql(query: str | None, begun: str, rows: int, *, as_json: bool) -> None:
    """Ask a run's log in SQL (DuckDB): payments as they were served and decided, labels as far as banks have told them,
    metrics, alerts, the deployment log. Nothing later than the run's now is in it. Without QUERY: which tables there are.

    \b
    Examples:
      greenroom lab sql
      greenroom lab sql "SELECT version, avg(chance), avg(label) FROM payments
        WHERE at_h > 0 GROUP BY version"
    """  # noqa: D205 - one paragraph of help
    records = _records()
    run = records.labs.run(begun)
    with progress() as step:
        step("The system runs")
        if query is None:
            _tables(records.tables(run), as_json=as_json)
            return
        found = records.query(run, query, most_rows=rows)
    if as_json:
        told = {"columns": found.columns, "rows": found.rows, "more": found.more}
        say_json(json.dumps(told, indent=2, default=_plain))
        return
    _show(found)
    if found.more:
        remark(f"There are more rows than these {rows}; --rows shows up to 10,000, greenroom lab export all.")


@click.command("export", short_help="Write what a run recorded as CSV files.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@run_option
@json_option
def export(folder: Path, begun: str, *, as_json: bool) -> None:
    """Write what a run recorded by its now to FOLDER, a CSV file for each table of greenroom lab sql.

    \b
    Example:
      greenroom lab export records
    """
    records = _records()
    run = records.labs.run(begun)
    with progress() as step:
        step("The files are written")
        made = records.export(run, folder)
    if as_json:
        say_json(json.dumps([{"file": str(path), "rows": count} for path, count in made], indent=2))
        return
    for path, count in made:
        say(f"{path}: {count:,} rows")


def _tables(found: Sequence[Table], *, as_json: bool) -> None:
    if as_json:
        told = [
            {
                "name": one.name,
                "says": one.says,
                "rows": one.count,
                "columns": [{"name": column.name, "says": column.says} for column in one.columns],
            }
            for one in found
        ]
        say_json(json.dumps(told, indent=2))
        return
    page = Page()
    for one in found:
        page.heading(f"{one.name}: {one.says}; {one.count:,} rows")
        for column in one.columns:
            page.item(f"{column.name}: {column.says}")


def _show(found: Rows) -> None:
    """Columns under their names, numbers to the right."""
    cells = [[_cell(value) for value in row] for row in found.rows]
    widths = [max([len(name), *(len(row[at]) for row in cells)]) for at, name in enumerate(found.columns)]
    say("  ".join(name.ljust(width) for name, width in zip(found.columns, widths, strict=True)).rstrip())
    for row, values in zip(cells, found.rows, strict=True):
        told = [
            cell.rjust(width) if isinstance(value, int | float) else cell.ljust(width)
            for cell, width, value in zip(row, widths, values, strict=True)
        ]
        say("  ".join(told).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return "-"
    text = f"{value:.6g}" if isinstance(value, float) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 3]}..."


def _plain(value: Any) -> Any:
    """What JSON has no word for (a decimal, a date, an interval)."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return str(value)


def _records() -> Records:
    from greenroom.bootstrap import greenroom

    return greenroom().lab_records
