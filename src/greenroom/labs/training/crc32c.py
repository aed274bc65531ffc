"""CRC-32C (Castagnoli), of many messages of one length at a time, and its masked form as record files store it.

Source: RFC 3720, appendix B.4 (polynomial and check values); the mask is that of the record files of TensorFlow (record_writer.h):
a checksum of bytes that hold checksums of themselves is weak, so the stored value is rotated and shifted by a constant.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_POLYNOMIAL = 0x82F63B78  # 0x1EDC6F41 with its bits reversed
_MASK = np.uint32(0xA282EAD8)
_ALL = np.uint32(0xFFFFFFFF)


def _table() -> NDArray[np.uint32]:
    found = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        found = np.where(found & 1, (found >> np.uint32(1)) ^ np.uint32(_POLYNOMIAL), found >> np.uint32(1))
    return found.astype(np.uint32)


_TABLE = _table()


def crc32c(messages: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """The checksum of each row of `messages` (count x bytes)."""
    found = np.full(len(messages), _ALL, dtype=np.uint32)
    for column in messages.T:
        found = _TABLE[(found ^ column) & np.uint32(0xFF)] ^ (found >> np.uint32(8))
    return found ^ _ALL


def masked(checksum: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Checksums as they are stored: rotated right by 15 bits, plus a constant, modulo 2^32."""
    return ((checksum >> np.uint32(15)) | (checksum << np.uint32(17))) + _MASK
