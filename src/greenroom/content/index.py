"""The catalogue in one file, kept between runs: reading thousands of small files takes seconds, this a tenth of one."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError

from greenroom.content.load import load_catalogue
from greenroom.content.read import pack_folders
from greenroom.model.content import Catalogue

_FORMAT = "3"
"""Of the kept file; another one is made anew."""
# In a tuple, since a model's own settings would be taken otherwise: cases of exercises hold not-a-number and infinity.
_KEPT: TypeAdapter[tuple[Catalogue]] = TypeAdapter(
    tuple[Catalogue], config=ConfigDict(ser_json_inf_nan="constants")
)


def indexed_catalogue(
    roots: Collection[Path], folder: Path, *, own: Collection[Path] = (), version: str
) -> Catalogue:
    """Everything in the packs of `roots` and `own` with the graded answers, from the file kept in `folder` where it is still true.

    It is true while no file of the packs was added, removed or written: names, sizes and times of writing are compared.
    A file that is gone, broken or cannot be written costs time and nothing else.

    Args:
        roots: Folders that hold pack folders, or that are one.
        folder: Where the file is kept; it is made on first use.
        own: The same as `roots` of the user's own packs.
        version: Of Greenroom, whose model a kept file must fit.

    Raises:
        PackError: See `load_catalogue`.
    """
    kept = folder / f"catalogue-{_stamp((*roots, *own), version)}.json"
    with suppress(OSError, ValidationError):
        return _KEPT.validate_json(kept.read_bytes())[0]
    catalogue = load_catalogue(roots, own, exemplars=True)
    with suppress(OSError):
        _keep(kept, _KEPT.dump_json((catalogue,)))
    return catalogue


def _stamp(roots: Collection[Path], version: str) -> str:
    told = hashlib.sha256(f"{_FORMAT} {version}".encode())
    for pack in pack_folders(roots):
        told.update(os.fsencode(pack.resolve()))
        for line in sorted(_files(os.fspath(pack))):
            told.update(line)
    return told.hexdigest()[:20]


def _files(folder: str) -> Iterator[bytes]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path)
            else:
                seen = entry.stat()
                yield os.fsencode(f"{entry.path}|{seen.st_size}|{seen.st_mtime_ns}\n")


def _keep(path: Path, data: bytes) -> None:
    """Written whole or not at all; those of other packs and versions go."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".catalogue-", delete=False) as file:
        file.write(data)
    Path(file.name).replace(path)
    for other in path.parent.glob("catalogue-*.json"):
        if other != path:
            other.unlink(missing_ok=True)
