"""The use case that closes the circle: a report with its plan made anew from what mock and coding rounds showed.

Nothing is kept: the same report, rounds, submissions and day give the same plan, and a deleted round takes its effect away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from pydantic import ValidationError

from greenroom.errors import InputError
from greenroom.interview.overall import VERDICTS
from greenroom.model.content import Catalogue
from greenroom.model.ladder import Role
from greenroom.model.mock import MockRound, TurnKind
from greenroom.model.plan import Plan, PlanTask
from greenroom.model.practice import Drill
from greenroom.model.question import Criterion
from greenroom.model.report import Report
from greenroom.prepare.exercises import in_order
from greenroom.prepare.plan_changes import day_in_words
from greenroom.prepare.replan import AnyShowing, replanned
from greenroom.prepare.report.agenda import rehearsal_title
from greenroom.prepare.showing import CodeShowing, Showing
from greenroom.service.afterwards import Afterwards
from greenroom.service.coded import code_showings
from greenroom.service.interviews import Interviews

_GOOD = 3  # lean hire
_NEWEST = 3  # rounds of one question that are read
_KEPT = 512  # rounds whose reading is kept in this process


@dataclass(frozen=True)
class _Read:
    """What the committee made of a round, as far as a plan needs it."""

    recommendation: int
    weakest: Criterion | None
    drill: Drill | None


@dataclass(frozen=True)
class Planned:
    """What a round asks for in the plan of a report, from today on, each with its day; `report` is the report's id."""

    report: str = ""
    tasks: tuple[tuple[date, PlanTask], ...] = ()

    @property
    def words(self) -> str:
        """As a sentence, "" where nothing is planned: "In your plan: “Two thresholds” on Tuesday 24 November."."""
        told = [f"“{task.title}” on {day:%A} {day_in_words(day)}" for day, task in self.tasks]
        return f"In your plan: {', then '.join(told)}." if told else ""


@dataclass(frozen=True)
class Replanning:
    """Reports as they are today."""

    afterwards: Afterwards

    @property
    def interviews(self) -> Interviews:
        """The rounds."""
        return self.afterwards.interviews

    def report(self, report: Report, report_id: str = "") -> Report:
        """`report` with its plan made anew by the rounds that belong to it; see `prepare.replan` for the rules.

        Args:
            report: As it was made, or as it was on another day; it stays as it is.
            report_id: By which rounds may name it; "" where it is not in the store.
        """
        showings: list[AnyShowing] = [*self.showings(report, report_id), *self.coded(report)]
        if not showings and report.plan.update is None:
            return report
        sittable = {one.slug for one in self._catalogue.questions}
        sittable |= {one.slug for one in self._catalogue.exercises}
        in_time = sorted(showings, key=lambda one: one.on)
        plan = replanned(report.plan, in_time, today=self.interviews.now().date(), sittable=sittable)
        return report.model_copy(update={"plan": plan})

    def showings(self, report: Report, report_id: str = "") -> tuple[Showing, ...]:
        """What the rounds of a report showed, oldest first: the newest three of each question.

        Rounds belong to it by their role; where a round names a report, to that one alone. A round counts once it is over,
        something was answered and could be rated, and its question is still held by a pack.
        """
        held = self._rounds(report.role, report_id)
        focuses = self._focuses(report.role) if held else {}
        held.sort(key=lambda one: one.of(TurnKind.CLOSE)[-1].at)
        found = (self._showing(one, focuses.get(one.id, "")) for one in held)
        return tuple(one for one in found if one is not None)

    def coded(self, report: Report) -> tuple[CodeShowing, ...]:
        """What coding rounds showed that count for a report, oldest first: of its role, where its loop has a coding round."""
        loop = self._catalogue.loops.get(report.role)
        if loop is None or not loop.has_coding(report.level):
            return ()
        steps = self.interviews.store.coding_steps()
        exercises = in_order(self._catalogue.exercises, report) if steps else ()
        return tuple(code_showings(steps, exercises, self.interviews.now().tzinfo))

    def handed_in(self, report: Report, report_id: str = "") -> dict[str, str]:
        """How far one is with the exercises that were handed in and count for a report, by their slugs, the newest first.

        "22 November: 9 of 12 cases; slow on many-streams. In your plan: ...".
        """
        newest = {one.exercise.slug: one for one in self.coded(report)}
        plan = self.report(report, report_id).plan if newest else report.plan
        told: dict[str, str] = {}
        for slug, one in sorted(newest.items(), key=lambda it: it[1].on, reverse=True):
            words = self._planned(report_id, plan, one.round).words
            told[slug] = f"{day_in_words(one.on)}: {one.showed}. {words}".strip()
        return told

    def weak(self, report: Report, report_id: str = "") -> tuple[tuple[Showing, Planned], ...]:
        """What is to be practised before all that is only likely, and when it is planned; the newest first.

        That is the newest round of each question, where it was not good or a criterion of it is still weak.
        """
        newest: dict[str, Showing] = {}
        for one in reversed(self.showings(report, report_id)):
            newest.setdefault(one.question.slug, one)
        found = [one for one in newest.values() if not one.is_good or one.weakest is not None]
        plan = self.report(report, report_id).plan if found else report.plan
        return tuple((one, self._planned(report_id, plan, one.round)) for one in found)

    def planned(self, done: MockRound) -> Planned:
        """What a round asks for in the plan of its report, or else in that of the newest report of its role."""
        for report_id, report in self._reports(done.report):
            if report.role is done.role:
                return self._planned(report_id, self.report(report, report_id).plan, done.id)
        return Planned()

    def _planned(self, report_id: str, plan: Plan, round_id: str) -> Planned:
        today = self.interviews.now().date()
        tasks = [(day.date, one) for day in plan.days if day.date >= today for one in day.tasks]
        return Planned(report_id, tuple(one for one in tasks if one[1].round == round_id))

    def to_read(self) -> Iterator[MockRound]:
        """The rounds that the newest report of each role will be made anew from."""
        roles: set[Role] = set()
        for report_id, report in self._reports(""):
            if report.role not in roles:
                roles.add(report.role)
                yield from self._rounds(report.role, report_id)

    def read_ahead(self, done: MockRound) -> None:
        """Read one of them, so that nobody waits for it."""
        self._showing(done, "")

    def _reports(self, named: str) -> Iterator[tuple[str, Report]]:
        """The reports of the store that can be read, the newest first; only the one that is named, where one is."""
        store = self.interviews.store
        for listed in store.reports():
            wanted = listed.state == "done" and named in {"", listed.id}
            stored = store.report(listed.id) if wanted else None
            if stored is not None:
                try:
                    yield stored.id, Report.model_validate_json(stored.report)
                except ValidationError:
                    continue  # of another version; its page offers to make it again

    @property
    def _catalogue(self) -> Catalogue:
        return self.interviews.judging.library.catalogue

    def _rounds(self, role: Role, report_id: str) -> list[MockRound]:
        """The rounds that count."""
        times: dict[str, int] = {}
        held = []
        for one in self.interviews.rounds():
            counts = one.role is role and one.is_over and one.answer and not one.is_roleplay
            if counts and one.report in {"", report_id}:
                times[one.question] = times.get(one.question, 0) + 1
                held += [one] if times[one.question] <= _NEWEST else []
        return held

    def _focuses(self, role: Role) -> dict[str, str]:
        """The rehearsal that each round of a loop was, by the round's id."""
        loop = self._catalogue.loops.get(role)
        titles = {one.id: rehearsal_title(one.title) for one in loop.rounds} if loop else {}
        return {
            slot.round_id: titles.get(slot.focus, "")
            for held in self.interviews.store.loops()
            for slot in held.slots
            if slot.round_id
        }

    def _showing(self, done: MockRound, rehearses: str) -> Showing | None:
        try:
            question = self.interviews.question(done)
        except InputError:
            return None  # its pack is gone
        spoken = tuple(one for one in done.turns if one.kind is not TurnKind.SELF_RATING)
        read = self._read(done.model_copy(update={"turns": spoken}))  # rating oneself changes no reading
        if read is None:
            return None
        known = {one.slug: one for one in self._catalogue.questions}
        return Showing(
            round=done.id,
            on=done.of(TurnKind.CLOSE)[-1].at.astimezone(self.interviews.now().tzinfo).date(),
            question=question,
            verdict=VERDICTS[read.recommendation],
            is_good=read.recommendation >= _GOOD,
            weakest=read.weakest,
            drill=read.drill,
            sibling=known.get(question.sibling or ""),
            rehearses=rehearses,
        )

    @cached_property
    def _read(self) -> Callable[[MockRound], _Read | None]:
        """The committee's reading of a round, None where nothing could be rated; kept, since a round that is over seldom changes."""
        return lru_cache(_KEPT)(self._read_afresh)

    def _read_afresh(self, done: MockRound) -> _Read | None:
        debrief = self.afterwards.debriefs.debrief(done)
        if debrief.recommendation is None:
            return None
        weakest = self.afterwards.weakest(done, debrief)
        drill = self.interviews.drill_for(done, weakest) if weakest else None
        return _Read(debrief.recommendation, weakest, drill)
