"""Why: it joins what arrived last, so an old event that comes late replaces a newer one, and one from the future of the label counts.
Fails: old-news, clocks-differ, many-cards, one-busy-card
"""

from bisect import bisect_right
from collections import defaultdict


def join(labels, events, delay):
    by_card = defaultdict(list)
    for place, (card, time, arrived, value) in enumerate(events):
        by_card[card].append((arrived, place, time, value))
    for held in by_card.values():
        held.sort(key=lambda one: one[:2])
    known = {card: [one[0] for one in held] for card, held in by_card.items()}
    joined = []
    for card, time in labels:
        place = bisect_right(known.get(card, []), time - delay)
        joined.append(by_card[card][place - 1][2:] if place else None)
    return joined
