"""Why: the moment follows from three times: when the batch is full, when the oldest has waited enough, when a replica is free."""

import heapq


def schedule(arrivals_ms, max_batch, max_wait_ms, latency_ms, replicas=1):
    free_at = [0] * replicas  # a heap
    batches, first, count = [], 0, len(arrivals_ms)
    while first < count:
        at = arrivals_ms[first] + max_wait_ms
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
