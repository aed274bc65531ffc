"""Why: it reads the tail as if it were whole, so struct raises where the blob ends early.
Fails: tail-in-data, tail-in-header, found-at-the-end, claims-too-much
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
        length, crc = struct.unpack_from("<QI", blob, offset)
        if masked_crc(blob[offset : offset + 8]) != crc:
            start, offset = offset, offset + 1
            while offset + 12 <= size:
                if masked_crc(blob[offset : offset + 8]) == struct.unpack_from("<I", blob, offset + 8)[0]:
                    break
                offset += 1
            else:
                offset = size
            losses.append((start, offset, "header"))
            continue
        end = offset + 16 + length
        data = blob[offset + 12 : end - 4]
        if masked_crc(data) == struct.unpack_from("<I", blob, end - 4)[0]:
            records.append(data)
        else:
            losses.append((offset, end, "data"))
        offset = end
    return records, losses
