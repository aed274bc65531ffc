"""Where candidates' code runs: the strongest isolation the machine offers, named to the user."""

from __future__ import annotations

import platform
from pathlib import Path

from greenroom.errors import SandboxError
from greenroom.ports import Sandbox

__all__ = ["best_sandbox"]


def best_sandbox(python: Path | None = None, *, allow_unisolated: bool = False) -> Sandbox:
    """The strongest sandbox that passes its trial here; what was found is kept while the process lives.

    Args:
        python: The interpreter that runs candidates' code, 3.11 or newer; None for Greenroom's own.
        allow_unisolated: Where nothing isolates, run the code with limits only; for the user's own code, where they agreed.

    Raises:
        IsolationError: Nothing holds; the message says what was tried and what to do.
        SandboxError: `python` cannot be used, or this is no Linux.
    """
    if platform.system() != "Linux":
        raise SandboxError(
            f"Only Linux has what a sandbox needs so far, and this is {platform.system()}.\n"
            "Use WSL, a virtual machine or a Linux container for rounds with code; the others work as they are."
        )
    from greenroom.adapters.sandbox.probe import strongest  # noqa: PLC0415 - it cannot be imported elsewhere

    return strongest(python, allow_unisolated=allow_unisolated)
