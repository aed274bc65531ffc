"""Why: for every batch it goes through all arrivals to see who is waiting.
Fails: long-day
"""


def schedule(arrivals_ms, max_batch, max_wait_ms, latency_ms, replicas=1):
    left, batches, free_at = list(arrivals_ms), [], [0] * replicas
    while left:
        full = left[max_batch - 1] if len(left) >= max_batch else float("inf")
        at = max(min(full, left[0] + max_wait_ms), min(free_at))
        size = min(max_batch, sum(1 for one in left if one <= at))
        free_at[free_at.index(min(free_at))] = at + latency_ms(size)
        batches.append((at, size))
        left = left[size:]
    return batches
