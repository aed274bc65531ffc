"""What the runs of a submission and of the reference say about each case.

case + reply + (reference's reply) -> outcome, in words
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from greenroom.model.exercise import Case, Exercise
from greenroom.model.sandbox import Ending, Limits, Ran, Reply
from greenroom.model.verdict import CaseVerdict, Outcome
from greenroom.practice.compare import first_difference
from greenroom.practice.growth import grows, sizes

_TIMED_FROM_S = 0.2
"""Processor time below which nothing is called slow: the noise of a busy machine is of that order."""
_PATIENCE = 2.0
"""A run is ended at this multiple of what a timed case may take, so that slow code is told by how much."""

_BUSY = 4.0
"""Wall time for each second of processor time: other programs want the machine too."""

_OF_THE_MACHINE = frozenset({Outcome.SLOW, Outcome.MEMORY})
"""What a busy machine can do to sound code."""


@dataclass(frozen=True, slots=True)
class CaseRun:
    """How one case went in a sandbox: its reply, or why there is none; `peak_mb` where the case was run by itself.

    `sizes_s` are the processor times of a timed case, smaller sizes first, as far as it got.
    """

    reply: Reply | None
    ending: Ending = Ending.FINISHED
    exit_code: int | None = None
    peak_mb: float | None = None
    sizes_s: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the reference says of a case: the value it must give, the time and the memory that took, how the time grew.

    `peak_mb` is None where the case was not run by itself; `run_mb` is what its run took, with the cases beside it.
    """

    expected: Any
    cpu_s: float
    peak_mb: float | None
    growth: str = ""
    run_mb: float = 0.0


def known(case: Case, run: CaseRun, run_mb: float = 0.0) -> Known:
    """What the reference's run of a case says.

    Raises:
        ValueError: It did not run to its end; the message says why.
    """
    if run.reply is None or run.reply.error:
        raise ValueError(run.reply.error if run.reply else run.ending.value)
    expected = json.loads(run.reply.value) if case.expected is None else case.expected
    growth = grows(case, run.sizes_s) if case.grows else ""
    return Known(expected, run.reply.cpu_s, run.peak_mb, growth, run_mb)


def quicker(one: Known, other: Known) -> Known:
    """Of two runs of the reference the one that the machine disturbed less."""
    return min(one, other, key=lambda run: run.cpu_s)


def time_for(exercise: Exercise, reference_s: float) -> float:
    """Seconds of processor time that a timed case may take, where the reference took `reference_s`."""
    return max(_TIMED_FROM_S, exercise.ratio * reference_s)


def limits_for(exercise: Exercise, case: Case, reference: Sequence[Known]) -> Limits:
    """The limits of a run that begins with `case`, where the reference took so much for its cases.

    A timed case may take twice what it is called slow from; the others at least what their exercise allows, and more on a slow machine.
    """
    limits = exercise.limits
    long = _PATIENCE * time_for(exercise, max(one.cpu_s for one in reference)) + 1
    cpu_s = min(60.0, long if case.grows else max(limits.cpu_s, long))
    return limits.model_copy(update={"cpu_s": cpu_s, "wall_s": min(180.0, max(limits.wall_s, _BUSY * cpu_s))})


def judged(exercise: Exercise, case: Case, run: CaseRun, reference: Known, checked: str = "") -> CaseVerdict:
    """The verdict on one case; `checked` is what the exercise's checker says is wrong, where it has one."""
    outcome, says = _outcome(exercise, case, run, reference, checked)
    cpu_s = run.reply.cpu_s if run.reply else 0.0
    ratio = cpu_s / reference.cpu_s if case.grows and run.reply and reference.cpu_s else None
    return CaseVerdict(
        case=case.id, why=case.why, shown=case.shown, outcome=outcome, says=says, cpu_s=cpu_s, ratio=ratio
    )


def _outcome(
    exercise: Exercise, case: Case, run: CaseRun, reference: Known, checked: str
) -> tuple[Outcome, str]:
    if run.reply is None:
        return _ended(exercise, case, run, reference)
    if run.reply.error:
        return Outcome.ERROR, run.reply.error
    wrong = checked or _difference(
        exercise, run.reply.value, reference.expected, by_checker=bool(exercise.checker)
    )
    if wrong:
        return Outcome.WRONG, wrong
    if case.grows and run.reply.cpu_s > time_for(exercise, reference.cpu_s):
        return Outcome.SLOW, _slow(exercise, run.reply.cpu_s, reference.cpu_s) + _growth(case, run, reference)
    more = (run.peak_mb or 0.0) - (reference.peak_mb or 0.0)
    if case.memory_mb is not None and more > case.memory_mb:
        return (
            Outcome.MEMORY,
            f"took {more:.0f} MB more than the reference; {case.memory_mb} MB more are allowed",
        )
    return Outcome.PASSED, ""


def _difference(exercise: Exercise, value: str, expected: Any, *, by_checker: bool) -> str:
    if by_checker:
        return ""
    return first_difference(expected, json.loads(value), tolerance=exercise.tolerance)


def _ended(exercise: Exercise, case: Case, run: CaseRun, reference: Known) -> tuple[Outcome, str]:
    """Why there is no reply."""
    limits = exercise.limits
    if run.ending is Ending.OUT_OF_TIME:
        return Outcome.SLOW, "was ended: it took far longer than allowed" + _growth(case, run, reference)
    if run.ending is Ending.OUT_OF_MEMORY:
        return Outcome.MEMORY, f"was ended: it needed more than {limits.memory_mb} MB"
    if run.ending is Ending.TOO_MUCH:
        return Outcome.WRONG, f"gave back more than {limits.reply_kb} kB"
    code = "" if run.exit_code is None else f" (exit code {run.exit_code})"
    return Outcome.CRASHED, f"the process ended before it had answered{code}"


def _slow(exercise: Exercise, cpu_s: float, reference_s: float) -> str:
    times = cpu_s / reference_s if reference_s else float("inf")
    return f"took {cpu_s:.2f} s, {times:.0f} times the reference; {exercise.ratio:g} times are allowed"


def _growth(case: Case, run: CaseRun, reference: Known) -> str:
    """How the time grew, and the reference's; "" where that is not known."""
    mine = grows(case, run.sizes_s) if case.grows else ""
    theirs = f"; with the reference {reference.growth}" if mine and reference.growth else ""
    return f"; {mine}{theirs}" if mine else ""


def inputs_of(cases: Sequence[Case]) -> list[str]:
    """What goes to the driver in one run: a case that is run by itself at all its sizes, or several cases."""
    values = sizes(cases[0]) if cases[0].alone else [one.value for one in cases]
    return [json.dumps(dict(one)) for one in values]


def runs_of(ran: Ran, cases: Sequence[Case]) -> list[CaseRun]:
    """The runs of these cases, in order, up to the one that ended the process; that one has no reply."""
    if cases[0].alone:
        return [_alone(ran, len(inputs_of(cases)))]
    runs = [CaseRun(reply) for reply in ran.replies]
    if len(runs) < len(cases):
        runs.append(CaseRun(None, ran.ending, ran.exit_code))
    return runs


def _alone(ran: Ran, count: int) -> CaseRun:
    """One case of `count` sizes; the last of them is judged."""
    times = tuple(reply.cpu_s for reply in ran.replies)
    if len(ran.replies) < count:
        return CaseRun(None, ran.ending, ran.exit_code, ran.peak_mb, times)
    return CaseRun(ran.replies[-1], peak_mb=ran.peak_mb, sizes_s=times)


def worth_another(found: CaseVerdict) -> bool:
    """Whether a case failed that another run might pass; what was ended for its time took a multiple of what is allowed."""
    ended = found.outcome is Outcome.SLOW and found.ratio is None
    return found.outcome is not Outcome.PASSED and not ended


def settled(first: CaseVerdict, again: CaseVerdict) -> CaseVerdict:
    """The verdict on a case that failed, once it was run again: what passes then is not held against anyone."""
    if again.outcome is not Outcome.PASSED:
        return first
    said = f"{first.outcome.value} at first, and passed when it was run again"
    if first.outcome not in _OF_THE_MACHINE:
        said += ": the same code does not always do the same"
    return again.model_copy(update={"says": said})
