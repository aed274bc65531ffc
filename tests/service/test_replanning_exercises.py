"""A report and what was handed in in coding rounds: its plan as it is today, for as long as the submissions are there."""

from datetime import timedelta

import pytest
from tests.interview.rounds import NOON
from tests.service.test_interviews import JUDGING, interviews
from tests.service.test_replanning import CATALOGUE, TODAY, a_report

from greenroom.model.coding import CodingStep, StepKind
from greenroom.model.exercise import Family
from greenroom.model.ladder import Level, Role
from greenroom.model.plan import PlanTask
from greenroom.model.report import ExerciseView, Report, Source, Statement
from greenroom.model.verdict import CaseVerdict, Outcome, Verdict
from greenroom.prepare.plan import Agenda, make_plan
from greenroom.service.afterwards import Afterwards
from greenroom.service.debriefs import Debriefs
from greenroom.service.replanning import Replanning

SLUG = "merge-sorted-streams"
EXERCISES = {one.slug: one for one in CATALOGUE.exercises}
MODELS = [one.slug for one in CATALOGUE.exercises if one.family is Family.MODELS]


@pytest.fixture
def planning(tmp_path):
    return Replanning(Afterwards(Debriefs(interviews(tmp_path))))


def engineers(*slugs, level=Level.SENIOR):
    """An ML engineer's report, made two days ago, that chose these exercises."""
    tasks = [
        PlanTask(kind="exercise", title=EXERCISES[slug].title, minutes=30, gap="gap", ref=slug, why="They ask for it")
        for slug in slugs
    ]  # fmt: skip
    lessons = [
        PlanTask(kind="lesson", title=f"Lesson {n}", minutes=50, gap="gap", ref=f"l{n}") for n in range(9)
    ]
    made_on = TODAY - timedelta(days=2)
    plan = make_plan(Agenda(gaps=[*lessons, *tasks]), made_on=made_on, interview_on=None, hours_a_day=2)
    views = tuple(
        ExerciseView(
            slug=slug, title=EXERCISES[slug].title, family=EXERCISES[slug].family, minutes=30,
            why=Statement(text="They ask for it.", source=Source.INFERRED),
        )
        for slug in slugs
    )  # fmt: skip
    more = {"role": Role.ML_ENGINEER, "level": level, "plan": plan, "made_on": made_on, "exercises": views}
    return a_report().model_copy(update=more)


def step(planning, kind, slug=SLUG, *, failed=(), hours=0.0, judged=True):
    """Something done on an exercise, so many hours from noon; a submission passes all cases but the failed ones."""
    known = [*EXERCISES[slug].cases]
    cases = tuple(
        CaseVerdict(case=one.id, why=one.why, shown=one.shown, outcome=Outcome.SLOW if one.id in failed else Outcome.PASSED)
        for one in known
    )  # fmt: skip
    is_submission = kind is StepKind.SUBMITTED
    count = len(planning.interviews.store.coding_steps())
    made = CodingStep(
        id=f"s{count}", exercise=slug, kind=kind, at=NOON + timedelta(hours=hours), code="pass" if is_submission else "",
        verdict=Verdict(cases=cases, sandbox="none") if is_submission and judged else None,
    )  # fmt: skip
    planning.interviews.store.add_coding_step(made)
    if made.verdict is not None:
        planning.interviews.store.set_verdict(made.id, made.verdict)
    return made


def submitted(planning, slug=SLUG, *failed, hours=0.0):
    return step(planning, StepKind.SUBMITTED, slug, failed=failed, hours=hours)


def planned(report, slug):
    return [
        day.date for day in report.plan.days for one in day.tasks if (one.kind, one.ref) == ("exercise", slug)
    ]


def test_a_report_is_the_one_that_was_made_until_something_with_a_verdict_is_handed_in(planning):
    report = engineers(SLUG)
    assert planning.report(report) is report
    step(planning, StepKind.STARTED)
    step(planning, StepKind.HINT)
    step(planning, StepKind.SUBMITTED, judged=False)
    assert planning.report(report) is report


def test_what_was_not_solved_comes_tomorrow_with_the_case_that_failed(planning):
    report = engineers(SLUG)
    case = EXERCISES[SLUG].cases[-1].id
    count = len(EXERCISES[SLUG].cases)
    submitted(planning, SLUG, case)
    now = planning.report(report)
    first = next(day for day in now.plan.days if day.date > TODAY).tasks[0]
    assert (first.ref, first.kind) == (SLUG, "exercise")
    assert first.why == f"Exercise of {TODAY.day} {TODAY:%B}: {count - 1} of {count} cases; slow on {case}"
    assert planning.report(report) == now
    assert report.plan.update is None
    told = planning.handed_in(report)[SLUG]
    assert f"{count - 1} of {count} cases; slow on {case}" in told
    assert "In your plan: “Try it again: " in told


def test_what_was_solved_goes_and_the_weakest_family_comes(planning):
    report = engineers(SLUG, *MODELS[:2])
    first = planned(report, MODELS[1])
    submitted(planning, MODELS[0], EXERCISES[MODELS[0]].cases[0].id)
    submitted(planning, SLUG)
    now = planning.report(report)
    assert planned(now, SLUG) == []
    assert planned(now, MODELS[1])[0] < first[0]  # of those that the report chose first
    why = next(one.why for day in now.plan.days for one in day.tasks if one.ref == MODELS[1])
    assert why.endswith("solved; weakest so far was models and numerics")


def test_of_one_day_the_last_submission_counts_or_the_one_that_solved_it(planning):
    ids = [one.id for one in EXERCISES[SLUG].cases]
    submitted(planning, SLUG, *ids[:3], hours=0)
    last = submitted(planning, SLUG, ids[0], hours=1)
    assert [(one.round, one.verdict.count) for one in planning.coded(engineers())] == [
        (last.id, len(ids) - 1)
    ]
    solved = submitted(planning, hours=2)
    submitted(planning, SLUG, *ids, hours=3)  # to see what happens
    submitted(planning, SLUG, *ids, hours=30)
    assert [(one.round, one.is_good) for one in planning.coded(engineers())] == [(solved.id, True)]


def test_each_day_shows_what_it_showed_and_an_exercise_begun_anew_may_be_lost_again(planning):
    case = EXERCISES[SLUG].cases[0].id
    submitted(planning, SLUG, case, hours=-48)
    submitted(planning, hours=-24)
    step(planning, StepKind.STARTED, hours=-1)
    submitted(planning, SLUG, case)
    shown = [(one.on, one.is_good) for one in planning.coded(engineers())]
    assert shown == [(TODAY - timedelta(days=2), False), (TODAY - timedelta(days=1), True), (TODAY, False)]


def test_code_handed_in_once_the_reference_was_shown_shows_nothing(planning):
    case = EXERCISES[SLUG].cases[0].id
    submitted(planning, SLUG, case)
    before = planning.report(engineers(SLUG))
    step(planning, StepKind.REVEALED, hours=1)
    submitted(planning, hours=2)
    assert planning.report(engineers(SLUG)) == before


@pytest.mark.parametrize("role", [Role.AI_PRODUCT_MANAGER, Role.ML_ENGINEERING_MANAGER])
def test_a_loop_without_a_coding_round_is_left_as_it_is(planning, role):
    both = next(one.slug for one in CATALOGUE.exercises if Role.ML_ENGINEERING_MANAGER in one.roles)
    submitted(planning, both)
    report = engineers().model_copy(update={"role": role})
    assert planning.report(report) is report
    assert planning.handed_in(report) == {}


def test_an_exercise_whose_pack_is_gone_is_left_aside(planning):
    gone = CodingStep(
        id="g", exercise="no-such-exercise", kind=StepKind.SUBMITTED, at=NOON, code="pass",
        verdict=Verdict(cases=(), sandbox="none"),
    )  # fmt: skip
    planning.interviews.store.add_coding_step(gone)
    planning.interviews.store.set_verdict(gone.id, gone.verdict)
    assert planning.coded(engineers()) == ()


def test_a_report_of_before_the_exercises_is_read_and_its_plan_follows_too(planning):
    kept = engineers().model_dump(mode="json")
    del kept["exercises"]
    for drill in kept["drills"]:
        del drill["exercise"]
    for held in kept["loop"]["rounds"]:
        del held["coding"]
    report = Report.model_validate(kept)
    assert report.exercises == ()
    assert planning.report(report) is report
    submitted(planning, SLUG, EXERCISES[SLUG].cases[0].id)
    assert planned(planning.report(report), SLUG) == [TODAY + timedelta(days=1)]


def test_the_judging_of_these_tests_holds_exercises_of_every_role_that_codes():
    assert {role for one in JUDGING.library.catalogue.exercises for role in one.roles} >= {Role.ML_ENGINEER, Role.AI_ENGINEER}  # fmt: skip
