"""Why: it cuts off what it has read, and so copies the whole rest of the blob for every record and every skipped byte.
Fails: many-records
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
    while blob:
        if len(blob) < 12:
            losses.append((offset, size, "truncated"))
            break
        length, crc = struct.unpack("<QI", blob[:12])
        if masked_crc(blob[:8]) != crc:
            start = offset
            while True:
                blob, offset = blob[1:], offset + 1
                if len(blob) < 12:
                    blob, offset = b"", size
                    break
                if masked_crc(blob[:8]) == struct.unpack("<I", blob[8:12])[0]:
                    break
            losses.append((start, offset, "header"))
            continue
        if len(blob) < 16 + length:
            losses.append((offset, size, "truncated"))
            break
        data = blob[12 : 12 + length]
        if masked_crc(data) == struct.unpack("<I", blob[12 + length : 16 + length])[0]:
            records.append(data)
        else:
            losses.append((offset, offset + 16 + length, "data"))
        blob, offset = blob[16 + length :], offset + 16 + length
    return records, losses
