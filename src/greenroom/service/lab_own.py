"""The use case of replaying one's own events: a CSV file -> Replay. The file is read, and nothing is kept."""

from __future__ import annotations

from pathlib import Path

from greenroom.errors import InputError
from greenroom.labs.own.replay import Asked, Replay, replay

MOST_BYTES = 256 * 1024 * 1024
"""A larger file would need more memory than a laptop may have to spare."""


def replay_file(path: Path, asked: Asked) -> Replay:
    """Replay the events of the CSV file at `path`.

    Raises:
        InputError: It cannot be read ("missing_file", "unreadable", "too_large", "encoding"), or as `replay`.
    """
    return replay(_text(path), asked)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            what = f"{path} has more than {MOST_BYTES // 1024 // 1024} MB."
            raise InputError(what, hint="Take every tenth event, or a shorter time.", code="too_large")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}.", hint="Check the path.", code="missing_file") from error
    except OSError as error:
        what = f"{path} cannot be read: {error.strerror or error}."
        raise InputError(what, hint="Give a CSV file that you may read.", code="unreadable") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"{path} is no text in UTF-8: byte {error.start} is not."
        hint = "Save it as CSV in UTF-8; what is packed (zip, gz, parquet) must be unpacked first."
        raise InputError(what, hint=hint, code="encoding") from error
    if "\0" in text:
        hint = "Save it as CSV in UTF-8."
        raise InputError(f"{path} is no text: it holds zero bytes.", hint=hint, code="encoding")
    return text
