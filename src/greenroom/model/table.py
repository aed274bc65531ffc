"""A table of what was recorded: named columns of one length, with what each holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Column:
    """`values`, shape (rows,): numbers, flags, or an object array of texts; what is not known is masked, never NaN or infinite."""

    name: str
    says: str
    values: NDArray[Any]

    def __post_init__(self) -> None:
        """Mask what is no number."""
        if self.values.dtype.kind == "f" and not np.ma.isMaskedArray(self.values):
            object.__setattr__(self, "values", np.ma.masked_invalid(self.values))


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of one length."""

    name: str
    says: str
    columns: tuple[Column, ...]

    @property
    def count(self) -> int:
        """Of rows."""
        return len(self.columns[0].values)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Row after row as plain Python values; None for what is not known."""
        return zip(*(column.values.tolist() for column in self.columns), strict=True)


@dataclass(frozen=True)
class Rows:
    """What a query answers: the names of its columns, and rows; `more` says that there were more than are here."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool


def texts(values: list[str]) -> NDArray[Any]:
    """An object array of texts, of whatever lengths."""
    found: NDArray[Any] = np.empty(len(values), dtype=object)
    found[:] = values
    return found
