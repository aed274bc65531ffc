"""Why: one offset moves through the blob; nothing is copied but the data, and only a header whose checksum is right is believed."""

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


def header_at(blob, offset):
    """The length in the header at offset, or None where its checksum is wrong."""
    length, crc = struct.unpack_from("<QI", blob, offset)
    return length if masked_crc(blob[offset : offset + 8]) == crc else None


def next_header(blob, offset):
    while offset + 12 <= len(blob):
        if header_at(blob, offset) is not None:
            return offset
        offset += 1
    return len(blob)


def read_records(blob):
    records, losses, offset, size = [], [], 0, len(blob)
    while offset < size:
        if offset + 12 > size:
            losses.append((offset, size, "truncated"))
            break
        length = header_at(blob, offset)
        if length is None:
            following = next_header(blob, offset + 1)
            losses.append((offset, following, "header"))
            offset = following
            continue
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
