"""Why: every arrival starts the wait anew, so a steady trickle is kept waiting until the batch is full.
Fails: plain, wait-of-the-oldest, the-very-moment, busy-traffic, long-day
"""

import heapq


def schedule(arrivals_ms, max_batch, max_wait_ms, latency_ms, replicas=1):
    free_at = [0] * replicas
    batches, first, count = [], 0, len(arrivals_ms)
    while first < count:
        newest = first
        while newest + 1 < count and arrivals_ms[newest + 1] <= arrivals_ms[newest] + max_wait_ms:
            newest += 1
        at = arrivals_ms[newest] + max_wait_ms
        full = first + max_batch - 1
        if full < count:
            at = min(at, arrivals_ms[full])
        at = max(at, free_at[0])
        end = first
        while end < count and end - first < max_batch and arrivals_ms[end] <= at:
            end += 1
        heapq.heapreplace(free_at, at + latency_ms(end - first))
        batches.append((at, end - first))
        first = end
    return batches
