"""Plays calls that begin, overlap and end against a CircuitBreaker whose clock it holds."""

import random

from solution import CircuitBreaker


class Clock:
    """A clock that stands still until it is moved on."""

    def __init__(self):
        self.now_s = 500.0

    def __call__(self):
        return self.now_s


def made(steps, seed, share):
    """Calls that overlap: each step moves the clock, begins a call, ends one that is under way, or asks for the state."""
    draw, under_way, number, bad = random.Random(f"{seed}-steps"), [], 0, share
    for step in range(steps):
        if step % 400 == 0:
            bad = share if draw.random() < 0.5 else share / 4
        kind = draw.random()
        if kind < 0.35:
            yield "tick", draw.randrange(1, 5) / 4
        elif kind < 0.65 or not under_way:
            number += 1
            under_way.append(number)
            yield "begin", number
        elif kind < 0.95:
            yield "end", under_way.pop(draw.randrange(len(under_way))), draw.random() >= bad
        else:
            yield ("state",)


def run(value):
    clock, tickets, said = Clock(), {}, []
    settings = (value[name] for name in ("window_s", "min_calls", "failure_share", "open_s", "probes"))
    breaker = CircuitBreaker(*settings, clock)
    if "calls" in value:
        return busy(breaker, clock, value)
    for name, *rest in value.get("script") or made(value["steps"], value["seed"], value["share"]):
        if name == "tick":
            clock.now_s += rest[0]
        elif name == "begin":
            ticket = breaker.begin()
            said.append(ticket is not None)
            if ticket is not None:
                tickets[rest[0]] = ticket
        elif name == "end":
            if rest[0] in tickets:
                breaker.end(tickets.pop(rest[0]), rest[1])
        else:
            said.append(breaker.state)
    return said


def busy(breaker, clock, value):
    """Many calls one after the other, a few of which fail."""
    draw, refused = random.Random(f"{value['seed']}-calls"), 0
    for _ in range(value["calls"]):
        clock.now_s += 0.0078125
        ticket = breaker.begin()
        if ticket is None:
            refused += 1
        else:
            breaker.end(ticket, draw.random() >= value["share"])
    return {"refused": refused, "state": breaker.state}
