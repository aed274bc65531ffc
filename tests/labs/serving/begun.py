"""Labs of the serving platform to try it on: a scenario of every fault, and a queue of single requests to hold the fluid one against."""

import heapq
from collections import deque
from uuid import UUID

import numpy as np

from greenroom.labs.commands import replay
from greenroom.labs.serving.system import ServingSystem
from greenroom.labs.session import Session
from greenroom.model.lab import Play, PlayKind, Scenario
from greenroom.model.lab_kinds import Component, Fault, SystemKind
from greenroom.model.ladder import Level

SEED, ONSET_H = 3, 40
_WHERE = {  # component, severity, what mends it
    Fault.NONE: (Component.NONE, 1.0, ()),
    Fault.SLOW_CANARY: (Component.PREDICTOR, 0.025, ("canary rollback",)),
    Fault.RETRY_STORM: (Component.GATEWAY, 3.0, ("retries 1 0.1",)),
    Fault.HOT_KEY: (Component.FEATURE_STORE, 0.48, ("coalesce on",)),
    Fault.SHADOW_AT_FULL: (Component.SHADOW, 1.0, ("shadow 0.05",)),
    Fault.CAMPAIGN: (Component.WORLD, 0.45, ()),
}
FAULTS = tuple(_WHERE)


def scenario(fault):
    """A scenario of `fault` that begins at hour 40."""
    component, severity, fix = _WHERE[fault]
    reference = Play(name="reference", kind=PlayKind.REFERENCE, why="It is tried.", lines=("finish",))
    return Scenario(
        uuid=UUID(int=2), slug=fault.value, title="A lab", levels=(Level.SENIOR,), system=SystemKind.SERVING, fault=fault,
        component=component, onset_h=(ONSET_H, ONSET_H), severity=(severity, severity), fix=fix, briefing="You are on call.",
        debrief="That was it.", plays=(reference,),
    )  # fmt: skip


def session(fault=Fault.NONE, *lines, seed=SEED, twin=False):
    """A session of `fault` after `lines`."""
    of = scenario(fault)
    return replay(Session(of, ServingSystem(of, seed, twin=twin)), lines)


def at(played, metric, after_h):
    """A metric's value in the hour that ends so many hours after the onset."""
    board = played.board
    return board.values[metric][board.until(ONSET_H + after_h) - 1]


def one_by_one(rps, machines, service_s, *, timeout_s, retries, seed):
    """Single requests at a pool, as many a second as `rps` says: the share of each second's that is answered, and attempts a second.

    First come, first served, in a queue as long as the fluid model's; a machine serves what is queued although its client has gone.
    """
    line = _Line(rps, machines, service_s, timeout_s, retries, np.random.default_rng(seed))
    return line.run()


class _Line:
    def __init__(self, rps, machines, service_s, timeout_s, retries, draw):
        self.seconds, self.free, self.service_s, self.timeout_s = len(rps), machines, service_s, timeout_s
        self.retries, self.draw, self.waiting, self.most = (
            retries,
            draw,
            deque(),
            int(machines * 1.3 / service_s),
        )
        coming = [
            float(each) for at_s, mean in enumerate(rps) for each in at_s + draw.random(draw.poisson(mean))
        ]
        self.heap = [
            (each, place, 0, each) for place, each in enumerate(coming)
        ]  # when, order, attempt, born
        heapq.heapify(self.heap)
        self.wanted = np.bincount(np.floor(coming).astype(int), minlength=self.seconds)
        self.answered, self.attempts, self.order = np.zeros(self.seconds), np.zeros(self.seconds), len(coming)

    def run(self):
        while self.heap and self.heap[0][0] < self.seconds:
            now, _, attempt, born = heapq.heappop(self.heap)
            if attempt >= 0:
                self._comes(now, attempt, born)
            elif self.waiting:
                self._serve(now, *self.waiting.popleft())
            else:
                self.free += 1
        return self.answered / np.maximum(self.wanted, 1), self.attempts

    def _comes(self, now, attempt, born):
        self.attempts[int(now)] += 1
        if self.free:
            self.free -= 1
            self._serve(now, now, attempt, born)
        elif len(self.waiting) < self.most:
            self.waiting.append((now, attempt, born))
        else:
            self._again(now + self.timeout_s, attempt, born)

    def _serve(self, now, asked, attempt, born):
        done = now + self.draw.exponential(self.service_s)
        self._push(done, -1, born)
        if done - asked <= self.timeout_s:
            self.answered[int(born)] += 1
        else:
            self._again(max(asked + self.timeout_s, now), attempt, born)

    def _again(self, at_s, attempt, born):
        if attempt < self.retries:
            self._push(at_s, attempt + 1, born)

    def _push(self, at_s, attempt, born):
        self.order += 1
        heapq.heappush(self.heap, (at_s, self.order, attempt, born))
