"""What rounds changed in a plan, told: per task why it stands where it stands, and one list over the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from greenroom.model.plan import Plan, PlanChange, PlanDay, PlanTask, PlanUpdate
from greenroom.prepare.plan import Key, again_of, key

_PLANNED = "Planned for"


class Told(Protocol):
    """What is told of a round."""

    @property
    def line(self) -> str:
        """One line: its day, its question, what it showed."""
        ...


def update(
    before: Plan,
    days: Sequence[PlanDay],
    rounds: Sequence[Told],
    dropped: Mapping[Key, str],
    *,
    since: date,
    today: date,
) -> Plan:
    """The plan with new days, each moved task saying from where, and with what was changed in it.

    Args:
        before: The plan as it was first made.
        days: Its days as they are now.
        rounds: What it was made anew from, oldest first.
        dropped: Why a task is not planned any more.
        since: The first day that was made anew.
        today: Changes before it are not told any more, but for what is dropped.
    """
    planned = _dates(before.days)
    reasons = {key(task): task.why for day in before.days for task in day.tasks if task.why}
    told = tuple(_with_moves(days, planned, reasons))
    changes = (*_moved(told, planned, today), *_gone(before, told, dropped))
    freed = tuple(
        new.date for old, new in zip(before.days, told, strict=True) if old.minutes and not new.minutes
    )
    lines = tuple(one.line for one in reversed(rounds))
    return before.model_copy(
        update={
            "days": told,
            "update": PlanUpdate(since=since, rounds=lines, changes=changes, freed=freed, before=before.days),
        }
    )


def missed(task: PlanTask, day: date) -> PlanTask:
    """What was planned for `day` and of which there is no round, to be planned again; what a round asks for keeps its reason."""
    yet = "not handed in yet" if task.kind == "exercise" else "no round on it yet"
    why = task.why if task.round else f"{_PLANNED} {day_in_words(day)}, {yet}"
    return task.model_copy(update={"why": why})


def day_in_words(day: date) -> str:
    """A day of the year as people write it: "3 December"."""
    return f"{day:%d %B}".lstrip("0")


def _dates(days: Sequence[PlanDay]) -> dict[Key, list[date]]:
    """On which days each task stands."""
    found: dict[Key, list[date]] = defaultdict(list)
    for day in days:
        for task in day.tasks:
            found[key(task)].append(day.date)
    return found


def _with_moves(
    days: Sequence[PlanDay], planned: Mapping[Key, Sequence[date]], reasons: Mapping[Key, str]
) -> Iterator[PlanDay]:
    """The days with a reason on each task that stands on another day than the one it was planned for; `reasons` are those of before."""
    times: dict[Key, int] = defaultdict(int)
    for day in days:
        tasks: list[PlanTask] = []
        for task in day.tasks:
            name, was = key(task), planned.get(key(task), ())
            at, times[name] = times[name], times[name] + 1
            reason = reasons.get(name, "")
            moved = task.why == reason and task.kind != "rest" and at < len(was) and was[at] != day.date
            why = (
                ". ".join(filter(None, (f"Moved from {day_in_words(was[at])}", reason)))
                if moved
                else task.why
            )
            tasks.append(task.model_copy(update={"why": why}) if moved else task)
        yield day.model_copy(update={"tasks": tuple(tasks)})


def _moved(
    days: Sequence[PlanDay], planned: Mapping[Key, Sequence[date]], today: date
) -> Iterator[PlanChange]:
    """What rounds put first, and what was missed, as far as it is to come."""
    for day in days:
        for task in day.tasks if day.date >= today else ():
            was = planned.get(key(task), [day.date])
            if task.round:
                later = next((one for one in was if one > day.date), None)
                yield _change("first", task, day.date, later)
            elif task.why.startswith(_PLANNED):
                yield _change("back", task, day.date, min(was))


def _change(what: str, task: PlanTask, on: date, was: date | None) -> PlanChange:
    return PlanChange.model_validate(
        {"what": what, "kind": task.kind, "title": task.title, "why": task.why, "on": on, "was": was}
    )


def _gone(before: Plan, days: Sequence[PlanDay], dropped: Mapping[Key, str]) -> Iterator[PlanChange]:
    """What was planned and is not any more, each once; a repetition is not named."""
    left = {name: len(dates) for name, dates in _dates(days).items()}
    for day in before.days:
        for task in day.tasks:
            name = key(task)
            left[name] = left.get(name, 0) - 1
            if left[name] < 0 and name in dropped and not again_of(task.title):
                left[name] = len(before.days)  # told once
                yield PlanChange(
                    what="dropped", kind=task.kind, title=task.title, why=dropped[name], was=day.date
                )
