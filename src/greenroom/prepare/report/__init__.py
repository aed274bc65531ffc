"""Profile + posting + match -> report.

    candidacy.py -> loop, stories, questions, learning, asks, skeletons, risks, overview -> agenda -> plan -> Report

Each file writes its sections and nothing else. Nothing here invents: a sentence about the candidate carries
the words of the CV it rests on, and what only they can know is left as a blank.
"""

from __future__ import annotations

from greenroom.model.ladder import Role
from greenroom.model.report import ExpectedQuestion, Inputs, Report, Story
from greenroom.prepare.plan import make_plan
from greenroom.prepare.report.agenda import set_agenda
from greenroom.prepare.report.asks import view_asks
from greenroom.prepare.report.candidacy import Candidacy
from greenroom.prepare.report.exercises import view_exercises
from greenroom.prepare.report.frames import choose_frameworks
from greenroom.prepare.report.groundwork import lay_groundwork
from greenroom.prepare.report.learning import view_concepts, view_drills
from greenroom.prepare.report.loop import view_loop
from greenroom.prepare.report.overview import write_overview, write_pocket_card
from greenroom.prepare.report.project import summarise_project
from greenroom.prepare.report.questions import expect_questions
from greenroom.prepare.report.rewrites import rewrite_hints
from greenroom.prepare.report.risks import list_risks
from greenroom.prepare.report.skeletons import write_follow_up, write_skeletons
from greenroom.prepare.report.stories import tell_stories

__all__ = ["NEIGHBOURS", "Candidacy", "compose_report"]

# Roles whose packs also hold questions and lessons for a role: a posting for one often asks for the other's.
NEIGHBOURS = {
    Role.ML_ENGINEER: frozenset({Role.AI_ENGINEER}),
    Role.AI_ENGINEER: frozenset({Role.ML_ENGINEER}),
}


def compose_report(case: Candidacy, *, version: str) -> Report:
    """The whole report of one candidacy; the same candidacy always gives the same report."""
    sources = tell_stories(case)
    questions = expect_questions(case, sources)
    stories = tuple(_with_answers(source.story, questions) for source in sources)
    concepts = view_concepts(case, questions)
    drills = view_drills(case, questions)
    exercises = view_exercises(case)
    rewrites = rewrite_hints(case)
    risks = list_risks(case)
    asks = view_asks(case)
    groundwork = lay_groundwork(case, stories)
    agenda = set_agenda(case, questions, stories, rewrites, concepts, drills, exercises, groundwork)
    return Report(
        greenroom_version=version,
        made_on=case.made_on,
        role=case.role,
        level=case.level,
        level_title=case.level.title_in(case.role),
        candidate=case.profile.name.text if case.profile.name else "you",
        position=case.position,
        company=case.company,
        inputs=_inputs(case),
        profile=case.profile,
        posting=case.posting,
        match=case.match,
        overview=write_overview(case, stories, risks, groundwork[0].next_step),
        loop=view_loop(case),
        questions=questions,
        stories=stories,
        rewrites=rewrites,
        concepts=concepts,
        drills=drills,
        exercises=exercises,
        asks=asks,
        skeletons=write_skeletons(case, sources),
        risks=risks,
        project=summarise_project(case, sources),
        frameworks=choose_frameworks(case),
        follow_up=write_follow_up(case, sources),
        plan=make_plan(
            agenda, made_on=case.made_on, interview_on=case.interview_on, hours_a_day=case.hours_a_day
        ),
        pocket=write_pocket_card(case, sources, risks, asks),
    )


def _with_answers(story: Story, questions: tuple[ExpectedQuestion, ...]) -> Story:
    titles = tuple(q.title for q in questions if q.story_id == story.id and not q.slug.startswith("claim-"))
    return story.model_copy(update={"answers": titles})


def _inputs(case: Candidacy) -> Inputs:
    return Inputs(
        cv_name=case.cv.name,
        cv_sha256=case.cv.sha256,
        cv_text=case.cv.text,
        cv_notes=case.cv.notes,
        posting_name=case.posting_document.name,
        posting_sha256=case.posting_document.sha256,
        posting_text=case.posting_document.text,
        posting_notes=case.posting_document.notes,
    )
