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
            typed = _typed(path)
            if typed == text:
                return None
            try:
                accepted = accept(typed)
            except InputError as error:
                if not _again(error):
                    raise
            else:
                path.unlink()
                return accepted


@contextmanager
def _draft(text: str) -> Iterator[Path]:
    """A file with `text`, readable by its owner only; kept, and named to the user, if it was changed."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="greenroom-", suffix=".yaml", delete=False
    ) as file:
        file.write(text)
    path = Path(file.name)
    try:
        yield path
    finally:
        if path.exists() and _typed(path) != text:
            remark(f"What you typed is kept in {path}; mend it and give it with --apply.")
        else:
            path.unlink(missing_ok=True)


def _typed(path: Path) -> str:
    """The text of the file; bytes that are no UTF-8 are shown as such, for YAML to refuse with their place."""
    return path.read_text(encoding="utf-8-sig", errors="backslashreplace")


def _again(error: InputError) -> bool:
    if not sys.stdin.isatty():
        return False
    remark(str(error))
    return click.confirm("Edit it again?", default=True, err=True)
