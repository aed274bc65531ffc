"""Where Greenroom's own pages stand on this machine."""

from __future__ import annotations

from typing import Final

HOST: Final = "127.0.0.1"
USUAL_PORT: Final = 8765


def address(page: str) -> str:
    """The whole address of a page ("/code/beam-search") while `greenroom serve` runs at its usual port."""
    return f"http://{HOST}:{USUAL_PORT}{page}"
