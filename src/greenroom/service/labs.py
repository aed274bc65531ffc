"""The use cases of labs: begin a scenario, give it a line, look again, read the debrief.

A line is on disk before its answer is told. A run is made again from its lines, so a crash, a second window and undo all come to the
same place.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock
from typing import TypeVar

from greenroom.errors import InputError
from greenroom.labs.commands import do, replay
from greenroom.labs.debrief import Debrief, debrief
from greenroom.labs.session import Entry, Session
from greenroom.labs.systems import begin
from greenroom.model.lab import Scenario
from greenroom.model.lab_run import MOST_LINE_CHARACTERS, LabRun, LabStep
from greenroom.model.ladder import Level
from greenroom.ports import Store
from greenroom.service.library import Library

UNDO, THINK = "undo", "think"
_THOUGHT_H_PER_S = 1 / 60
_MOST_THOUGHT_H = 8.0  # whoever closes the laptop has not been thinking all the while
_SEEDS = 10_000
_MOST_SESSIONS = 4
_BEGUN = 4  # characters of an id that name a run


T = TypeVar("T")


@dataclass(frozen=True)
class Labs:
    """Runs of labs on the user's store; `now` and `new_id` are passed in."""

    store: Store
    library: Library
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    _sessions: dict[str, tuple[tuple[str, ...], Session]] = field(default_factory=dict)
    _alone: RLock = field(default_factory=RLock)

    def scenario(self, slug: str) -> Scenario:
        """A scenario of the installed packs.

        Raises:
            InputError: There is none of that name ("no_scenario"); names those that are near.
        """
        known = {one.slug: one for one in self.library.catalogue.scenarios}
        if slug in known:
            return known[slug]
        near = difflib.get_close_matches(slug, known, n=3, cutoff=0.4)
        hint = f"Did you mean: {', '.join(near)}?" if near else "greenroom lab list shows them."
        raise InputError(f"There is no scenario {slug}.", hint=hint, code="no_scenario")

    def start(
        self,
        slug: str,
        seed: int | None = None,
        *,
        level: Level | None = None,
        study: bool = False,
        paced: bool = False,
    ) -> LabRun:
        """Begin a scenario; without a seed, a new one, and without a `level`, for any of its levels.

        In `study` what was done can be undone; `paced`, thinking takes time.

        Raises:
            InputError: As `scenario`.
        """
        made = self.new_id()
        run = LabRun(
            id=made,
            scenario=self.scenario(slug).slug,
            seed=int(made, 16) % _SEEDS if seed is None else seed,
            study=study,
            paced=paced,
            level=level,
            begun_at=self.now(),
        )
        self.store.add_lab_run(run)
        return run

    def run(self, begun: str = "") -> LabRun:
        """The run whose id begins with `begun`, or the newest.

        Raises:
            InputError: There is none ("no_lab_run"), or several begin so ("lab_run_not_clear").
        """
        runs = self.store.lab_runs()
        found = [one for one in runs if one.id == begun] or [
            one for one in runs if len(begun) >= _BEGUN and one.id.startswith(begun)
        ]
        if not begun:
            found = list(runs[:1])
        if not found:
            said = f"There is no run {begun}." if begun else "No lab was begun yet."
            raise InputError(said, hint="greenroom lab list shows what there is to begin.", code="no_lab_run")
        if len(found) > 1:
            hint = f"Give more of it: {', '.join(one.id for one in found)}."
            raise InputError(f"Several runs begin with {begun}.", hint=hint, code="lab_run_not_clear")
        return found[0]

    def begun(self, run: LabRun) -> Session:
        """The run as it was before its first line, in a session of its own."""
        return begin(self.scenario(run.scenario).at_level(run.level), run.seed)

    def session(self, run: LabRun) -> Session:
        """The run as it stands, for who alone has it in hand; others `read` it."""
        return self._at(run, self.lines(run))

    def read(self, run: LabRun, what: Callable[[Session], T]) -> T:
        """`what` of the run as it stands, while nobody else of this process changes it."""
        with self._alone:
            return what(self.session(run))

    def lines(self, run: LabRun) -> tuple[str, ...]:
        """What was given in the run and not undone; as long as it is the same, so is the run."""
        return effective(one.line for one in self.store.lab_steps(run.id))

    def do(self, run: LabRun, line: str) -> Entry:
        """Carry out `line` in the run, and keep it.

        Raises:
            InputError: It cannot be done (nothing is kept), or somebody else was first in another window ("lab_moved_on").
        """
        line = line.strip()
        if len(line) > MOST_LINE_CHARACTERS:
            hint = f"Give at most {MOST_LINE_CHARACTERS} characters."
            raise InputError("This line is too long.", hint=hint, code="lab")
        if not line:
            raise InputError("This line is empty.", hint="help says what there is to do.", code="lab")
        with self._alone:
            if line == UNDO:
                return self._undo(run)
            if run.paced:
                thought = self._carry_out(run, f"{THINK} {self.thought_h(run):.3f}")
                if self.session(run).ended:
                    return thought
            return self._carry_out(run, line)

    def thought_h(self, run: LabRun) -> float:
        """Hours of the lab that thinking has taken since the last line of a paced run; 0 in any other."""
        if not run.paced:
            return 0.0
        steps = self.store.lab_steps(run.id)
        since = steps[-1].at if steps else run.begun_at
        return min((self.now() - since).total_seconds() * _THOUGHT_H_PER_S, _MOST_THOUGHT_H)

    def _carry_out(self, run: LabRun, line: str) -> Entry:
        steps = self.store.lab_steps(run.id)
        before = effective(one.line for one in steps)
        session = self._at(run, before)
        self._sessions.pop(run.id)
        entry = do(session, line)
        self._sessions[run.id] = ((*before, line), session)
        self._keep(run, len(steps) + 1, line)
        return entry

    def _keep(self, run: LabRun, number: int, line: str) -> None:
        if not self.store.add_lab_step(LabStep(run=run.id, number=number, line=line, at=self.now())):
            self._sessions.pop(run.id, None)
            hint = "Look again with greenroom lab status, then give the line once more."
            raise InputError("This run went on in another window.", hint=hint, code="lab_moved_on")

    def debrief(self, run: LabRun) -> Debrief:
        """What is told of a run that has ended.

        Raises:
            InputError: It has not ("lab_not_over").
        """
        with self._alone:
            session = self.session(run)
            if not session.ended:
                hint = "greenroom lab do finish lets the rest of the time pass."
                raise InputError("This lab is not over yet.", hint=hint, code="lab_not_over")
            return debrief(session)

    def _undo(self, run: LabRun) -> Entry:
        steps = self.store.lab_steps(run.id)
        before = effective(one.line for one in steps)
        if not run.study:
            hint = "Begin with greenroom lab start --study to try things out."
            raise InputError("What is done is done.", hint=hint, code="lab_no_undo")
        if not before:
            raise InputError(
                "There is nothing to undo.",
                hint="greenroom lab do help says what there is to do.",
                code="lab_no_undo",
            )
        now = self._at(run, before).now_h
        session = self._at(run, before[:-1])
        self._keep(run, len(steps) + 1, UNDO)
        return Entry(UNDO, now, session.now_h, f"Undone: {before[-1]}")

    def _at(self, run: LabRun, lines: tuple[str, ...]) -> Session:
        """The session after `lines`; one that is in memory is used only where it is exactly there."""
        kept = self._sessions.get(run.id)
        if kept is not None and kept[0] == lines:
            return kept[1]
        session = replay(self.begun(run), lines)
        while len(self._sessions) >= _MOST_SESSIONS:  # a system is some fifty megabytes
            self._sessions.pop(next(iter(self._sessions)))
        self._sessions[run.id] = (lines, session)
        return session


def effective(lines: Iterator[str]) -> tuple[str, ...]:
    """What is left of the lines when each undo takes the one before it."""
    left: list[str] = []
    for line in lines:
        if line == UNDO:
            left = left[:-1]
        else:
            left.append(line)
    return tuple(left)
