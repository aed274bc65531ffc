"""The feed under the player's hands: how it is set from when on, and what comes of it day by day.

world + timeline of states -> a chain of days

What lies ahead is what would happen if nobody did anything more: every night a version is trained on what the days before it showed. Days
are computed when somebody asks.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from greenroom.labs.arrays import DAY_H
from greenroom.labs.feed.days import Desk, Node, World, lived, opened
from greenroom.labs.feed.nights import Version
from greenroom.labs.feed.states import Event, State


class Timeline:
    """One play's feed: a timeline of states on a world."""

    def __init__(self, of: World) -> None:
        self.world = of
        self.size = of.tape.size
        self.states: list[State] = [State(-np.inf)]
        self.changes = 0
        self._nodes: list[Node] = []

    def state_at(self, at_h: float) -> State:
        """What held at `at_h`."""
        return next(one for one in reversed(self.states) if one.since_h <= at_h)

    def change(self, at_h: float, event: Event | None = None, **what: object) -> None:
        """From `at_h` on `what` holds, everything else as before; later states are forgotten."""
        now = self.state_at(at_h)
        self.states = [one for one in self.states if one.since_h <= at_h]
        self.states.append(replace(now, since_h=at_h, event=event, **what))  # type: ignore[arg-type]
        self.changes += 1
        self._nodes = self._nodes[: max(self.day_of(at_h), 0)]

    def day_of(self, at_h: float) -> int:
        """The day of the tape that `at_h` lies in."""
        return min(int(at_h // DAY_H) + self.size.before_days, self.size.days - 1)

    def nodes(self, until: int | None = None) -> list[Node]:
        """All days up to and without `until`, as if nothing more were done."""
        until = self.size.days if until is None else until
        while len(self._nodes) < until:
            self._nodes.append(self._next(len(self._nodes)))
        return self._nodes[:until]

    def standing(self, at_h: float) -> tuple[tuple[Version, ...], Desk]:
        """The registry and who serves at `at_h`."""
        day = self.day_of(at_h)
        states = [one for one in self._of_day(day) if one.since_h <= at_h]
        before = self.nodes(day)[-1] if day else None
        registry, desks = opened(self.world, before, states, self._begin_h(day))
        return registry, desks[-1][1]

    def _next(self, day: int) -> Node:
        before = self._nodes[day - 1] if day else None
        states = tuple(self._of_day(day))
        known = self.world.children if before is None else before.children
        if states not in known:
            known[states] = lived(self.world, day, before, list(states), self._begin_h(day))
        return known[states]

    def _begin_h(self, day: int) -> float:
        return (day - self.size.before_days) * DAY_H

    def _of_day(self, day: int) -> list[State]:
        """The states of a day; the first as if it began with the day, unless it does something just then."""
        begin = self._begin_h(day)
        inside = [one for one in self.states if begin <= one.since_h < begin + DAY_H]
        held = [one for one in self.states if one.since_h < begin]
        first = [replace(held[-1], since_h=begin, event=None)] if held else []
        return first + inside
