"""Why: the wait starts only when a replica is free, so those who waited for the model wait once more.
Fails: joins-while-busy, the-very-moment, two-replicas, busy-traffic, long-day
"""

import heapq


def schedule(arrivals_ms, max_batch, max_wait_ms, latency_ms, replicas=1):
    free_at = [0] * replicas
    batches, first, count = [], 0, len(arrivals_ms)
    while first < count:
        at = max(arrivals_ms[first], free_at[0]) + max_wait_ms
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
