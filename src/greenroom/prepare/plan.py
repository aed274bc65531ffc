"""Match -> plan: what to do on each day until the interview, each task tied to a gap.

The work is laid out as queues in the order it helps most (stories and CV first, then lesson, exercise,
drill and question by gap). What there is to do is spread over the days there are, never more in a day than its hours.
Every sixth day, or sooner where there are more rounds, opens with a rehearsal, the next round each time; the last two days are for rehearsing and what
is due again. What is learned comes back after 3 and 7 days, what was practised after 7, as far as there is room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from greenroom.model.plan import Plan, PlanDay, PlanTask

_DEFAULT_DAYS = 30
_MAX_DAYS = 60
_REHEARSAL_EVERY = 6
_AGAIN_AFTER = {"lesson": (3, 7), "drill": (7,), "question": (7,)}
_AGAIN = "Again: "
CLOSING_DAYS = 2
"""The last days, which are for rehearsing, where there are more than these."""
_TOO_SHORT = 10  # minutes below which something needs no second time
_SLACK = 1.2  # a day takes a little more than its even share, so that the last days are not the fullest
_LEAST = 45  # minutes of a day below which spreading out makes crumbs
_AGAIN_SHARE = 0.6  # repeating something takes this share of the first time
_FRESH_SHARE = 0.6  # of a day on which something is due again


@dataclass
class Agenda:
    """What there is to do, best first in each queue."""

    first: list[PlanTask] = field(default_factory=list)  # done before anything else, in order
    gaps: list[PlanTask] = field(
        default_factory=list
    )  # lesson, exercise, drill, question, ... interleaved by gap
    rehearsals: list[PlanTask] = field(default_factory=list)  # used in turn


def make_plan(agenda: Agenda, *, made_on: date, interview_on: date | None, hours_a_day: float) -> Plan:
    """The plan from the day after `made_on`; from `made_on` itself when the interview is tomorrow.

    Runs to the day before `interview_on`, 60 days at most; 30 days when no date is known.
    A day holds at most `hours_a_day`, unless a single task alone is longer than that.
    """
    days = _DEFAULT_DAYS if interview_on is None else (interview_on - made_on).days - 1
    first = made_on if days == 0 else made_on + timedelta(days=1)  # tomorrow's interview leaves today
    days = max(1, min(_MAX_DAYS, days))
    waiting = [*agenda.first, *agenda.gaps]
    diary = _Diary(days, round(hours_a_day * 60), waiting, agenda.rehearsals, unhurried=len(agenda.gaps))
    return Plan(
        hours_a_day=hours_a_day,
        interview_on=interview_on,
        days=tuple(
            PlanDay(day=day, date=first + timedelta(days=day - 1), focus=focus(tasks), tasks=tuple(tasks))
            for day, tasks in enumerate(diary.write(), start=1)
        ),
    )


@dataclass
class _Diary:
    """The days being filled: what still waits for its first time, and what is due again on which day."""

    days: int
    minutes: int
    waiting: list[PlanTask]
    rehearsals: Sequence[PlanTask]
    unhurried: int  # when so many wait, what comes before anything else is done
    again: dict[int, list[PlanTask]] = field(default_factory=dict)
    rehearsed: int = 0

    def write(self) -> Iterator[list[PlanTask]]:
        """The tasks of each day in turn; never an empty day."""
        for day in range(1, self.days + 1):
            tasks = self._closing(day) if self._closes(day) else self._working(day)
            yield tasks or [REST]

    def _closes(self, day: int) -> bool:
        return day > self.days - CLOSING_DAYS and self.days > CLOSING_DAYS

    @property
    def _every(self) -> int:
        """Days from one rehearsal to the next, so that every round is rehearsed before the last two days end."""
        return max(2, min(_REHEARSAL_EVERY, (self.days - CLOSING_DAYS) // max(1, len(self.rehearsals) - 2)))

    def _closing(self, day: int) -> list[PlanTask]:
        """One of the last two days: the rounds not yet rehearsed (or one again), what is due again, nothing new."""
        tasks = self._rehearsal()
        while self.rehearsed < len(self.rehearsals):
            further = self.rehearsals[self.rehearsed]
            if _sum(tasks) + further.minutes > self.minutes:
                break
            tasks += self._rehearsal()
        due = [task for d in sorted(self.again) for task in self.again.pop(d)]
        tasks += _fitting(due, self.minutes - _sum(tasks))
        self._put_off(day, [task for task in due if task not in tasks])
        return tasks

    def _working(self, day: int) -> list[PlanTask]:
        tasks = self._rehearsal() if day % self._every == 0 else []
        share = self._share(day)
        due = [task for d in sorted(self.again) if d <= day for task in self.again.pop(d)]
        room = share - _sum(tasks)
        fresh = self._take(round(room * _FRESH_SHARE) if due else room)
        repeats = _fitting(due, room - _sum(fresh))
        fresh += self._take(room - _sum(fresh) - _sum(repeats))
        if not tasks and not fresh and not repeats and self.waiting:
            fresh = [self.waiting.pop(0)]  # longer than any day: it still has to be done
        self._put_off(day, [task for task in due if task not in repeats])
        for task in fresh:
            if task.minutes >= _TOO_SHORT and not _is_own_work(task):
                for gap in _AGAIN_AFTER.get(task.kind, ()):
                    self.again.setdefault(day + gap, []).append(_repeat(task))
        return [*tasks, *fresh, *repeats]

    def _share(self, day: int) -> int:
        """Minutes for `day`: all of its hours for what comes first, then an even share, a whole task at least."""
        if len(self.waiting) > self.unhurried:
            return self.minutes
        left = _sum(self.waiting) + sum(_sum(tasks) for tasks in self.again.values())
        left += sum(_repeat(t).minutes * len(_AGAIN_AFTER.get(t.kind, ())) for t in self.waiting)
        even = round(_SLACK * left / max(1, self.days - 1 - day))
        longest = max((task.minutes for task in self.waiting[:1]), default=0)
        return min(self.minutes, max(even, _LEAST, longest))

    def _rehearsal(self) -> list[PlanTask]:
        """The next round in turn, so that each is rehearsed before one is again."""
        if not self.rehearsals:
            return []
        self.rehearsed += 1
        return [self.rehearsals[(self.rehearsed - 1) % len(self.rehearsals)]]

    def _take(self, minutes: int) -> list[PlanTask]:
        """Tasks from the head of the queue that fit into `minutes`."""
        taken: list[PlanTask] = []
        while self.waiting and _sum(taken) + self.waiting[0].minutes <= minutes:
            taken.append(self.waiting.pop(0))
        return taken

    def _put_off(self, day: int, tasks: list[PlanTask]) -> None:
        if tasks:
            self.again[day + 1] = [*tasks, *self.again.get(day + 1, [])]


def _fitting(tasks: Iterable[PlanTask], minutes: int) -> list[PlanTask]:
    out: list[PlanTask] = []
    for task in tasks:
        if _sum(out) + task.minutes <= minutes:
            out.append(task)
    return out


def competency(competencies: Sequence[str], round_name: str) -> str:
    """What a question is for, in a few words: the first competency it tests, or else its round."""
    return competencies[0] if competencies else round_name


def _sum(tasks: Iterable[PlanTask]) -> int:
    return sum(task.minutes for task in tasks)


def _is_own_work(task: PlanTask) -> bool:
    """Whether a drill is a piece of work of the candidate's own, which is done once and not learned."""
    return task.kind == "drill" and not task.ref


def again_of(title: str) -> str:
    """The title of the first time that a title is a repetition of; "" where it is none."""
    return title.removeprefix(_AGAIN) if title.startswith(_AGAIN) else ""


Key = tuple[str, str]
"""A kind, and a slug, or a title where it has none."""


def key(task: PlanTask) -> Key:
    """What makes two tasks the same thing to do; a repetition of it is another."""
    name = task.ref or again_of(task.title) or task.title
    return task.kind, f"{_AGAIN}{name}" if again_of(task.title) else name


def _repeat(task: PlanTask) -> PlanTask:
    minutes = max(5, round(task.minutes * _AGAIN_SHARE))
    return task.model_copy(update={"title": f"{_AGAIN}{task.title}", "minutes": minutes})


def focus(tasks: Sequence[PlanTask]) -> str:
    """The gap that most of the day's minutes go to."""
    minutes: dict[str, int] = {}
    for task in tasks:
        minutes[task.gap] = minutes.get(task.gap, 0) + task.minutes
    return max(minutes, key=lambda gap: minutes[gap])


REST = PlanTask(kind="rest", title="Nothing planned: rest, or catch up", minutes=0, gap="rest")
"""What stands on a day without work."""
