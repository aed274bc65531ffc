"""Plain text that the user gives: a file, standard input, or the words themselves."""

from __future__ import annotations

import sys
from pathlib import Path

from greenroom.cli.inputs import is_stdin
from greenroom.cli.streams import remark
from greenroom.errors import InputError

_MOST_BYTES = 20_000_000  # what is longer is not text that somebody said


def read_text(path: Path, what: str) -> str:
    """The text of a file; "-" is standard input. `what` names it to the user: "answer".

    Raises:
        InputError: It is missing, cannot be read, is too large or is not UTF-8.
    """
    data = read_bytes(path, what)
    if len(data) > _MOST_BYTES:
        raise InputError(
            f"The {what} in {path} is larger than {_MOST_BYTES // 1_000_000} MB.",
            hint="Give a text file with only that in it.",
            code="too_large",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"The {what} in {path} is not UTF-8 text (byte {error.start + 1}).",
            hint="Save it as plain text in UTF-8.",
            code="not_text",
        ) from None


def read_bytes(path: Path, what: str, *, most: int = _MOST_BYTES + 1) -> bytes:
    """The first `most` bytes of a file; "-" is standard input.

    Raises:
        InputError: It is missing or cannot be read.
    """
    if is_stdin(path):
        if sys.stdin.isatty():
            remark(f"Type or paste the {what}, then press Ctrl-D on a line of its own.")
        return sys.stdin.buffer.read(most)
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        hint = "Check the path; '-' reads standard input."
        raise InputError(f"There is no file {path}.", hint=hint, code="missing_file") from None
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}.", hint="Give a text file.", code="unreadable_file"
        ) from None


def text_or_file(given: str, what: str) -> str:
    """The text of the file that `given` names, or `given` itself where there is no such file.

    Raises:
        InputError: The file cannot be read.
    """
    named = len(given) < 1000 and "\n" not in given and Path(given).is_file()
    return read_text(Path(given), what) if named else given
