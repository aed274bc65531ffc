"""Plan + what mock and coding rounds showed -> plan: the days to come made anew, the days gone by as they were.

The rules, all of them:

1. The plan changes from the day after a round; the day of the round itself is left as it was, so that nobody's evening is
   planned anew under their hands. Day after day, up to today, is taken in turn, so a day that is over stays what it was
   when it was lived.
2. What a round showed weak comes first: the drill for its weakest criterion, on a later day the question again; an exercise
   that was handed in and not solved again, with what failed. A newer round on the same question or exercise takes the place
   of what an older one asked for.
3. A round that was good takes its question out of the plan; its sibling comes instead, if it was never sat, after the drill
   where a criterion was weak all the same. A good round of a loop takes out the rehearsal that it was, save on the last two
   days, which are for rehearsing. An exercise that was solved goes too; instead comes the next one, never handed in, of the
   family that was weakest so far: the one with the smallest mean share of cases passed. Where none was weak, none comes.
4. Then, day by day, what was planned for that day: rehearsals, one question or exercise that was planned before and of which
   there is no round (before all else where a round asked for it), what found no room the days before, the day's own tasks,
   last what comes a second time. Questions come back once a mock round was sat, exercises once something was handed in.
   Lessons, stories and other work leave no trace, so on a day gone by they are taken as done.
5. A day holds at most its hours, unless a single task alone is longer. Tasks of one round, and a thing and its repetition,
   never share a day. What finds no room before the interview is named as left out; a repetition just goes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from greenroom.model.plan import Plan, PlanDay, PlanTask
from greenroom.prepare.plan import CLOSING_DAYS, REST, Key, again_of, focus, key
from greenroom.prepare.plan_changes import day_in_words, missed, update
from greenroom.prepare.showing import CodeShowing, Showing

AnyShowing = Showing | CodeShowing
_MEASURED, _REHEARSAL, _FIRST_MISSED, _PLANNED, _AGAIN, _MISSED, _SPARE = range(7)
"""The order of a day. Of what was missed one comes early; the rest, and what found no room at all, where room is left."""


def replanned(plan: Plan, showings: Sequence[AnyShowing], *, today: date, sittable: Collection[str]) -> Plan:
    """The plan as it is on `today`, after these rounds; as it was first made where none of them changes a day of it.

    Args:
        plan: As it was first made, or as rounds have changed it.
        showings: Rounds of both kinds, oldest first; those that no day of the plan comes after change nothing.
        today: The day on which it is looked at.
        sittable: The slugs of the questions and exercises that there can be a round of; others leave no trace.
    """
    plan = as_first_made(plan)
    diary = _Diary(plan, showings, sittable)
    for day in plan.days:
        if day.date <= today + timedelta(days=1):
            diary.come_to(day.date, is_over=day.date <= today)
    if diary.since is None:
        return plan
    return update(plan, diary.days_now(), diary.seen, diary.dropped, since=diary.since, today=today)


def as_first_made(plan: Plan) -> Plan:
    """The plan without what rounds changed in it."""
    return (
        plan if plan.update is None else plan.model_copy(update={"days": plan.update.before, "update": None})
    )


@dataclass
class _Diary:
    """The days of a plan while the rounds come in."""

    plan: Plan
    showings: Sequence[AnyShowing]  # oldest first
    sittable: Collection[str]
    days: dict[date, list[PlanTask]] = field(default_factory=dict)
    spare: list[PlanTask] = field(default_factory=list)  # found no room so far
    seen: list[AnyShowing] = field(default_factory=list)
    reasons: dict[Key, str] = field(default_factory=dict)
    since: date | None = None

    def __post_init__(self) -> None:
        self.days = {day.date: [*day.tasks] for day in self.plan.days}
        self.first = {key(one): one for day in self.plan.days for one in day.tasks}
        self.places = {name: place for place, name in enumerate(self.first)}
        self.closing = set(list(self.days)[-CLOSING_DAYS:]) if len(self.days) > CLOSING_DAYS else set[date]()

    @property
    def dropped(self) -> dict[Key, str]:
        """Why what is not planned any more is not."""
        return self.reasons | {key(task): "No room is left before the interview" for task in self.spare}

    def come_to(self, on: date, *, is_over: bool) -> None:
        """Make the days from `on` anew, if rounds before it or questions missed before it ask for that.

        `is_over` is whether the day before it is over, so that what was not done on it was missed.
        """
        new = [one for one in self.showings[len(self.seen) :] if one.on < on]
        self.seen += new
        newest = {one.about: one for one in self.seen}
        passed = self._missed(on, newest) if is_over and newest else []
        if not new and not passed:
            return
        self._clear(on, newest)
        asked = [task for one in new[::-1] if newest[one.about] is one for task in one.tasks(self.seen)]
        chosen = self._chosen(on, asked)
        named = {key(one) for one in chosen}
        self._lay(on, chosen, [one for one in passed if key(one) not in named])
        self.since = on

    def _clear(self, on: date, newest: dict[Key, AnyShowing]) -> None:
        """Take out of the days from `on` what the rounds have settled."""
        for day in (*(one for one in self.days if one >= on), None):
            tasks = self.spare if day is None else self.days[day]
            stay = [one for one in tasks if not self._is_settled(one, day, newest)]
            gone = [one for one in stay if self._is_superseded(one, newest)]
            stay = [one for one in stay if one not in gone]
            if day is None:
                self.spare = stay
            else:
                self.days[day] = stay
            # what an older round had only moved up is planned as before
            self.spare += [self.first[key(one)] for one in gone if key(one) in self.first]

    def _is_settled(self, task: PlanTask, day: date | None, newest: dict[Key, AnyShowing]) -> bool:
        """Whether a task need not be done any more, as far as the rounds tell; keeps the reason."""
        if task.kind == "rehearsal" and day not in self.closing:
            done = [one for one in self.seen if one.is_good and one.rehearses == task.title]
            if done:
                self.reasons[key(task)] = f"The round of {day_in_words(done[-1].on)} counts as it"
            return bool(done)
        sat = newest.get((task.kind, task.ref))
        if sat is None or task.round == sat.round:
            return task.kind == "rest"
        self.reasons[key(task)] = sat.settles
        return True

    def _is_superseded(self, task: PlanTask, newest: dict[Key, AnyShowing]) -> bool:
        """Whether a newer round on the same question or exercise speaks instead of the one that asked for this."""
        asked = next((one for one in self.seen if one.round == task.round), None)
        return asked is not None and newest[asked.about] is not asked

    def _chosen(self, on: date, asked: Sequence[PlanTask]) -> list[PlanTask]:
        """What is asked for, one drill once; where it was to come later in the plan, it does not any more."""
        to_come = [one for day, tasks in self.days.items() if day >= on for one in tasks] + self.spare
        held = {key(one) for one in to_come if one.round}
        chosen: list[PlanTask] = []
        for one in asked:
            if key(one) not in held:
                held.add(key(one))
                chosen.append(one)
        names = {(one.kind, one.ref) for one in chosen}
        for tasks in (self.spare, *(tasks for day, tasks in self.days.items() if day >= on)):
            tasks[:] = [one for one in tasks if one.round or (one.kind, one.ref) not in names]
        return chosen

    def _missed(self, on: date, newest: dict[Key, AnyShowing]) -> list[PlanTask]:
        """The questions and exercises that were planned for days before `on`, are not planned again, and of which there is no round."""
        to_come = {key(one) for day, tasks in self.days.items() if day >= on for one in tasks}
        to_come |= {key(one) for one in self.spare}
        kinds = {kind for kind, _ in newest}
        found: dict[Key, PlanTask] = {}
        for day, tasks in self.days.items():
            for one in tasks if day < on else ():
                sat = newest.get((one.kind, one.ref))
                is_open = sat is None or sat.round == one.round
                fits = one.kind in kinds and one.ref in self.sittable and not again_of(one.title)
                if fits and is_open and key(one) not in to_come and not self._is_superseded(one, newest):
                    found[key(one)] = missed(one, day)
        return list(found.values())

    def _lay(self, on: date, chains: Sequence[PlanTask], passed: Sequence[PlanTask]) -> None:
        """Fill the days from `on`; what finds no room on one day goes to the next."""
        queue = [(_rank(one), one) for one in chains]
        queue += [(_MISSED, one) for one in sorted(passed, key=lambda one: not one.round)]
        queue += [(_MEASURED if one.round else _SPARE, one) for one in self.spare]
        for day in self.days:
            if day >= on:
                queue += [(_rank(one), one) for one in self.days[day]]
                self.days[day], queue = self._filled(queue)
        self.spare = [task for _, task in queue if not again_of(task.title)]

    def _filled(self, queue: list[tuple[int, PlanTask]]) -> tuple[list[PlanTask], list[tuple[int, PlanTask]]]:
        """The tasks of one day, and what waits for another one."""
        first = next((one for one in queue if one[0] == _MISSED), None)
        order = sorted(
            queue,
            key=lambda one: (_early(one) if first is not None and one is first else one[0], self._place(one)),
        )
        minutes, taken, left = (
            round(self.plan.hours_a_day * 60),
            list[PlanTask](),
            list[tuple[int, PlanTask]](),
        )
        turned: set[Key] = set()
        for rank, task in order:
            group = ("round", task.round) if task.round else (task.kind, again_of(task.title) or task.title)
            fits = not taken or sum(one.minutes for one in taken) + task.minutes <= minutes
            if fits and group not in turned:
                taken.append(task)
            else:
                left.append((rank, task))
            if not again_of(task.title):
                turned.add(group)
        return taken or [REST], left

    def _place(self, waiting: tuple[int, PlanTask]) -> int:
        """What was planned earlier comes earlier; what rounds ask for comes as it was asked."""
        rank, task = waiting
        return 0 if rank == _MEASURED else self.places.get(key(task), 0)

    def days_now(self) -> tuple[PlanDay, ...]:
        """The days, each with what most of its minutes go to."""
        return tuple(
            day
            if [*day.tasks] == self.days[day.date]
            else day.model_copy(
                update={"tasks": tuple(self.days[day.date]), "focus": focus(self.days[day.date])}
            )
            for day in self.plan.days
        )


def _early(missed_first: tuple[int, PlanTask]) -> int:
    """The turn of the one missed task that comes early: before anything else where a round asks for it."""
    return _MEASURED if missed_first[1].round else _FIRST_MISSED


def _rank(task: PlanTask) -> int:
    if task.round:
        return _MEASURED
    if task.kind == "rehearsal":
        return _REHEARSAL
    return _AGAIN if again_of(task.title) else _PLANNED
