"""An answer that was typed on a page, rated for showing there."""

from __future__ import annotations

from greenroom.errors import InputError
from greenroom.interview.overall import VERDICTS, in_points
from greenroom.model.judgement import Asked, Judgement
from greenroom.model.question import Criterion, Question
from greenroom.web.contexts import Problem
from greenroom.web.library_pages import Judged, ScoreRow
from greenroom.web.site import Site

_FEWEST_WORDS = 5
_BEST = 4


def rated(site: Site, asked: Asked, question: Question | None = None) -> tuple[Judged | None, Problem | None]:
    """An answer with its judgement, or why there is none.

    With the pack's `question` that `asked` was made from, criteria go by their names, and each row tells the rating
    ahead instead of repeating what was asked for.
    """
    if len(asked.answer.split()) < _FEWEST_WORDS:
        return None, Problem(
            "That is too short to rate.",
            "Write it as you would say it, a few sentences, then try again.",
            "answer",
        )
    try:
        judgement = site.greenroom.judging.judge(asked)
    except InputError as error:
        return None, Problem.of(error, field="answer")
    shown = Judged(
        judgement=judgement,
        verdict=_verdict(judgement),
        sum=in_points(asked.rubric, judgement.scores),
        rows=_rows(asked, judgement, question),
    )
    return shown, None


def _verdict(judgement: Judgement) -> str:
    if judgement.overall is None:
        return "Not scored"
    return f"{judgement.overall} of 4, {VERDICTS[judgement.overall]}"


def _rows(asked: Asked, judgement: Judgement, question: Question | None) -> tuple[ScoreRow, ...]:
    standards, scores = asked.rubric.criteria, judgement.scores
    weight = sum(one.weight for one in standards)
    known = {one.id: one for one in question.criteria} if question else {}
    return tuple(
        ScoreRow(
            title=known[standard.id].name if standard.id in known else standard.text,
            weight_percent=round(100 * standard.weight / weight),
            score=score,
            ahead=_ahead(known[standard.id], score.rating) if standard.id in known else "",
        )
        for standard, score in zip(standards, scores, strict=True)
    )


def _ahead(criterion: Criterion, rating: int | None) -> str:
    if rating is None or rating >= _BEST:
        return ""
    return criterion.anchors.above(rating)
