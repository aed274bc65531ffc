"""What could be asked about a submission: from how it ran, and from its lines as they stand. Nothing is executed.

code + verdict + exercise -> questions, worth most first
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from greenroom.model.exercise import Exercise, Family
from greenroom.model.submission import CodeQuestion, Matter, lines_of
from greenroom.model.verdict import Outcome, Verdict
from greenroom.practice.measured import about_measured
from greenroom.practice.seen.asks import ASKS, asked, quoted
from greenroom.practice.seen.costs import costs
from greenroom.practice.seen.failures import failures
from greenroom.practice.seen.holds import holds
from greenroom.practice.seen.names import Names
from greenroom.practice.seen.sight import Seen, Sight
from greenroom.practice.seen.source import parsed
from greenroom.practice.seen.unchanged import unchanged

_GIVEN = frozenset({Family.DEBUGGING, Family.ASSISTED})
"""Families whose starter is whole code: what is left of it was somebody else's choice."""
_BORNE_OUT = 0.15
_SHOWN_BY = {Outcome.SLOW: Matter.TIME, Outcome.MEMORY: Matter.MEMORY}
_AT_HAND = 8  # submissions
_LONGEST_READ = 100_000  # characters; nobody writes more in a round, and Python itself takes seconds to parse what is made to be slow


def code_questions(code: str, verdict: Verdict | None, exercise: Exercise | None) -> tuple[CodeQuestion, ...]:
    """What could be asked, worth most first: one question a line and one a kind. A line whose cost was measured is worth more.

    Args:
        code: What was handed in; code that does not parse has no lines to ask about.
        verdict: How it ran, None where it never did.
        exercise: What it was handed in for; None where no pack has it any more.
    """
    started = exercise.starter if exercise and exercise.family in _GIVEN else ""
    shown = (
        {_SHOWN_BY[one.outcome] for one in verdict.cases if one.outcome in _SHOWN_BY}
        if verdict
        else set[Matter]()
    )
    serves = exercise is not None and exercise.family is Family.SERVING
    seen = (one for one in seen_in(code, started) if serves or one.sight is not Sight.SHARED)
    found = [*about_measured(verdict), *_about_lines(code, seen, shown)]
    return tuple(sorted(found, key=lambda one: (-one.worth, one.line)))


def _about_lines(code: str, seen: Iterable[Seen], shown: set[Matter]) -> Iterator[CodeQuestion]:
    lines = lines_of(code)
    for one in seen:
        ask, quote = ASKS[one.sight], quoted(lines[one.line - 1])
        worth = min(1.0, ask.worth + (_BORNE_OUT if ask.matter in shown else 0.0))
        yield CodeQuestion(matter=ask.matter, worth=worth, ask=asked(one, quote), line=one.line, quote=quote)


@lru_cache(_AT_HAND)
def seen_in(code: str, started: str = "") -> tuple[Seen, ...]:
    """What can be seen in code: the first of each kind, one a line, that of most worth; nothing where it does not parse or is longer than anybody writes.

    `started` is the starter that it may have been left as, "" where that tells nothing.
    """
    source = parsed(code) if len(code) <= _LONGEST_READ else None
    if source is None:
        return ()
    names, starter = Names(source), parsed(started) if started else None
    found = [*costs(names), *holds(names), *failures(names)]
    found.sort(key=lambda one: one.line)
    found += unchanged(source, code, starter, started) if starter else ()
    lines: dict[int, Seen] = {}
    for sight in sorted(Sight, key=lambda one: -ASKS[one].worth):
        first = next((one for one in found if one.sight is sight and one.line not in lines), None)
        if first is not None:
            lines[first.line] = first
    return tuple(sorted(lines.values(), key=lambda one: one.line))
