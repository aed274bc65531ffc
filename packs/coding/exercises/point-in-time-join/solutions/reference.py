"""Why: an event counts from the later of its two times on and never leaves again, so one walk keeps the best so far."""

from collections import defaultdict


def join(labels, events, delay):
    by_card = defaultdict(list)
    for place, (card, time, arrived, value) in enumerate(events):
        by_card[card].append((max(time, arrived), time, arrived, place, value))
    asked = defaultdict(list)
    for row, (card, time) in enumerate(labels):
        asked[card].append((time - delay, row))
    joined = [None] * len(labels)
    for card, rows in asked.items():
        waiting = sorted(by_card[card], key=lambda one: one[0])
        best, found, taken = None, None, 0
        for moment, row in sorted(rows):
            while taken < len(waiting) and waiting[taken][0] <= moment:
                _, time, arrived, place, value = waiting[taken]
                taken += 1
                if best is None or (time, arrived, place) > best:
                    best, found = (time, arrived, place), (time, value)
            joined[row] = found
    return joined
