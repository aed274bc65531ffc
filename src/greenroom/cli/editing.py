"""Editing a text until it is accepted; what was typed is never lost."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

from greenroom.cli.streams import remark
from greenroom.errors import InputError

T = TypeVar("T")


def edited(text: str, accept: Callable[[str], T]) -> T | None:
    """What `accept` makes of `text` as the user edits it, or None when nothing was changed.

    The editor works on a file that goes away only when its text was accepted. Where `accept` raises
    InputError and someone is at the terminal, they may mend the text at once.

    Raises:
        InputError: The text was not accepted.
        click.ClickException: The editor failed.
    """
    with _draft(text) as path:
        while True:
            click.edit(filename=str(path))
            typed = read_typed(path)
            if typed == text:
                return None
            try:
                return accept(typed)
            except InputError as error:
                if not _again(error):
                    raise


@contextmanager
def _draft(text: str) -> Iterator[Path]:
    """A file with `text`, readable by its owner only; after a failure it stays, if it was changed, and is named."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="greenroom-", suffix=".yaml", delete=False
    ) as file:
        file.write(text)
    path = Path(file.name)
    kept = f"What you typed is kept in {path}: mend it and give it with --apply."
    try:
        yield path
    except InputError as error:
        raise InputError(error.what, hint=f"{error.hint}\n{kept}", code=error.code) from error
    except BaseException:
        if read_typed(path) == text:
            path.unlink()
        else:
            remark(kept)
        raise
    path.unlink()


def read_typed(path: Path) -> str:
    """The text of a file of the user's; bytes that are no UTF-8 are shown as such, for YAML to refuse with their place."""
    return path.read_text(encoding="utf-8-sig", errors="backslashreplace")


def _again(error: InputError) -> bool:
    if not sys.stdin.isatty():
        return False
    remark(str(error))
    return click.confirm("Edit it again?", default=True, err=True)
