"""The rollout as it was and as it will be if nobody does anything more: a timeline of states on a world.

A state set by hand is followed by those that the controller sets; setting another forgets all later ones.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from greenroom.labs.arrays import WEEK_H, Floats
from greenroom.labs.experiment.controller import ahead
from greenroom.labs.experiment.plan import FIRST_SHARE, Epoch, Plan, Stage, State
from greenroom.labs.experiment.reads import canary
from greenroom.labs.experiment.world import World

CLICK_USD = 0.5
_TEST = State(
    -WEEK_H, Stage.SHADOW, Epoch(-WEEK_H, 0.5, salt=0, live=False), Plan(test_share=0.5), "an A/A test"
)


class Timeline:
    """One play's rollout; the challenger starts at `start_h` under `plan`, whatever was set for the A/A test before it."""

    def __init__(self, of: World, start_h: float, plan: Plan) -> None:
        self.world, self.start_h, self.plan = of, start_h, plan
        self.states: list[State] = [_TEST]
        self.changes = 0  # goes up with every state that is set
        self._go_on()

    def state_at(self, at_h: float) -> State:
        """What held at `at_h`."""
        return next(one for one in reversed(self.states) if one.since_h <= at_h)

    def before(self, at_h: float) -> State:
        """What held up to `at_h`, which readings at that hour are of."""
        return next(one for one in reversed(self.states) if one.since_h < at_h)

    def put(self, state: State) -> None:
        """From its time on `state` holds, and what the controller makes of it."""
        self.states = [one for one in self.states if one.since_h < state.since_h]
        self.states.append(state)
        self._go_on()

    def lost_usd(self) -> Floats:
        """By hour of the lab: clicks that the other model would have brought from those it did not serve."""
        of = self.world
        visits, lab_h = of.visits, of.size.lab_h
        lost = np.zeros(int(lab_h))
        if not of.truth.lift:
            return lost
        for number, state in enumerate(self.states):
            until = self.states[number + 1].since_h if number + 1 < len(self.states) else lab_h
            inside = visits.between(max(state.since_h, self.start_h), until)
            more = visits.more[inside].astype(float)
            served = canary(of, state.epoch)[visits.user[inside]] & state.epoch.live
            wrong = np.where(served, 0.0, more) if of.truth.lift > 0 else np.where(served, -more, 0.0)
            hour = visits.when_h[inside].astype(np.int64)
            lost += np.bincount(hour, weights=wrong, minlength=len(lost))
        return lost * CLICK_USD

    def _go_on(self) -> None:
        self.changes += 1
        last = self.states[-1]
        if last.since_h < self.start_h:
            epoch = Epoch(self.start_h, FIRST_SHARE, salt=1, live=True)
            self.states.append(
                State(self.start_h, Stage.FIRST, epoch, replace(self.plan), "its team starts it")
            )
        self.states.extend(ahead(self.world, self.states[-1]))
