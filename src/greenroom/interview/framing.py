"""Whether the first words of an answer frame it: for whom, how success is told, what comes first.

The embedded judge reads the opening alone, held against a few sentences of our own, whatever the question. It is told beside
the rating and is no part of it: a rubric says what a question asks for, this only whether the listener knew where it goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from greenroom.interview.standard import told_of
from greenroom.model.debrief import Framing, Point
from greenroom.model.judgement import Asked, CriterionScore, Judgement, Rubric, Standard
from greenroom.model.question import Question

OPENING_WORDS = 80
"""About half a minute of speech."""
NAMES = {
    "aim": "Whom it is for and what must be decided",
    "success": "How success will be measured",
    "first": "What comes first and why, or an assumption",
}
"""What each point is called."""
STANDARDS = Rubric(
    criteria=(
        Standard(id="aim", text="Says for whom this is and what has to be decided or achieved for them."),
        Standard(id="success", text="Names the metric or target by which success will be judged."),
        Standard(id="first", text="Starts with one named thing and says why that one comes first."),
        Standard(id="assumption", text="States an assumption that the answer rests on."),
    )
)
"""What the opening is held against; a judge reads one sentence with "or" worse than two, so the last point has two."""
_EITHER = {"aim": ("aim",), "success": ("success",), "first": ("first", "assumption")}
_WORD = re.compile(r"\S+")


def opening(answer: str) -> str:
    """The first OPENING_WORDS words of an answer, a prefix of it."""
    words = list(_WORD.finditer(answer))[:OPENING_WORDS]
    return answer[: words[-1].end()] if words else ""


def framing(answer: str, question: Question, judge: Callable[[Asked], Judgement]) -> Framing:
    """What the opening of `answer` frames, as `judge` reads it alone; the same answer gives the same framing."""
    begun = opening(answer)
    asked = Asked(question=question.statement, rubric=STANDARDS, answer=begun, given=told_of(question))
    judgement = judge(asked)
    by_id = {one.criterion: one for one in judgement.scores}
    found = {point: max((by_id[one] for one in ids), key=_points) for point, ids in _EITHER.items()}
    points = tuple(
        Point(id=point, name=NAMES[point], label=one.label, evidence=one.evidence)
        for point, one in found.items()
    )
    return Framing(opening=begun, points=points, unread=judgement.unscored)


def _points(score: CriterionScore) -> float:
    return score.points or 0.0
