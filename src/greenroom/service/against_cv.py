"""What the answers of a round say and its report's CV does not, for the debrief; no rating looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from greenroom.interview.cv.against import differences, unlisted
from greenroom.interview.cv.story import asks_for_story, story
from greenroom.interview.sentences import sentences
from greenroom.interview.to_grader import to_grader
from greenroom.model.cv import AgainstCv, CvClaims, Unlisted
from greenroom.model.mock import MockRound, Turn, TurnKind
from greenroom.model.question import Question
from greenroom.service.interviews import Interviews


def against(interviews: Interviews, done: MockRound, question: Question) -> AgainstCv | None:
    """A round held against its CV; None where it has none. The same turns and the same CV give the same."""
    cv = interviews.cv(done)
    if cv is None:
        return None
    answers = done.of(TurnKind.ANSWER)
    told = [one for turn in answers for one in _said(turn)]
    asks = asks_for_story(question.statement, question.round)
    return AgainstCv(
        differs=tuple(
            one.model_copy(update={"turn": turn.number})
            for turn in answers
            for one in differences(_said(turn), cv, turn.at.date())
        ),
        unlisted=tuple(_unlisted(answers, cv, _known(question))),
        story=story(told, cv, interviews.encoder.encode) if asks and told else None,
    )


def _unlisted(answers: Sequence[Turn], cv: CvClaims, known: str) -> Iterator[Unlisted]:
    seen: set[str] = set()
    for turn in answers:
        for one in unlisted(_said(turn), cv, known):
            if one.name.lower() not in seen:
                seen.add(one.name.lower())
                yield one.model_copy(update={"turn": turn.number})


def _known(question: Question) -> str:
    return "\n".join([question.title, question.statement, *(fact.tell for fact in question.sheet)])


def _said(turn: Turn) -> list[str]:
    """The sentences of an answer on one line each, without words to a grader."""
    found = sentences(turn.text)
    return [
        " ".join(one.text.split())
        for one, addressed in zip(found, to_grader(found), strict=True)
        if not addressed
    ]
