"""What the interviewer asks about what lies on the table, code or a lab that was played: two questions at most, on what would tell most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from greenroom.interview.aim import chance_met
from greenroom.interview.remark import runs, stems
from greenroom.model.judgement import CriterionScore
from greenroom.model.mock import MockRound, TurnKind
from greenroom.model.question import Criterion, Question
from greenroom.model.submission import CodeQuestion, Matter, Submission, Table

MOST = 2
_AGAIN = 0.5  # what a second question about the same matter is worth of the first
_LEAST_OPEN = 0.3  # what one about something that is met is worth: people ask about the code all the same
_WORDS: Mapping[Matter, str] = {
    Matter.TIME: "time minutes seconds operations growth counted run load peak prices speed",
    Matter.MEMORY: "memory bytes held holds allocated temporaries gigabytes megabytes copied layout object",
    Matter.SIGHT: "see seen saw evidence metric alert dashboard observation signal sample segment compare noticed",
    Matter.CAUSE: "cause hypothesis hypotheses ruled explains alternative root diagnosis test distinguish mechanism",
    Matter.ACTION: "action act mitigate change undo rollback reversible verify verified first narrow stop containment",
    Matter.TELLING: "tell told stakeholders communicate update impact customers users next known unknown note reader",
    Matter.FAILURE: "assumptions false broken input fault caller gets returned lose wrong threads restart weak tests lies shown",
}


def on_code(
    done: MockRound, question: Question, scores: Sequence[CriterionScore], submission: Submission
) -> tuple[str, str] | None:
    """What to ask about the submission next, and the criterion it bears on; None where nothing new tells anything, or two were asked.

    Nothing is asked that quotes what a criterion says. The same round gets the same question.
    """
    asked = done.of(TurnKind.CODE)
    if len(asked) >= MOST:
        return None
    texts = {turn.text for turn in asked}
    left = [one for one in submission.questions if one.ask not in texts and not _tells(one, question)]
    before = Counter(one.matter for one in submission.questions if one.ask in texts)
    bears = {matter: bears_on(matter, question) for matter in {one.matter for one in submission.questions}}
    open_ = {score.criterion: 1 - chance_met(score) for score in scores}

    def tells(one: CodeQuestion) -> float:
        left_open = max(_LEAST_OPEN, open_.get(bears[one.matter].id, 1.0))
        return one.worth * left_open * _AGAIN ** before[one.matter]

    best = max(left, key=tells, default=None)
    return None if best is None else (best.ask, bears[best.matter].id)


def on_the_table(submission: Submission) -> str:
    """What the interviewer says of the code before the question: which exercise, how it went, and how to take what does not pass."""
    name, verdict = f"“{submission.title}”", submission.verdict
    if submission.kind is Table.RUN:
        return f"What you did in the lab {name} is in front of us, line by line; I have read it, and I was not there."
    if verdict is None or verdict.passed:
        tests = "" if verdict is None else ", and it passes every test"
        return f"Your code for {name} is in front of us{tests}."
    return (
        f"Your code for {name} is in front of us; {verdict.count} of {len(verdict.cases)} tests pass. Tell me in a sentence or two "
        "what you would mend first, and then talk as if that were done."
    )


def bears_on(matter: Matter, question: Question) -> Criterion:
    """The criterion that a matter bears on: the one whose name, test and anchors share most words with it."""
    words = stems(_WORDS[matter])

    def shared(one: Criterion) -> tuple[int, float]:
        tests = words & stems(f"{one.name} {one.tests}")  # what it is about counts twice
        return len(tests) + len(words & stems(_sought(one))), one.weight

    return max(question.criteria, key=shared)


def _sought(one: Criterion) -> str:
    return f"{one.name} {one.tests} {one.anchors.good} {one.anchors.excellent}"


def _tells(one: CodeQuestion, question: Question) -> bool:
    """Whether it says a part of a criterion: to ask it would tell what is sought."""
    said = runs(one.ask)
    return any(
        said & runs(text)
        for criterion in question.criteria
        for text in (_sought(criterion), *criterion.red_flags)
    )
