"""Frames the records of a case, damages them as it says, and reads them back."""

import random
import struct
import zlib

from solution import read_records

TABLE = []
for number in range(256):
    for _ in range(8):
        number = (number >> 1) ^ (0x82F63B78 if number & 1 else 0)
    TABLE.append(number)


def checksum(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = (crc >> 8) ^ TABLE[(crc ^ byte) & 255]
    crc ^= 0xFFFFFFFF
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def header(length):
    start = struct.pack("<Q", length)
    return start + struct.pack("<I", checksum(start))


def frame(data):
    return header(len(data)) + data + struct.pack("<I", checksum(data))


def part(one):
    """The bytes of one part of a case: a text is a record; a mapping holds records inside a record, or a header that claims too much."""
    if isinstance(one, str):
        return frame(one.encode())
    if "inside" in one:
        return frame(b"".join(frame(text.encode()) for text in one["inside"]))
    return header(one["claims"]) + one["text"].encode()


def made(count, size, harm, seed):
    """A long record whose header is bad, then `count` records, of a hundred kinds; every `harm`th of them has one flipped bit."""
    draw = random.Random(f"{seed}-0")
    first = bytearray(frame(draw.randbytes(60_000)))
    first[3] ^= 16
    kinds = [frame(draw.randbytes(size + place % 3)) for place in range(100)]
    frames = [bytes(first)]
    for place in range(count):
        one = kinds[draw.randrange(100)]
        if place % harm == harm - 1:
            one = bytearray(one)
            one[draw.randrange(len(one))] ^= 1 << draw.randrange(8)
        frames.append(one)
    return b"".join(frames)


def run(value):
    if "count" in value:
        blob = made(value["count"], value["size"], value["harm"], value["seed"])
    else:
        blob = bytearray(b"".join(part(one) for one in value["parts"]))
        for byte, bit in value.get("flips", []):
            blob[byte] ^= 1 << bit
        if "without" in value:
            start, end = value["without"]
            del blob[start:end]
        blob = bytes(blob[: value.get("keep")])
    records, losses = read_records(blob)
    told = [list(loss) for loss in losses]
    if "count" in value:
        return {"records": len(records), "digest": zlib.crc32(b"|".join(records)), "losses": told}
    return {"records": [bytes(record).hex() for record in records], "losses": told}
