"""Why: it finds the last event that happened by then, and joins nothing where that has not arrived, though older ones have.
Fails: arrives-late, delay, old-news, ties, many-cards, one-busy-card
"""

from bisect import bisect_right
from collections import defaultdict


def join(labels, events, delay):
    by_card = defaultdict(list)
    for place, (card, time, arrived, value) in enumerate(events):
        by_card[card].append((time, arrived, place, value))
    for held in by_card.values():
        held.sort(key=lambda one: one[:3])
    times = {card: [one[0] for one in held] for card, held in by_card.items()}
    joined = []
    for card, time in labels:
        place = bisect_right(times.get(card, []), time - delay)
        one = by_card[card][place - 1] if place else None
        joined.append((one[0], one[3]) if one and one[1] <= time - delay else None)
    return joined
