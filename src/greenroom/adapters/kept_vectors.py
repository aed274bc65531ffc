"""What the networks made of the packs' texts, kept in files between processes: reading a data sheet takes a third of a second, this a millisecond.

A file holds the arrays of one group of texts, such as a question's sheet; its name says which model made them, and of what.
Only texts of packs come here: what a user says or hands in is kept in the data folder alone.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
MOST_BYTES = 256_000_000
"""Of all files together; the packs that come with Greenroom take 98 MB."""
_FORMAT = b"1"
_DIGEST_BYTES = 32
_HEAD = np.dtype("<i4")
_NUMBER = np.dtype("<f4")


class KeptVectors:
    """Arrays by the texts they were made of. Any number of threads and processes may share a folder.

    A file that is gone, broken or cannot be written costs time and nothing else. Where there is no room, those used least lately go.

    Args:
        folder: Where the files are, made on first use; None keeps nothing.
        most_bytes: Of all files together.
    """

    def __init__(self, folder: Path | None, *, most_bytes: int = MOST_BYTES) -> None:
        self._folder, self._most = folder, most_bytes

    def has(self, model: str, texts: Sequence[str]) -> bool:
        """Whether arrays are kept of these texts; they may be broken still."""
        path = self._path(model, texts)
        return path is not None and path.is_file()

    def get(self, model: str, texts: Sequence[str]) -> list[Vectors] | None:
        """The arrays (rows, width) of these texts, in their order, bit by bit as they were kept; None where they are not."""
        path = self._path(model, texts)
        if path is None:
            return None
        with suppress(OSError, ValueError):
            found = _unpacked(path.read_bytes(), len(texts))
            os.utime(path)  # what was used last goes last
            return found
        return None

    def keep(self, model: str, texts: Sequence[str], arrays: Sequence[Vectors]) -> None:
        """Keep the arrays (rows, width) of these texts, all of one width."""
        path = self._path(model, texts)
        if path is None:
            return
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix="vectors-", delete=False) as file:
                file.write(_packed(arrays))
            Path(file.name).replace(path)  # whole or not at all
            self._make_room(path.parent)

    def _make_room(self, folder: Path) -> None:
        """Also what a process that was stopped left behind goes, in its time."""
        seen = [(one.stat(), one) for one in folder.glob("vectors-*")]
        size = sum(stat.st_size for stat, _ in seen)
        for stat, oldest in sorted(seen, key=lambda one: one[0].st_mtime_ns):
            if size <= self._most:
                return
            oldest.unlink(missing_ok=True)
            size -= stat.st_size

    def _path(self, model: str, texts: Sequence[str]) -> Path | None:
        if self._folder is None or not texts:
            return None
        named = hashlib.sha256(_FORMAT)
        for text in (model, *texts):
            told = text.encode("utf-8", "surrogatepass")
            named.update(len(told).to_bytes(8, "little") + told)
        return self._folder / f"vectors-{named.hexdigest()[:32]}.bin"


def mark(made: Vectors) -> str:
    """What tells models apart by what one of them made of a text that never changes: other weights, another library or processor, other bits."""
    return hashlib.sha256(made.astype(_NUMBER).tobytes()).hexdigest()


def _packed(arrays: Sequence[Vectors]) -> bytes:
    """A digest of what follows it: the arrays' width, their numbers of rows, their numbers."""
    head = np.array([arrays[0].shape[1], *map(len, arrays)], dtype=_HEAD).tobytes()
    data = head + b"".join(one.astype(_NUMBER).tobytes() for one in arrays)
    return hashlib.sha256(data).digest() + data


def _unpacked(data: bytes, count: int) -> list[Vectors]:
    """The `count` arrays of a file.

    Raises:
        ValueError: It is not what was written.
    """
    told, rest = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
    if hashlib.sha256(rest).digest() != told:
        raise ValueError("the digest is another one")
    width, *rows = np.frombuffer(rest, _HEAD, count + 1).tolist()
    numbers = np.frombuffer(rest, _NUMBER, offset=_HEAD.itemsize * (count + 1)).reshape(-1, width)
    ends = np.cumsum(rows)
    if len(numbers) != ends[-1]:
        raise ValueError("there are more or fewer rows")
    return [
        np.array(numbers[end - size : end], dtype=np.float32) for end, size in zip(ends, rows, strict=True)
    ]
