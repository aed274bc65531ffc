"""Shows the events of a case to a Deduplicator, one at a time."""

import random

from solution import Deduplicator


def made(value):
    """`count` events, one made at a time: `rate` a second, out of order by up to `jitter` seconds, one in ten sent again later;
    with `names` there are only so many ids."""
    draw, again = random.Random(f"{value['seed']}-0"), []
    for place in range(value["count"]):
        if again and draw.random() < 0.1:
            yield again[draw.randrange(len(again))]
        else:
            name = draw.randrange(value["names"]) if "names" in value else place
            event = f"event-{name}", place // value["rate"] - draw.randrange(value["jitter"] + 1)
            if len(again) < 50:
                again.append(event)
            else:
                again[draw.randrange(50)] = event
            yield event


def run(value):
    one = Deduplicator(value["horizon"])
    if "events" in value:
        return [one.see(event_id, time) for event_id, time in value["events"]]
    total, counts = 0, {}
    for event_id, time in made(value):
        what = one.see(event_id, time)
        counts[what] = counts.get(what, 0) + 1
        total = (total * 31 + len(what)) % 1_000_003
    return {"digest": total, **counts}
