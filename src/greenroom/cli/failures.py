"""An exception as a message on standard error and an exit code."""

from __future__ import annotations

import json
import sys
import tempfile
import traceback
from typing import Any

import click

from greenroom.cli.streams import remark
from greenroom.errors import GreenroomError, InternalError, PackError

_BUG = 70  # EX_SOFTWARE of sysexits.h


def tell(error: Exception, *, as_json: bool) -> int:
    """Say what happened and what to do next; a bug's traceback goes to a file, not to the terminal.

    Returns:
        The exit code.
    """
    code, what, hint = _in_words(error)
    if as_json:
        said: dict[str, Any] = {"code": code, "what": what, "hint": hint}
        if isinstance(error, PackError):
            said["issues"] = [issue_json(issue) for issue in error.issues]
        remark(json.dumps({"error": said}))
    elif isinstance(error, click.ClickException):
        error.show(sys.stderr)  # with the usage, as people know it
    else:
        remark(f"greenroom: {what}\n{hint}".rstrip())
    if isinstance(error, GreenroomError | click.ClickException):
        return error.exit_code
    return _BUG


def issue_json(issue: Any) -> dict[str, Any]:
    """One `PackIssue` for `--json`."""
    return {
        name: getattr(issue, name)
        for name in ("file", "line", "column", "rung", "message", "hint", "warning")
    }


def _in_words(error: Exception) -> tuple[str, str, str]:
    """A stable code, what happened, and what to do next."""
    if isinstance(error, click.ClickException):
        return "usage", error.format_message(), "See the --help of the command."
    if isinstance(error, PackError):
        first = f"Content packs cannot be used:\n{error}"
        return "pack", first, "Mend what is named there, or take that pack away."
    if not isinstance(error, GreenroomError) or isinstance(error, InternalError):
        return "bug", *_kept(error)
    what, _, hint = str(error).partition("\n")
    return getattr(error, "code", type(error).__name__.removesuffix("Error").lower()), what, hint


def _kept(error: Exception) -> tuple[str, str]:
    what = f"Something went wrong inside Greenroom ({type(error).__name__}). It is a bug, not your mistake."
    details = "".join(traceback.format_exception(error))
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="greenroom-bug-", suffix=".txt", delete=False
        ) as file:
            file.write(details)
    except OSError:
        return what, f"Please report it with these details:\n{details}"
    return what, (
        f"The details are in {file.name}. Please report it with that file; "
        "look through it first, since it can hold words from your documents."
    )
