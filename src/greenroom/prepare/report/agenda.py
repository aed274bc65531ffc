"""What there is to do before the interview, from the sections already written, best first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from greenroom.model.report import ConceptView, DrillView, ExpectedQuestion, PlanTask, RewriteHint, Story
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.plan import Agenda
from greenroom.prepare.report.candidacy import Candidacy

_STORY_MINUTES = 30
_REWRITES_AT_ONCE = 4


def set_agenda(
    case: Candidacy,
    questions: Sequence[ExpectedQuestion],
    stories: Sequence[Story],
    rewrites: Sequence[RewriteHint],
    concepts: Sequence[ConceptView],
    drills: Sequence[DrillView],
) -> Agenda:
    """Stories and numbers first: every round uses them. Then lesson, drill and question, gap by gap."""
    return Agenda(
        first=_first(case, stories, rewrites),
        gaps=_interleaved(case, questions, concepts, drills, stories),
        rehearsals=[_rehearsal(r.title, min(r.minutes, 60)) for r in case.loop.rounds],
    )


def _first(case: Candidacy, stories: Sequence[Story], rewrites: Sequence[RewriteHint]) -> list[PlanTask]:
    tasks = [
        PlanTask(
            kind="research",
            title=f"Read this report; find out {_unknown(case)}",
            minutes=30,
            gap="what is unknown",
        )
    ]
    tasks += [_fill(story) for story in stories[:2]]
    if case.match.stress_tests:
        count = min(5, len(case.match.stress_tests))
        title = f"Write down what defends your first {count} numbers"
        tasks.append(PlanTask(kind="story", title=title, minutes=30, gap="numbers you must defend"))
    if rewrites:
        count = min(_REWRITES_AT_ONCE, len(rewrites))
        title = (
            f"Rewrite {count} bullets that lack impact"
            if count > 1
            else "Rewrite the bullet that lacks impact"
        )
        tasks.append(PlanTask(kind="cv", title=title, minutes=30, gap="bullets without impact"))
    return tasks


def _unknown(case: Candidacy) -> str:
    return " and ".join(case.posting.unknown[:2]) or "what changed at the company this year"


def _fill(story: Story) -> PlanTask:
    title = f"Fill the blanks of story {story.id[1:]}: {shorten(story.title, 60)}"
    return PlanTask(kind="story", title=title, minutes=_STORY_MINUTES, gap="stories", ref=story.id)


def _interleaved(
    case: Candidacy,
    questions: Sequence[ExpectedQuestion],
    concepts: Sequence[ConceptView],
    drills: Sequence[DrillView],
    stories: Sequence[Story],
) -> list[PlanTask]:
    lessons = [
        PlanTask(kind="lesson", title=c.title, minutes=c.minutes + 10, gap=_gap(case, c.why.text), ref=c.slug)
        for c in concepts
    ]
    exercises = [
        PlanTask(kind="drill", title=d.title, minutes=d.minutes, gap=_gap(case, d.why.text), ref=d.slug)
        for d in drills
    ]
    answers = [
        PlanTask(kind="question", title=q.title, minutes=q.minutes, gap=_competency(q), ref=q.slug)
        for q in questions
    ]
    later = [_fill(story) for story in stories[2:]]
    rounds = zip_longest(lessons, answers[0::2], exercises, answers[1::2], later)
    return [task for group in rounds for task in group if task is not None]


def _gap(case: Candidacy, why: str) -> str:
    """The requirement a lesson or drill is for, in short."""
    text = (
        why.removeprefix("The posting asks for ")
        .removeprefix("The posting names ")
        .partition(";")[0]
        .strip(" .")
    )
    return text if text != why.strip(" .") else f"basics of the {case.role.label} loop"


def _competency(question: ExpectedQuestion) -> str:
    return question.competencies[0] if question.competencies else question.round


def _rehearsal(title: str, minutes: int) -> PlanTask:
    return PlanTask(
        kind="rehearsal", title=f"Rehearse aloud, with a clock: {title}", minutes=minutes, gap="rehearsal"
    )
