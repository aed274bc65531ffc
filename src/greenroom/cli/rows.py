"""JSON Lines in and out: a line that fails is told and loses none of the others."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from greenroom.cli.inputs import is_stdin
from greenroom.cli.streams import remark
from greenroom.errors import InputError

if TYPE_CHECKING:
    from greenroom.service.batch import Failed, Scored

_SHOWN = 5
_MEND = "Mend those lines and run it again; the others were read."
FAILED = 2
"""The exit code when a line could not be used: something the user can mend."""


@contextmanager
def opened(path: Path) -> Iterator[Iterable[bytes]]:
    """The lines of a file, read as they are asked for; "-" is standard input.

    Raises:
        InputError: It is missing or cannot be read.
    """
    if is_stdin(path):
        yield sys.stdin.buffer
        return
    try:
        file = path.open("rb")
    except FileNotFoundError:
        hint = "Check the path; '-' reads standard input."
        raise InputError(f"There is no file {path}.", hint=hint, code="missing_file") from None
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}.",
            hint="Give a JSON Lines file.",
            code="unreadable_file",
        ) from None
    with file:
        yield file


def write_row(file: BinaryIO, row: Scored | Failed) -> None:
    """One row as one line; half a character in the id of a failed row is written as "?"."""
    file.write(json.dumps(row.data(), ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def counted(number: int, what: str) -> str:
    """The number with its noun: "1 answer", "2 answers"."""
    return f"{number} {what}" + ("" if number == 1 else "s")


def tell_failures(failed: Sequence[Failed], total: int, path: Path, *, as_json: bool) -> None:
    """Name the lines that could not be used, the first few in full; as JSON all of them."""
    what = f"{len(failed)} of {counted(total, 'line')} of {path} could not be used"
    if as_json:
        issues = [one.data() for one in failed]
        remark(json.dumps({"error": {"code": "bad_lines", "what": what, "hint": _MEND, "issues": issues}}))
        return
    remark(f"{what}:")
    for one in failed[:_SHOWN]:
        name = f" ({one.id})" if one.id else ""
        remark(f"  line {one.line}{name}: {one.error}")
    if len(failed) > _SHOWN:
        remark(f"  and {len(failed) - _SHOWN} more")
    remark(_MEND)
