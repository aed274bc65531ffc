"""Why: it looks only when a request arrives, so it is late with batches whose wait ends in between and never sends the last ones.
Fails: plain, joins-while-busy, wait-of-the-oldest, the-very-moment, no-wait, two-replicas, single, busy-traffic, long-day
"""

import heapq


def schedule(arrivals_ms, max_batch, max_wait_ms, latency_ms, replicas=1):
    free_at, waiting, batches = [0] * replicas, [], []
    for now in arrivals_ms:
        waiting.append(now)
        while waiting and free_at[0] <= now and (len(waiting) >= max_batch or now - waiting[0] >= max_wait_ms):
            taken, waiting = waiting[:max_batch], waiting[max_batch:]
            heapq.heapreplace(free_at, now + latency_ms(len(taken)))
            batches.append((now, len(taken)))
    return batches
