"""A play in progress: the player's clock, what they have done, and the system under their hands.

scenario + seed + command lines -> what is seen, and in the end an outcome

The lines are all there is to remember: a session is made again by giving it the same lines, so a run is resumed after a crash, replayed,
undone and scored from its log.
"""

from __future__ import annotations

from dataclasses import dataclass

from greenroom.labs.faults import TRAINED_WRONG, Onset, onset
from greenroom.labs.happenings import Line, lines, releases_features
from greenroom.labs.learning.trainer import Recipe, Version
from greenroom.labs.monitor.alerts import Alert, alerts
from greenroom.labs.monitor.board import Board, board
from greenroom.labs.system import System, World, world
from greenroom.labs.world.payments import Size
from greenroom.model.lab import Component, Fault, Scenario


@dataclass(frozen=True)
class Entry:
    """One command: its line, when the player gave it and when it was done, and what was answered."""

    line: str
    at_h: float
    done_h: float
    said: str


class Session:
    """One play of `scenario` under `seed`; in the twin all is the same but nothing goes wrong."""

    def __init__(
        self, scenario: Scenario, seed: int, *, twin: bool = False, size: Size | None = None
    ) -> None:
        self.scenario, self.seed = scenario, seed
        self.size = size or Size()
        self.onset: Onset = onset(scenario, seed, twin=twin)
        self.world: World = world(seed, self.size, self.onset.unrest)
        self.system = System(self.world)
        self.log: list[Entry] = []
        self.happened: tuple[Line, ...] = lines(self.onset, scenario.fault, seed, self.size)
        self.now_h = 0.0
        self.spent_usd = 0.0
        self.muted = False
        self.ended = False
        self.declared: list[tuple[float, Component]] = []
        self.concluded: tuple[Component, Fault] | None = None
        self.pinned = False
        self._board: tuple[int, Board, tuple[Alert, ...]] | None = None
        self._nightly: Version | None = None
        self._strike()

    @property
    def board(self) -> Board:
        """All metrics, those ahead as if nothing more were done; a player may see them only up to now."""
        return self._read()[1]

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """All alerts, those ahead as if nothing more were done."""
        return self._read()[2]

    @property
    def released(self) -> bool:
        """Whether a release of the features has come that can be pinned back."""
        return releases_features(self.scenario.fault) and self.now_h >= self.onset.at_h and not self.pinned

    def change(self, **what: object) -> None:
        """From now on `what` of the system's state holds."""
        self.system.change(self.now_h, **what)
        if self.now_h < self.onset.at_h:
            self._strike()

    def train(self, recipe: Recipe, *, recomputed: bool) -> str:
        """Register a version trained now; its name, or "" where no payment that was let through is old enough to learn from."""
        if self.now_h < self.onset.at_h:
            self._unregister()
        made = self.system.register(self.now_h, recipe, recomputed=recomputed)
        if not made.rows:
            self.system.registry.remove(made)
        if self.now_h < self.onset.at_h:
            self._strike()
        return made.name if made.rows else ""

    def go(self, to_h: float) -> None:
        """Let time pass, to the end of the lab at most."""
        self.now_h = min(max(to_h, self.now_h), self.size.lab_h)
        self.ended = self.now_h >= self.size.lab_h

    def _strike(self) -> None:
        """Put the fault into what lies ahead, after whatever the player has set until then."""
        what: dict[str, object] = {"pipeline": self.onset.broken(self.system.state.pipeline)}
        if self.scenario.fault in TRAINED_WRONG:
            self._unregister()
            recipe = self.onset.recipe or Recipe()  # the twin's nightly training is an ordinary one
            self._nightly = self.system.register(self.onset.at_h, recipe, recomputed=False)
            what["champion"] = self._nightly.number - 1
        self.system.change(self.onset.at_h, **what)

    def _unregister(self) -> None:
        """What is trained at the onset is trained anew when something before it changes."""
        self.system.registry = [one for one in self.system.registry if one is not self._nightly]

    def _read(self) -> tuple[int, Board, tuple[Alert, ...]]:
        if self._board is None or self._board[0] != self.system.changes:
            made = board(self.system)
            self._board = (self.system.changes, made, alerts(made))
        return self._board
