"""What the commands that run code share: which Python runs it, and the question where nothing isolates it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.streams import remark
from greenroom.errors import IsolationError

if TYPE_CHECKING:
    from greenroom.service.coding import Coding

_ASKED = "Run your own code all the same, with limits on time and memory only? It could read your files and use the network"
python_option = click.option(
    "--python", type=click.Path(path_type=Path), envvar="GREENROOM_PYTHON",
    help="The Python that runs the code, 3.11 or newer (default: GREENROOM_PYTHON, else Greenroom's own).",
)  # fmt: skip


def coding_with(python: Path | None) -> Coding:
    """Coding rounds run by `python`; where nothing isolates, who sits at the terminal is asked.

    Raises:
        IsolationError: Nothing on this machine isolates, and nobody agreed to go on without.
        SandboxError: `python` cannot be used.
    """
    from greenroom.bootstrap import greenroom

    room = greenroom(python=python)
    try:
        _ = room.sandbox
    except IsolationError as error:
        if not sys.stdin.isatty():
            raise
        remark(str(error))
        if not click.confirm(_ASKED, default=False, err=True):
            raise
        return greenroom(python=python, unisolated=True).coding
    return room.coding
