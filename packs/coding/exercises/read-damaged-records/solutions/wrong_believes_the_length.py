"""Why: it does not check the header, so a flipped bit in a length sends it anywhere, and records after it are lost.
Fails: bad-length, bad-checksums, neighbours, found-at-the-end, missing-bytes, frame-inside, many-records
"""

import struct

_TABLE = []
for _byte in range(256):
    for _ in range(8):
        _byte = (_byte >> 1) ^ (0x82F63B78 if _byte & 1 else 0)
    _TABLE.append(_byte)


def masked_crc(data: bytes) -> int:
    """The masked CRC-32C of data, a whole number below 2**32."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = (crc >> 8) ^ _TABLE[(crc ^ byte) & 255]
    crc ^= 0xFFFFFFFF
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def read_records(blob):
    records, losses, offset, size = [], [], 0, len(blob)
    while offset < size:
        if offset + 12 > size:
            losses.append((offset, size, "truncated"))
            break
        (length,) = struct.unpack_from("<Q", blob, offset)
        end = offset + 16 + length
        if end > size:
            losses.append((offset, size, "truncated"))
            break
        data = blob[offset + 12 : end - 4]
        if masked_crc(data) == struct.unpack_from("<I", blob, end - 4)[0]:
            records.append(data)
        else:
            losses.append((offset, end, "data"))
        offset = end
    return records, losses
