"""Plays a script of calls to WindowCounts: [source, key, time] is an event, [source] is idle, [] is the end."""

import random
import zlib

from solution import WindowCounts


def made(value):
    """`count` events, one made at a time: `rate` a second, each source `lag` seconds behind the one before it, times jittered; now
    and then one that is `straggle` seconds old, and one source that pauses."""
    draw, sources = random.Random(f"{value['seed']}-events"), value["sources"]
    for place in range(value["count"]):
        which = draw.randrange(len(sources))
        if "pause" in value and place % value["pause"] == value["pause"] - 1:
            yield [sources[which]]
            continue
        old = draw.randrange(value["straggle"]) if draw.random() < value["stragglers"] else 0
        key = f"merchant-{draw.randrange(value['keys'])}"
        yield [sources[which], key, place // value["rate"] - which * value["lag"] - draw.randrange(value["jitter"] + 1) - old]
    yield []


def run(value):
    counts = WindowCounts(value["sources"], value["size"], value["delay"], value["lateness"])
    out, digest, given, latest = [], 0, 0, 0
    for call in value["script"] if "script" in value else made(value):
        told = counts.event(*call) if len(call) == 3 else counts.idle(*call) if call else counts.finish()
        if value.get("digest"):
            for row in told:
                said = ",".join(str(part) for part in row)
                digest, given, latest = zlib.crc32(said.encode(), digest), given + 1, max(latest, row[3])
        else:
            out.append([list(row) for row in told])
    if value.get("digest"):
        return {"digest": digest, "given out": given, "most revisions": latest, "dropped": counts.dropped}
    return {"given out": out, "dropped": counts.dropped}
