"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

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


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write into, which stands at `path` once the block has ended well, and not before.

    Raises:
        ConfigError: It cannot be written there; what stood there before still does.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise ConfigError(
            f"{path} could not be written: {error.strerror}.\nGive another file with --out."
        ) from error
    finally:
        if part.exists():
            part.unlink()
