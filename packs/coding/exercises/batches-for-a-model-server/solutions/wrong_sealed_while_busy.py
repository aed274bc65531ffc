"""Why: a batch is closed when its wait is over although no replica is free, so those who come meanwhile are not taken along.
Fails: joins-while-busy, the-very-moment, no-wait, busy-traffic, long-day
"""

import heapq


def schedule(arrivals_ms, max_batch, max_wait_ms, latency_ms, replicas=1):
    free_at = [0] * replicas
    batches, first, count = [], 0, len(arrivals_ms)
    while first < count:
        at = arrivals_ms[first] + max_wait_ms
        full = first + max_batch - 1
        if full < count:
            at = min(at, arrivals_ms[full])
        end = first
        while end < count and end - first < max_batch and arrivals_ms[end] <= at:
            end += 1
        at = max(at, free_at[0])
        heapq.heapreplace(free_at, at + latency_ms(end - first))
        batches.append((at, end - first))
        first = end
    return batches
