"""What a verdict says of a submission as a whole, and what to ask about it without giving a hidden test away."""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.model.submission import CodeQuestion, Matter, Submission, Table
from greenroom.model.verdict import CaseVerdict, Outcome, Verdict

_MUCH = 3.0
"""Times the reference's time above which somebody would ask, though the test passed."""
_FAILED = frozenset({Outcome.WRONG, Outcome.ERROR, Outcome.CRASHED})


def measured(verdict: Verdict | None) -> tuple[str, ...]:
    """How a submission did, a line each: tests passed and memory, then what was timed or took too much. None of it tells what was expected."""
    if verdict is None:
        return ("It was stopped before it had run; nothing was measured.",)
    first = f"{verdict.count} of {len(verdict.cases)} tests passed; {verdict.memory}."
    return (first, *(f"{one.case}: {told}" for one in verdict.cases if (told := _cost(one))))


def measured_of(one: Submission) -> tuple[str, ...]:
    """What was measured of what lies on the table; of a lab nothing is."""
    return () if one.kind is Table.RUN else measured(one.verdict)


def _cost(one: CaseVerdict) -> str:
    if one.outcome in {Outcome.SLOW, Outcome.MEMORY}:
        return f"{one.says}."
    return f"{one.ratio:.1f} times the reference's time." if one.ratio is not None else ""


def about_measured(verdict: Verdict | None) -> Iterator[CodeQuestion]:
    """What could be asked about how it ran, one question an outcome; none where everything went well."""
    if verdict is None:
        return
    slow = [one for one in verdict.cases if one.outcome is Outcome.SLOW]
    heavy = [one for one in verdict.cases if one.outcome is Outcome.MEMORY]
    failed = [one for one in verdict.cases if one.outcome in _FAILED]
    if slow:
        yield _of(
            Matter.TIME,
            1.0,
            f"A timed test {_told(slow)}. Which of your lines is that, and how would you show it?",
        )
    if heavy:
        yield _of(
            Matter.MEMORY,
            1.0,
            f"A test {_told(heavy)}. What in your code holds that, and at which moment is it most?",
        )
    if failed:
        yield _of(Matter.FAILURE, 0.95, _failing(failed))
    ratios = [one.ratio for one in verdict.cases if one.ratio is not None and one.outcome is Outcome.PASSED]
    if not slow and max(ratios, default=0.0) >= _MUCH:
        said = f"It passes, at {max(ratios):.1f} times the reference's time at worst. Where does that time go, and does it matter?"
        yield _of(Matter.TIME, 0.72, said)


def _told(cases: list[CaseVerdict]) -> str:
    """What was measured, of the case that says most (how time grows is told of one)."""
    return max((one.says for one in cases), key=len)


def _failing(failed: list[CaseVerdict]) -> str:
    shown = next((one for one in failed if one.shown), None)
    if shown is not None:
        return f"The test “{shown.case}” fails. Take me from what it says to the line that does it."
    many = "A hidden test fails" if len(failed) == 1 else f"{len(failed)} hidden tests fail"
    return f"{many}. How would you find an input on which your code is wrong, without seeing {'it' if len(failed) == 1 else 'them'}?"


def _of(matter: Matter, worth: float, ask: str) -> CodeQuestion:
    return CodeQuestion(matter=matter, worth=worth, ask=ask)
