"""Why: every label walks over all events of its card, so a busy card takes the product of its labels and events.
Fails: one-busy-card
"""

from collections import defaultdict


def join(labels, events, delay):
    by_card = defaultdict(list)
    for place, (card, time, arrived, value) in enumerate(events):
        by_card[card].append((time, arrived, place, value))
    joined = []
    for card, time in labels:
        best = None
        for one in by_card[card]:
            if one[0] <= time - delay and one[1] <= time - delay and (best is None or one[:3] > best[:3]):
                best = one
        joined.append((best[0], best[3]) if best else None)
    return joined
