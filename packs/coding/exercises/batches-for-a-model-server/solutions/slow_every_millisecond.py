"""Why: it goes through the day millisecond by millisecond, through the night too.
Fails: long-day
"""

from collections import deque


def schedule(arrivals_ms, max_batch, max_wait_ms, latency_ms, replicas=1):
    batches, waiting, place = [], deque(), 0
    free_at = [0] * replicas
    now = arrivals_ms[0] if arrivals_ms else 0
    while place < len(arrivals_ms) or waiting:
        while place < len(arrivals_ms) and arrivals_ms[place] == now:
            waiting.append(now)
            place += 1
        for number in range(replicas):
            if waiting and free_at[number] <= now and (len(waiting) >= max_batch or now - waiting[0] >= max_wait_ms):
                size = min(max_batch, len(waiting))
                for _ in range(size):
                    waiting.popleft()
                free_at[number] = now + latency_ms(size)
                batches.append((now, size))
        now += 1
    return batches
