"""The rollout desk as a player has it: a timeline on a world, in which a challenger starts at the onset.

scenario + seed -> ExperimentSystem
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Self

import numpy as np

from greenroom.labs.experiment import acting, board, looking
from greenroom.labs.experiment.exploits import EXPLOITS, NAMED
from greenroom.labs.experiment.faults import plan, truth
from greenroom.labs.experiment.happenings import lines
from greenroom.labs.experiment.timeline import CLICK_USD, Timeline
from greenroom.labs.experiment.world import Size, World, world
from greenroom.labs.monitor.board import Board
from greenroom.labs.onset import Onset, onset
from greenroom.labs.system import CHANGE_USD, Command, Course
from greenroom.model.lab import Scenario


class ExperimentSystem:
    """One play's rollout under `seed`; a `System`."""

    metrics = board.METRICS
    exploits = EXPLOITS
    named = NAMED

    def __init__(
        self, scenario: Scenario, seed: int, size: Size | None = None, *, twin: bool = False
    ) -> None:
        self.scenario, self.seed, self.size, self.twin = scenario, seed, size or Size(), twin
        self.lab_h = self.size.lab_h
        self.onset: Onset = onset(scenario, seed, twin=twin)
        self.world: World = world(seed, self.size, truth(self.onset, scenario.fault))
        self.timeline = Timeline(self.world, self.onset.at_h, plan(self.onset, scenario.fault))
        self.happened = lines(self.onset, seed, self.lab_h)
        self.commands = _commands(self)
        self._salt = 100

    @property
    def changes(self) -> int:
        """Goes up with every change."""
        return self.timeline.changes

    def untouched(self, *, twin: bool = False) -> Self:
        """As it was before anybody touched it."""
        return type(self)(self.scenario, self.seed, self.size, twin=twin or self.twin)

    def board(self) -> Board:
        """All metrics."""
        return board.board(self.timeline)

    def course(self, spent_usd: float) -> Course:
        """What it costs: clicks that the model which did not serve would have brought."""
        lost = self.timeline.lost_usd()
        counts = {
            "clicks lost": round(float(lost.sum()) / CLICK_USD),
            "hours in which most users met the worse model": int(self._mostly_wrong().sum()),
        }
        return Course(lost, spent_usd, counts)

    def touched(self) -> bool:
        """Whether it is set otherwise than by the challenger's team and the controller."""
        return self.untouched().timeline.states != self.timeline.states

    def known(self) -> Mapping[str, str]:
        """Nothing that only the seed knows."""
        return {}

    def standing(self, at_h: float) -> list[str]:
        """How it is set."""
        return looking.standing(self, at_h)

    def fresh_salt(self) -> int:
        """One that no test had before."""
        self._salt += 1
        return self._salt

    def _mostly_wrong(self) -> np.typing.NDArray[np.bool_]:
        hours = np.arange(int(np.ceil(self.onset.at_h)), int(self.lab_h))
        states = [self.timeline.state_at(float(hour)) for hour in hours]
        share = np.array([one.epoch.share if one.epoch.live else 0.0 for one in states])
        better = share if self.world.truth.lift > 0 else 1 - share
        found: np.typing.NDArray[np.bool_] = better < 0.5
        return found


def _commands(of: ExperimentSystem) -> dict[str, Command]:
    def look(usage: str, says: str, act: looking.Look, hours: float = 0.0, usd: float = 0.0) -> Command:
        return Command(usage, says, partial(act, of), hours, usd)

    def change(
        usage: str, says: str, act: looking.Look, hours: float = 0.1, usd: float = CHANGE_USD
    ) -> Command:
        return Command(usage, says, partial(act, of), hours, usd, changes=True)

    return {
        "plan": look("plan", "the controller's settings, and what each does", looking.plan),
        "arms": look("arms", "users in each arm, against what was decided", looking.arms),
        "read": look("read METRIC [request|user]", "a metric in both arms, over everybody", looking.read),
        "slices": look("slices [request|user]", "the whole scorecard: what stands out in it", looking.slices),
        "segments": look("segments", "who is in the arms, by what they do", looking.segments, 0.25, 20),
        "aa": look("aa", "re-split the control: how often reads differ by chance", looking.aa, 0.5, 40),
        "power": look("power [SHARE] [DAYS]", "what a test of clicks can see", looking.power, 0.1),
        "rule": change("rule naive|corrected|group-sequential|fixed", "what ships a challenger", acting.rule),
        "unit": change("unit request|user", "what reads take for independent", acting.unit),
        "cuped": change("cuped on|off", "adjust clicks by user by the week before", acting.cuped),
        "horizon": change("horizon DAYS", "how long a test goes on", acting.horizon),
        "guard": change("guard on|off", "an always-valid test of clicks rolls back", acting.guard),
        "ratio-check": change("ratio-check on|off", "wrong sizes of the arms roll back", acting.ratio_check),
        "canary": change("canary SHARE", "a test at another share of users, in percent", acting.canary),
        "pause": change("pause", "the controller decides nothing, arms stay", acting.pause),
        "resume": change("resume", "the controller decides again", acting.resume),
        "rollback": change("rollback", "the champion serves everybody", acting.rollback, 0.25),
        "promote": change("promote", "the challenger serves everybody but a tenth", acting.promote, 0.25),
        "rehash": change("rehash", "assign users anew, programs to no arm", acting.rehash, 0.5),
    }
