"""Why: while it looks for a place to go on it takes only whole good records, so a frame with a right header that is bad or cut off is skipped unseen.
Fails: neighbours, found-at-the-end
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


def good(blob, offset):
    length, crc = struct.unpack_from("<QI", blob, offset)
    if masked_crc(blob[offset : offset + 8]) != crc:
        return None
    end = offset + 16 + length
    if end > len(blob):
        return False
    data = blob[offset + 12 : end - 4]
    return end, data, masked_crc(data) == struct.unpack_from("<I", blob, end - 4)[0]


def read_records(blob):
    records, losses, offset, size = [], [], 0, len(blob)
    while offset < size:
        if offset + 12 > size:
            losses.append((offset, size, "truncated"))
            break
        found = good(blob, offset)
        if found is False:
            losses.append((offset, size, "truncated"))
            break
        if found is None:
            start, offset = offset, offset + 1
            while offset + 12 <= size:
                found = good(blob, offset)
                if found and found[2]:
                    break
                offset += 1
            else:
                offset = size
            losses.append((start, offset, "header"))
            continue
        end, data, right = found
        if right:
            records.append(data)
        else:
            losses.append((offset, end, "data"))
        offset = end
    return records, losses
