"""Why: it takes the last event that happened by then, arrived or not: the leak that the join should close.
Fails: arrives-late, delay, no-events, old-news, ties, shuffled, many-cards, one-busy-card
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
        joined.append((by_card[card][place - 1][0], by_card[card][place - 1][3]) if place else None)
    return joined
