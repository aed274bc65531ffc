"""A play in progress: the player's clock, what they have done, and the system under their hands.

scenario + seed + command lines -> what is seen, and in the end an outcome

The lines are all there is to remember: a session is made again by giving it the same lines, so a run is resumed after a crash, replayed,
undone and scored from its log.
"""

from __future__ import annotations

from dataclasses import dataclass

from greenroom.labs.clock import Clock
from greenroom.labs.monitor.alerts import Alert, alerts
from greenroom.labs.monitor.board import Board
from greenroom.labs.system import System
from greenroom.model.lab import Scenario
from greenroom.model.lab_kinds import Component, Fault


@dataclass(frozen=True)
class Entry:
    """One command: its line, when the player gave it and when it was done, and what was answered."""

    line: str
    at_h: float
    done_h: float
    said: str

    @property
    def verb(self) -> str:
        """Its first word."""
        return self.line.split()[0]


class Session(Clock):
    """One play of `scenario` on `system`, which nobody has touched yet."""

    def __init__(self, scenario: Scenario, system: System) -> None:
        super().__init__(system.lab_h)
        self.scenario, self.system = scenario, system
        self.log: list[Entry] = []
        self.muted = False
        self.declared: list[tuple[float, Component]] = []
        self.updates: list[tuple[float, str]] = []
        self.hints = 0
        self.concluded: tuple[Component, Fault] | None = None
        self._read: tuple[int, Board, tuple[Alert, ...]] | None = None

    @property
    def board(self) -> Board:
        """All metrics, those ahead as if nothing more were done; a player may see them only up to now."""
        return self._monitored()[1]

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """All alerts, those ahead as if nothing more were done."""
        return self._monitored()[2]

    @property
    def truth(self) -> tuple[Component, Fault]:
        """What a right conclusion says."""
        fault = self.system.onset.fault
        return (Component.NONE if fault is Fault.NONE else self.scenario.component), fault

    def afresh(self, *, twin: bool = False) -> Session:
        """A play of the same scenario and seed that has not begun; in the twin nothing goes wrong."""
        return Session(self.scenario, self.system.untouched(twin=twin))

    def _monitored(self) -> tuple[int, Board, tuple[Alert, ...]]:
        if self._read is None or self._read[0] != self.system.changes:
            made = self.system.board()
            self._read = (self.system.changes, made, alerts(made, self.system.metrics))
        return self._read
