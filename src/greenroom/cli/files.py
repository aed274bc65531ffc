"""Files written together."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from greenroom.errors import ConfigError


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (name to bytes) into `folder`, which is made if need be.

    Each file appears whole, and none before all are on the disk: a full disk or Ctrl-C leaves what
    stood there before.

    Raises:
        ConfigError: The folder cannot be made or written to.
    """
    parts = {folder / f".{name}.{os.getpid()}.part": folder / name for name in files}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part, data in zip(parts, files.values(), strict=True):
            part.write_bytes(data)
        for part, target in parts.items():
            part.replace(target)
    except OSError as error:
        raise ConfigError(
            f"The report could not be written to {folder}: {error.strerror}.\nGive another folder with --out."
        ) from error
    finally:
        for part in parts:
            if part.exists():
                part.unlink()
