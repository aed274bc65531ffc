"""The platform under the player's hands: how it is set from when on, and what that serves.

world + timeline of states -> everything served, from the week before the lab to its end

What lies ahead is what would happen if nobody did anything more. It is only computed when somebody looks, from the first tick on that
has been set otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from greenroom.labs.arrays import WEEK_H
from greenroom.labs.serving.bill import Bill, bill
from greenroom.labs.serving.serve import Served, serve
from greenroom.labs.serving.state import Settings, State, Version, settings
from greenroom.labs.serving.tape import TICKS_PER_H, Size, Tape, Unrest, tape

QUIET_H = -WEEK_H
"""From here to the lab's begin lies the week from which it is read what is normal."""


@dataclass(frozen=True)
class World:
    """Everything of a seed that no player can change; share it between plays.

    `known` holds what was served under timelines that nobody has touched yet, which every play of a seed begins with.
    """

    tape: Tape
    registry: tuple[Version, ...]
    known: dict[tuple[State, ...], tuple[Settings, Bill, Served]] = field(default_factory=dict)

    @property
    def begin(self) -> int:
        """The first tick of the week before the lab."""
        return self.tape.tick(QUIET_H)

    def served(self, states: tuple[State, ...]) -> tuple[Settings, Bill, Served]:
        """What is served under an untouched timeline."""
        if states not in self.known:
            told = settings(states, self.tape).cut(slice(self.begin, None))
            cost = bill(told)
            self.known[states] = (
                told,
                cost,
                serve(self.tape, slice(self.begin, None), told, cost.machines, self.registry),
            )
        return self.known[states]


@lru_cache(maxsize=2)
def world(seed: int, size: Size, unrest: Unrest, registry: tuple[Version, ...]) -> World:
    """The world of `seed`."""
    return World(tape(seed, size, unrest), registry)


class Timeline:
    """One play's platform: a timeline of states on a world. Ticks are counted from the week before the lab."""

    def __init__(self, of: World, onset_h: float, struck: dict[str, object]) -> None:
        self.world, self.onset_h, self._struck = of, onset_h, struck
        first = State(-np.inf)
        self.states: list[State] = [first, replace(first, since_h=onset_h, **struck)]  # type: ignore[arg-type]
        self.changes = 0
        self._settings, self._bill, self._served = of.served(tuple(self.states))
        self._dirty: int | None = None  # the first tick that has been set otherwise since

    @property
    def settings(self) -> Settings:
        """What is set in each tick."""
        self._bring_up()
        return self._settings

    @property
    def bill(self) -> Bill:
        """What it costs."""
        self._bring_up()
        return self._bill

    @property
    def served(self) -> Served:
        """What is served in each tick."""
        self._bring_up()
        return self._served

    def tick(self, at_h: float) -> int:
        """The first tick that begins at `at_h` or later."""
        return max(self.world.tape.tick(at_h) - self.world.begin, 0)

    def state_at(self, at_h: float) -> State:
        """What held at `at_h`."""
        return next(one for one in reversed(self.states) if one.since_h <= at_h)

    def change(self, at_h: float, **what: object) -> None:
        """From `at_h` on `what` holds, everything else as before; what goes wrong later goes wrong on top of it."""
        now = self.state_at(at_h)
        self.states = [one for one in self.states if one.since_h < at_h]
        self.states.append(replace(now, since_h=at_h, **{"drained": False, **what}))  # type: ignore[arg-type]
        if at_h < self.onset_h:
            struck = {"since_h": self.onset_h, "drained": False, **self._struck}
            self.states.append(replace(self.states[-1], **struck))  # type: ignore[arg-type]
        self.changes += 1
        tick = self.tick(at_h)
        self._dirty = tick if self._dirty is None else min(self._dirty, tick)

    def _bring_up(self) -> None:
        if self._dirty is None:
            return
        begin, since = self.world.begin, self._dirty
        self._settings = settings(self.states, self.world.tape).cut(slice(begin, None))
        self._bill = bill(self._settings)
        if since < len(self._settings.begins_h):
            queues = self._served.queue_ms[:, since - 1] if since else None
            later = serve(
                self.world.tape,
                slice(begin + since, None),
                self._settings.cut(slice(since, None)),
                self._bill.machines[:, since:],
                self.world.registry,
                queues,
            )
            self._served = self._served.joined(since, later)
        self._dirty = None


def hourly(values: np.ndarray) -> np.ndarray:
    """Values by hour and tick in it: (..., ticks) as (..., hours, ticks of an hour)."""
    return values.reshape(*values.shape[:-1], -1, TICKS_PER_H)
