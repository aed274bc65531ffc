"""Steps of coding rounds -> what each round had shown by the evening of each day on which something was handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo

from greenroom.model.coding import CodingRound, CodingStep, rounds_of
from greenroom.model.exercise import Exercise
from greenroom.prepare.showing import CodeShowing


def code_showings(
    steps: Iterable[CodingStep], exercises: Sequence[Exercise], zone: tzinfo | None
) -> list[CodeShowing]:
    """What rounds on these exercises showed, oldest first; what is not among them is left out.

    Code without a verdict shows nothing, nor does code that was handed in once the reference was shown, or once it was solved.

    Args:
        steps: Of all coding rounds, oldest first.
        exercises: In the order in which they may come next.
        zone: In which days begin and end; None for the machine's own.
    """
    known = {one.slug: one for one in exercises}
    found = [
        showing
        for done in rounds_of(steps)
        if done.exercise in known
        for showing in _evenings(done, known[done.exercise], exercises, zone)
    ]
    return sorted(found, key=lambda one: one.on)


def _evenings(
    done: CodingRound, exercise: Exercise, others: Sequence[Exercise], zone: tzinfo | None
) -> Iterator[CodeShowing]:
    by_day: dict[date, list[CodingStep]] = {}
    for step in done.counted:
        by_day.setdefault(step.at.astimezone(zone).date(), []).append(step)
    for day, steps in by_day.items():
        passed = next((one for one in steps if one.verdict is not None and one.verdict.passed), None)
        last = passed or steps[-1]
        if last.verdict is not None:
            yield CodeShowing(round=last.id, on=day, exercise=exercise, verdict=last.verdict, others=others)
        if passed is not None:
            return
