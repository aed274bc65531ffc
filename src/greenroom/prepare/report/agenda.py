"""What there is to do before the interview, from the sections already written, best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from greenroom.model.plan import PlanTask
from greenroom.model.report import ConceptView, DrillView, ExerciseView, ExpectedQuestion, RewriteHint, Story
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.plan import Agenda, competency
from greenroom.prepare.report.candidacy import Candidacy
from greenroom.prepare.report.groundwork import Groundwork

_LEAST = 15  # minutes for the shortest question: to say it, and to say it better
_AT_ONCE = 5  # numbers to defend, or bullets to rewrite, in one sitting


def set_agenda(
    case: Candidacy,
    questions: Sequence[ExpectedQuestion],
    stories: Sequence[Story],
    rewrites: Sequence[RewriteHint],
    concepts: Sequence[ConceptView],
    drills: Sequence[DrillView],
    exercises: Sequence[ExerciseView],
    groundwork: Sequence[Groundwork],
) -> Agenda:
    """The widest gap and the stories first: every round uses them. Then lesson, exercise, drill and question, gap by gap."""
    own = [*_own(case, stories[2:], rewrites)]
    return Agenda(
        first=[*_first(case, stories, groundwork)],
        gaps=_interleaved(case, questions, concepts, drills, exercises, own),
        rehearsals=[_rehearsal(r.title, min(r.minutes, 60)) for r in case.rounds],
    )


def _first(case: Candidacy, stories: Sequence[Story], groundwork: Sequence[Groundwork]) -> Iterator[PlanTask]:
    """Read, begin on the widest gap, and let the stories and the further gaps take turns with it."""
    work = [task for piece in groundwork for task in piece.sittings]
    yield PlanTask(
        kind="research", title="Read sections 1 to 3 of this report", minutes=20, gap="what to expect"
    )
    yield from work[:1]
    for story, task in zip_longest(stories[:2], work[1:]):
        yield from (t for t in (_fill(story) if story else None, task) if t is not None)
    yield PlanTask(kind="research", title=_research(case), minutes=45, gap="the company")
    count = min(_AT_ONCE, len(case.match.stress_tests))
    if count:
        title = (
            f"Write down what defends your first {count} numbers"
            if count > 1
            else "Write down what defends your number"
        )
        yield PlanTask(kind="story", title=title, minutes=30, gap="numbers you must defend")
    title = "Finish “Walk me through your CV” and say it aloud in two minutes"
    yield PlanTask(kind="story", title=title, minutes=25, gap="your opening")


def _own(case: Candidacy, stories: Sequence[Story], rewrites: Sequence[RewriteHint]) -> Iterator[PlanTask]:
    """Work on the candidate's own material, to be done between lessons and questions."""
    if rewrites:
        count = min(_AT_ONCE, len(rewrites))
        title = (
            f"Rewrite {count} bullets that lack an effect"
            if count > 1
            else "Rewrite the bullet that lacks an effect"
        )
        yield PlanTask(kind="cv", title=title, minutes=30, gap="bullets without an effect")
    for story in stories:
        yield _fill(story)
    if len(case.match.stress_tests) > _AT_ONCE:
        title = "Write down what defends the rest of your numbers"
        yield PlanTask(kind="story", title=title, minutes=30, gap="numbers you must defend")
    if stories or case.done:
        title = "Fill the one-page summary of your strongest project"
        yield PlanTask(kind="story", title=title, minutes=40, gap="your strongest project")
    title = "Finish “Why this role” and “Why now”, and say both aloud"
    yield PlanTask(kind="story", title=title, minutes=25, gap="your reasons")
    title = "Choose three questions to ask, and for each the answer that would worry you"
    yield PlanTask(kind="research", title=title, minutes=15, gap="what to ask them")


def _research(case: Candidacy) -> str:
    """One task of finding out about the company, with what the posting leaves open."""
    company = case.company or "the company"
    unknown = " and ".join(case.posting.unknown[:2])
    rest = f"; and whatever you can learn of {unknown}, which the posting leaves out" if unknown else ""
    return f"Find out about {company}: what they sell and to whom, one thing that changed this year, who you would work with{rest}"


def _fill(story: Story) -> PlanTask:
    title = f"Fill the blanks of story {story.id[1:]}: {shorten(story.title, 60)}"
    return PlanTask(kind="story", title=title, minutes=30, gap="your stories", ref=story.id)


def _interleaved(
    case: Candidacy,
    questions: Sequence[ExpectedQuestion],
    concepts: Sequence[ConceptView],
    drills: Sequence[DrillView],
    exercises: Sequence[ExerciseView],
    own: Sequence[PlanTask],
) -> list[PlanTask]:
    topics = {c.slug: c.topics for c in case.catalogue.concepts} | {
        d.slug: d.topics for d in case.catalogue.drills
    }
    lessons = [
        PlanTask(
            kind="lesson", title=c.title, minutes=c.minutes + 10, gap=_gap(case, topics[c.slug]), ref=c.slug
        )
        for c in concepts
    ]
    drilled = [
        PlanTask(kind="drill", title=d.title, minutes=d.minutes, gap=_gap(case, topics[d.slug]), ref=d.slug)
        for d in drills
    ]
    code = [
        PlanTask(
            kind="exercise", title=e.title, minutes=e.minutes, gap=e.family.label, ref=e.slug,
            why=e.why.text.rstrip("."),
        )
        for e in exercises
    ]  # fmt: skip
    answers = [
        PlanTask(
            kind="question", title=q.title, minutes=max(_LEAST, q.minutes), gap=_competency(q), ref=q.slug
        )
        for q in questions
    ]
    rounds = zip_longest(answers[0::2], lessons, code, own, answers[1::2], drilled)
    return [task for group in rounds for task in group if task is not None]


def _gap(case: Candidacy, topics: Sequence[str]) -> str:
    """The topic that the posting asks for most and the CV leaves most open."""
    worst = max(topics, key=lambda t: (case.asked_topics.get(t, 0.1) * (1.05 - case.standing(t).points), t))
    return case.topic_name(worst)


def _competency(question: ExpectedQuestion) -> str:
    if question.slug.startswith("gap-"):
        return question.title.removeprefix("A gap: ")
    return competency(question.competencies, question.round)


def rehearsal_title(round_title: str) -> str:
    """What the rehearsal of a round is called in the plan."""
    return f"Rehearse aloud, with a clock: {round_title}"


def _rehearsal(title: str, minutes: int) -> PlanTask:
    return PlanTask(kind="rehearsal", title=rehearsal_title(title), minutes=minutes, gap="rehearsal")
