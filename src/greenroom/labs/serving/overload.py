"""What becomes of a pool that gets more than it can serve, with clients that ask again.

attempts, capacity, how the clients try again -> the share of each tick in which the pool only serves requests that nobody waits for any more

A fluid model. Requests queue first come, first served, in at most `QUEUE_MS` of work; a machine does not know that a client has gone, and
serves what is in the queue all the same. So once the queue is longer than the attempts' timeout, every answer comes too late, every
request is asked again, and the pool stays full at a demand that it served with ease before: overload that lasts after its cause has gone
(Bronson et al., "Metastable Failures in Distributed Systems", HotOS 2021). It ends when what arrives, attempts and all, is less than what
can be served, so that the queue drains. The queue is followed second by second where it moves and skipped where it cannot.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import Flags, Floats
from greenroom.labs.serving.tape import TICK_S

QUEUE_MS = 1300.0
"""Work that may wait before a pool: more is refused at once, which a client takes for a failure like any other."""
_CALM = (
    8.0  # so many times as long as a wait lasts on average is the timeout: 3 in 10,000 attempts are beyond it
)
_STEP_S = 1.0
_ROUNDS = 30


@dataclass(frozen=True)
class Demand:
    """What pools that share the traffic are asked; one value a tick, those of the pools (pools, ticks).

    Attributes:
        rps: Requests a second, each counted once.
        share: The share of attempts that each pool gets; a retry may go to another pool than the attempt before it.
        capacity: Requests a second that each can serve at most.
        service_ms: The mean time of service of each.
        failing: The share of its attempts that fail whatever the queue is.
        timeout_ms: How long an attempt is waited for.
        retries: How often it is tried again at most.
        allowed: Retries in all, for each request, that the retry budget lets pass at most.
        drained: Whether the queues are emptied in this tick, during which nothing is answered.
        room_ms: What the SLO leaves for waiting and service.
    """

    rps: Floats
    share: Floats
    capacity: Floats
    service_ms: Floats
    failing: Floats
    timeout_ms: Floats
    retries: Floats
    allowed: Floats
    drained: Flags
    room_ms: float


@dataclass(frozen=True)
class Queues:
    """What pools went through, (pools, ticks).

    Attributes:
        late: The share of each tick in which answers came too late.
        timing_out: The share of attempts that timed out in the queue.
        queue_ms: The queue at the end of each tick.
    """

    late: Floats
    timing_out: Floats
    queue_ms: Floats


def attempts(failing: Floats, retries: Floats, allowed: Floats) -> Floats:
    """Attempts for each request where this share of them fails; an array."""
    again = np.where(
        failing < 1, (failing - failing ** (retries + 1)) / np.maximum(1 - failing, 1e-12), retries
    )
    found: Floats = 1 + np.minimum(again, allowed)
    return found


def queues(asked: Demand, before_ms: Floats | None = None) -> Queues:
    """Follow the queues of the pools through all ticks, from `before_ms` of work in each on; None is empty ones."""
    pools, count = asked.share.shape
    late, timing_out, lengths = (np.zeros((pools, count)) for _ in range(3))
    mean_failing = (asked.share * asked.failing).sum(axis=0)
    arriving = asked.share * asked.rps * attempts(mean_failing, asked.retries, asked.allowed)
    spare = np.where(asked.share > 0, (asked.capacity - arriving) * asked.timeout_ms / 1000, np.inf).min(
        axis=0
    )
    restless = np.flatnonzero((spare < _CALM) | asked.drained).tolist()
    stacked = _stacked(asked)
    length = [0.0] * pools if before_ms is None else before_ms.tolist()
    at, turn = 0, 0
    while at < count:
        if not any(length):
            while turn < len(restless) and restless[turn] < at:
                turn += 1
            if turn == len(restless):
                break
            at = restless[turn]
        late[:, at], timing_out[:, at], length = _tick(_now(stacked, at, asked.room_ms), length)
        lengths[:, at] = length
        at += 1
    return Queues(late, timing_out, lengths)


@dataclass(frozen=True, slots=True)
class _Pool:
    """One pool in one tick, in plain numbers; `share` of all attempts."""

    share: float
    capacity: float
    service_ms: float
    failing: float

    def beyond(self, length_ms: float, time_ms: float) -> float:
        """The share of attempts that take longer than a time behind a queue of this length."""
        return 1.0 if length_ms >= time_ms else math.exp((length_ms - time_ms) / self.service_ms)


@dataclass(frozen=True, slots=True)
class _Now:
    """One tick of a demand, in plain numbers."""

    pools: tuple[_Pool, ...]
    rps: float
    timeout_ms: float
    retries: float
    allowed: float
    drained: bool
    room_ms: float

    def arriving(self, timing_out: list[float]) -> float:
        """Attempts a second at all pools where this share of each one's times out in the queue."""
        fails = sum(
            one.share * (one.failing + (1 - one.failing) * out)
            for one, out in zip(self.pools, timing_out, strict=True)
        )
        again = self.retries if fails >= 1 else (fails - fails ** (self.retries + 1)) / (1 - fails)
        return self.rps * (1 + min(again, self.allowed))

    def steady(self) -> bool:
        """Whether pools whose queues are empty stay so: attempts that time out in an ordinary wait may tip them over."""
        timing_out, last = [0.0] * len(self.pools), -1.0
        for _ in range(_ROUNDS):
            arriving = self.arriving(timing_out)
            spare = [one.capacity - one.share * arriving if one.share else math.inf for one in self.pools]
            if min(spare) <= 0:
                return False
            if abs(arriving - last) < 1e-6 * arriving:
                return True
            last = arriving
            timing_out = [math.exp(-one * self.timeout_ms / 1000) for one in spare]
        return True


def _stacked(asked: Demand) -> tuple[Floats, Floats]:
    """A demand by tick: what all pools have in common (values, ticks), and what each has of its own (values, pools, ticks)."""
    alone = np.stack([asked.rps, asked.timeout_ms, asked.retries, asked.allowed, asked.drained.astype(float)])
    return alone, np.stack([asked.share, asked.capacity, asked.service_ms, asked.failing])


def _now(stacked: tuple[Floats, Floats], at: int, room_ms: float) -> _Now:
    rps, timeout_ms, retries, allowed, drained = stacked[0][:, at].tolist()
    pools = tuple(_Pool(*each) for each in stacked[1][:, :, at].T.tolist())
    return _Now(pools, rps, timeout_ms, retries, allowed, bool(drained), room_ms)


def _tick(now: _Now, lengths: list[float]) -> tuple[list[float], list[float], list[float]]:
    """The late share of one tick and that of attempts that timed out, by pool, and the lengths of the queues at its end."""
    count = len(now.pools)
    if now.drained or all(one.capacity <= 0 for one in now.pools):
        return [1.0] * count, [1.0] * count, [0.0 if now.drained else QUEUE_MS] * count
    steps = round(TICK_S / _STEP_S)
    late, out_for = [0.0] * count, [0.0] * count
    for step in range(steps):
        if not any(lengths) and now.steady():
            break
        before = lengths
        out = [one.beyond(length, now.timeout_ms) for one, length in zip(now.pools, lengths, strict=True)]
        arriving = now.arriving(out)
        # Who finds a queue full is refused, and fails as surely as who waits too long.
        out = [
            1.0 if length >= QUEUE_MS and one.share * arriving > one.capacity else each
            for one, length, each in zip(now.pools, lengths, out, strict=True)
        ]
        arriving = now.arriving(out)
        lengths = [_moved(one, length, arriving) for one, length in zip(now.pools, lengths, strict=True)]
        left = steps - step if lengths == before else 1  # what does not move now does not move in this tick
        for at, one in enumerate(now.pools):
            late[at] += left * one.beyond(lengths[at], now.room_ms)
            out_for[at] += left * out[at]
        if left > 1:
            break
    return [each / steps for each in late], [each / steps for each in out_for], lengths


def _moved(one: _Pool, length_ms: float, arriving: float) -> float:
    """The queue of a pool a step later, in milliseconds of work."""
    if not one.share:
        return 0.0
    if one.capacity <= 0:
        return QUEUE_MS
    moved = length_ms + (one.share * arriving / one.capacity - 1) * 1000 * _STEP_S
    return min(max(moved, 0.0), QUEUE_MS)
