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
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write({folder / name: data for name, data in files.items()})
    except OSError as error:
        raise ConfigError(
            f"The report could not be written to {folder}: {error.strerror}.\nGive another folder with --out."
        ) from error


def write_files(files: Mapping[Path, bytes]) -> None:
    """As `write_together`, each file in a folder of its own choice, which is made if need be.

    Raises:
        ConfigError: A folder cannot be made, or a file not be written.
    """
    try:
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
        _write(files)
    except OSError as error:
        names = " and ".join(map(str, files))
        raise ConfigError(
            f"{names} could not be written: {error.strerror}.\nGive another file with --out."
        ) from error


def _write(files: Mapping[Path, bytes]) -> None:
    parts = {path.with_name(f".{path.name}.{os.getpid()}.part"): path for path in files}
    try:
        for part, data in zip(parts, files.values(), strict=True):
            part.write_bytes(data)
        for part, target in parts.items():
            part.replace(target)
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
