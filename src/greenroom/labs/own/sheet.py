"""The text of a CSV file as columns of text.

text -> Sheet
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from greenroom.errors import InputError

_DELIMITERS = (",", ";", "\t", "|")
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True)
class Sheet:
    """Columns by name, each a text a row; `lines` are the lines of the file that the rows end on; `divided_by` says what divides cells."""

    columns: dict[str, tuple[str, ...]]
    lines: tuple[int, ...]
    divided_by: str


def read(text: str) -> Sheet:
    """Read `text`, whose first line names the columns (what does not print in a name is dropped, for names are shown); empty lines are left out.

    Raises:
        InputError: It is no such table ("csv"); says on which line.
    """
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    if not first.count(delimiter):
        raise _unreadable("Its first line names one column at most.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        names = ["".join(filter(str.isprintable, name)).strip() for name in next(reader)]
        for row in reader:
            if len(row) == len(names):
                rows.append(row)
                lines.append(reader.line_num)
            elif row:
                raise _unreadable(f"Line {reader.line_num} has {len(row)} cells, the first {len(names)}.")
    except csv.Error as error:
        raise _unreadable(f"Line {reader.line_num}: {error}.") from error
    _check(names, len(rows))
    return Sheet(dict(zip(names, zip(*rows, strict=True), strict=True)), tuple(lines), _NAMES[delimiter])


def _check(names: list[str], rows: int) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise _unreadable(f"It names columns twice: {', '.join(twice) or 'no name'}.")
    if not rows:
        raise _unreadable("It has no row below its names.")


def _unreadable(what: str) -> InputError:
    hint = "It must be CSV: a line of names, then a line an event, cells divided by commas (or semicolons, tabs, bars)."
    return InputError(f"This file cannot be read as a table. {what}", hint=hint, code="csv")
