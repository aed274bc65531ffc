"""The use cases of a mock loop: start one, sit its rounds over days, read what the committee makes of all of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.errors import InputError
from greenroom.model.debrief import Debrief
from greenroom.model.ladder import Level, Role
from greenroom.model.mock import MockLoop, MockRound, Slot
from greenroom.model.practice import RolePlay
from greenroom.model.question import Question
from greenroom.model.report import Report
from greenroom.service.debriefs import Debriefs
from greenroom.service.interviews import Interviews

_BEGUN = 4  # characters of an id that name a loop


@dataclass(frozen=True)
class Loops:
    """Mock loops on the user's store."""

    debriefs: Debriefs

    @property
    def interviews(self) -> Interviews:
        """The rounds."""
        return self.debriefs.interviews

    def start(self, role: Role, level: Level, draw: random.Random) -> MockLoop:
        """Begin a loop of every round that is held at that level, each with a question or role-play practised least so far.

        Raises:
            InputError: No pack has a loop for the role, or a round at that level ("no_loop").
        """
        return self._begin(role, level, "", (), draw)

    def start_from(self, report: Report, name: str, draw: random.Random) -> MockLoop:
        """Begin the loop of a prep report: its role and level, and the questions it expects, likeliest first.

        Args:
            report: The report.
            name: By which the loop refers to it.
            draw: Chooses where the report expects no question.

        Raises:
            InputError: As `start`.
        """
        wanted = [one.slug for one in sorted(report.questions, key=lambda one: one.rank)]
        return self._begin(report.role, report.level, name, wanted, draw)

    def _begin(
        self, role: Role, level: Level, report: str, wanted: Sequence[str], draw: random.Random
    ) -> MockLoop:
        catalogue = self.interviews.judging.library.catalogue
        held = catalogue.loops.get(role)
        rounds = held.rounds_at(level) if held else ()
        pieces: tuple[Question | RolePlay, ...] = (*catalogue.by_themselves, *catalogue.roleplays)
        asked = [one for one in pieces if one.role is role]
        slots: list[Slot] = []
        for one in rounds:
            fitting = [each for each in asked if each.round == one.id and level in each.levels]
            if fitting:
                chosen = self._chosen(fitting, wanted, draw)
                slots.append(Slot(place=len(slots) + 1, focus=one.id, question=chosen.slug))
        if not slots:
            raise InputError(
                f"No installed pack has rounds for {role.label} at {level} level.",
                hint="greenroom library stats shows what there is.",
                code="no_loop",
            )
        now = self.interviews.now()
        begun = MockLoop(
            id=self.interviews.new_id(),
            role=role,
            level=level,
            report=report,
            started_at=now,
            slots=tuple(slots),
        )
        self.interviews.store.start_loop(begun)
        return begun

    def _chosen(
        self, fitting: Sequence[Question | RolePlay], wanted: Sequence[str], draw: random.Random
    ) -> Question | RolePlay:
        """The question a report ranks first, or else one of those sat least often, role-plays among them."""
        ranked = {slug: place for place, slug in enumerate(wanted)}
        expected = [one for one in fitting if one.slug in ranked]
        if expected:
            return min(expected, key=lambda one: ranked[one.slug])
        sat = [one.question for one in self.interviews.rounds()]
        least = min(sat.count(one.slug) for one in fitting)
        return draw.choice([one for one in fitting if sat.count(one.slug) == least])

    def loop(self, loop_id: str) -> MockLoop:
        """A loop by its id, also begun.

        Raises:
            InputError: There is no such loop, or several ("no_loop").
        """
        every = self.interviews.store.loops()
        found = [one for one in every if one.id == loop_id] or [
            one for one in every if len(loop_id) >= _BEGUN and one.id.startswith(loop_id)
        ]
        if len(found) != 1:
            hint = "greenroom loop list shows your loops."
            raise InputError(f"There is no loop {loop_id}.", hint=hint, code="no_loop")
        return found[0]

    def loops(self) -> tuple[MockLoop, ...]:
        """All loops, newest first."""
        return self.interviews.store.loops()

    def of(self, round_id: str) -> str:
        """The id of the loop that a round belongs to, "" where to none."""
        held = (one.id for one in self.loops() if any(slot.round_id == round_id for slot in one.slots))
        return next(held, "")

    def next_round(self, loop_id: str) -> MockRound | None:
        """The round to sit now: the open one, or else the next that has not begun, which begins; None when all are over."""
        loop = self.loop(loop_id)
        for slot in loop.slots:
            done = self.interviews.store.round(slot.round_id) if slot.round_id else None
            if done is None:
                begun = self.interviews.start(
                    slot.question, loop.level, report=self.interviews.reports.kept(loop.report)
                )
                if self.interviews.store.fill_slot(loop.id, slot.place, begun.id):
                    return begun
                self.interviews.delete(begun.id)  # another window began it first
                return self.next_round(loop_id)
            if not done.is_over:
                return self.interviews.resume(done.id)
        return None

    def rounds(self, loop: MockLoop) -> tuple[MockRound | None, ...]:
        """The round of each slot, None where it has not begun."""
        return tuple(self.interviews.store.round(s.round_id) if s.round_id else None for s in loop.slots)

    def titles(self, loop: MockLoop) -> tuple[tuple[str, str], ...]:
        """Of each slot the title of its kind of round and of its question or role-play; the slug where its pack is gone."""
        held = self.interviews.judging.library.catalogue.loops.get(loop.role)
        rounds = {one.id: one.title for one in held.rounds} if held else {}
        asked = self.interviews.titles()
        return tuple(
            (rounds.get(one.focus, one.focus), asked.get(one.question, one.question)) for one in loop.slots
        )

    def debrief(self, loop: MockLoop) -> Debrief:
        """The committee's reading of all rounds that are over.

        Raises:
            InputError: None is over with an answer ("no_answer").
        """
        over = [one for one in self.rounds(loop) if one is not None and one.is_over and one.answer]
        if not over:
            raise InputError(
                "No round of this loop is over with an answer, so there is nothing to rate.",
                hint=f"greenroom loop next {loop.id}",
                code="no_answer",
            )
        return self.debriefs.debrief(*over)

    def delete(self, loop_id: str) -> MockLoop:
        """Delete a loop, and give it a last time; its rounds stay.

        Raises:
            InputError: There is no such loop ("no_loop").
        """
        loop = self.loop(loop_id)
        self.interviews.store.delete_loop(loop.id)
        return loop
