"""Files of records: length, masked CRC-32C of the length, payload, masked CRC-32C of the payload, one after the other.

rows -> bytes -> rows and the first damage

The framing is that of TensorFlow's record files. A payload here is one event: its number, eight features in float32, and whether it was a
theft. All payloads have one length, so a whole file is framed and checked at once; what is found is what a reader that goes record by
record would find: it stops at the first record whose length or payload does not match its checksum, or that the file ends within.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.training.crc32c import crc32c, masked

FEATURES = 8
ROW = np.dtype([("event", "<u8"), ("features", "<f4", (FEATURES,)), ("stolen", "u1")])
"""The payload of a record."""
_FRAME = np.dtype([("length", "<u8"), ("length_crc", "<u4"), ("payload", ROW), ("payload_crc", "<u4")])
RECORD_BYTES = _FRAME.itemsize


@dataclass(frozen=True)
class Read:
    """Rows up to the first damage, and what that is; `damage` is empty where the file ends as it should."""

    rows: NDArray[np.void]
    damage: str = ""


def written(rows: NDArray[np.void]) -> bytes:
    """A file of `rows` (of the type `ROW`)."""
    framed = np.zeros(len(rows), dtype=_FRAME)
    framed["length"] = ROW.itemsize
    framed["payload"] = rows
    framed["length_crc"], framed["payload_crc"] = _checksums(framed)
    return framed.tobytes()


def read(file: bytes) -> Read:
    """The rows of a file up to its first damage."""
    whole, rest = divmod(len(file), RECORD_BYTES)
    framed = np.frombuffer(file, dtype=_FRAME, count=whole)
    length_crc, payload_crc = _checksums(framed)
    bad_length = (framed["length_crc"] != length_crc) | (framed["length"] != ROW.itemsize)
    bad = np.flatnonzero(bad_length | (framed["payload_crc"] != payload_crc))
    if len(bad):
        first = int(bad[0])
        what = "length" if bad_length[first] else "payload"
        return Read(framed["payload"][:first], f"corrupted record {first} ({what} checksum)")
    if rest:
        return Read(framed["payload"], f"truncated record {whole}")
    return Read(framed["payload"])


def _checksums(framed: NDArray[np.void]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    raw = (
        framed.view(np.uint8).reshape(len(framed), RECORD_BYTES)
        if len(framed)
        else np.zeros((0, 64), np.uint8)
    )
    begin = 12
    return masked(crc32c(raw[:, :8])), masked(crc32c(raw[:, begin : begin + ROW.itemsize]))
