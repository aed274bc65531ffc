"""Joins the labels and events of a case. An event without a value has None; None comes back as a text."""

import random

from solution import join


def made(value):
    draw = random.Random(f"{value['seed']}-0")
    size, cards, span = value["size"], value["cards"], value["span"]
    labels = [(f"card-{draw.randrange(cards)}", draw.randrange(span)) for _ in range(size)]
    events = []
    for place in range(size):
        time = draw.randrange(span)
        late = draw.choice([0, 0, 1, 2, 5, span // 10, span // 3]) - draw.randrange(2)
        events.append((f"card-{draw.randrange(cards)}", time, time + late, float(place)))
    return labels, events


def run(value):
    if "size" in value:
        labels, events = made(value)
    else:
        labels = [(card, time) for card, time in value["labels"]]
        events = [(card, time, arrived, *(rest or [None])) for card, time, arrived, *rest in value["events"]]
    joined = join(labels, events, value["delay"])
    if value.get("digest"):
        total = 0
        for one in joined:
            total = (total * 31 + (0 if one is None else int(one[0]) * 7 + int(one[1]) + 1)) % 1_000_003
        return {"rows": len(joined), "joined": sum(one is not None for one in joined), "digest": total}
    return ["None" if one is None else [int(one[0]), "None" if one[1] is None else one[1]] for one in joined]
