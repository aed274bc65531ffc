"""The exercises of a report: where code is asked, of every family first, each for a reason, the same every time."""

from functools import lru_cache

import pytest
from tests.preparation import preparation
from tests.prepare.match.making import posting as made_posting
from tests.prepare.match.making import profile as made_profile
from tests.prepare.report.test_report import JOB, KIM, compose, of_role

from greenroom.model.ladder import Level, Role
from greenroom.model.report import Report, Source

CODING = [Role.ML_ENGINEER, Role.AI_ENGINEER]
EXERCISES = {one.slug: one for one in preparation().library.catalogue.exercises}


@lru_cache
def report(role: Role, level: Level = Level.SENIOR) -> Report:
    return compose(KIM, of_role(JOB, role, level))


@pytest.mark.parametrize("role", CODING)
@pytest.mark.parametrize("level", list(Level))
def test_they_fit_the_role_and_every_family_comes_before_a_second_of_any(role, level):
    chosen = [EXERCISES[one.slug] for one in report(role, level).exercises]
    assert all(role in one.roles for one in chosen)
    families = {one.family for one in EXERCISES.values() if role in one.roles}
    first = [one.family for one in chosen[: len(families)]]
    assert len(set(first)) == len(first) == min(len(families), len(chosen))
    assert len({one.slug for one in chosen}) == len(chosen) > len(families)


@pytest.mark.parametrize("level", [Level.MID, Level.SENIOR, Level.STAFF])
def test_none_of_another_level_comes_where_its_family_has_one_of_this(level):
    chosen = [EXERCISES[one.slug] for one in report(Role.ML_ENGINEER, level).exercises]
    for one in chosen:
        left = [
            e for e in EXERCISES.values() if e.family is one.family and level in e.levels and e not in chosen
        ]
        assert level in one.levels or not left


@pytest.mark.parametrize("role", [Role.AI_PRODUCT_MANAGER, Role.ML_ENGINEERING_MANAGER])
def test_a_loop_without_a_coding_round_gets_none(role):
    made = report(role)
    assert made.exercises == ()
    assert not any(one.exercise for one in made.drills)
    assert not any(one.coding for one in made.loop.rounds)
    assert not any(task.kind == "exercise" for day in made.plan.days for task in day.tasks)


def test_what_the_posting_insists_on_is_chosen_and_is_the_reason():
    kafka = made_posting("Experience with Kafka", "Python", "You are curious")
    made = compose(made_profile("Wrote reports in Excel"), of_role(kafka, Role.ML_ENGINEER, Level.SENIOR))
    data = next(one for one in made.exercises if one.family == "data")
    assert "kafka" in EXERCISES[data.slug].topics
    assert "Kafka" in data.why.text
    assert data.why.source is Source.POSTING
    assert data.why.quotes


def test_another_posting_and_another_cv_get_other_ones():
    drift = made_posting("You monitor models and find drift of features in production", "Feature stores")
    models = made_posting("Deep knowledge of transformers and attention", "LLM serving")
    chosen = [
        [one.slug for one in compose(KIM, of_role(job, Role.ML_ENGINEER, Level.SENIOR)).exercises]
        for job in (drift, models)
    ]
    assert chosen[0] != chosen[1]
    assert "attention-with-cache" in chosen[1]


def test_the_same_candidacy_gives_the_same_exercises():
    again = compose(KIM, of_role(JOB, Role.ML_ENGINEER, Level.SENIOR))
    assert again.exercises == report(Role.ML_ENGINEER).exercises


def test_the_plan_holds_each_with_its_reason_and_its_minutes():
    made = report(Role.ML_ENGINEER)
    planned = {task.ref: task for day in made.plan.days for task in day.tasks if task.kind == "exercise"}
    for one in made.exercises:
        task = planned[one.slug]
        assert task.minutes == one.minutes == EXERCISES[one.slug].minutes
        assert task.why == one.why.text.rstrip(".")
        assert task.command == one.command == f"greenroom code start {one.slug}"
        assert task.page == one.page == f"/code/{one.slug}"


@pytest.mark.parametrize("role", CODING)
def test_a_drill_names_an_exercise_on_its_own_topic(role):
    drills = {one.slug: one for one in preparation().library.catalogue.drills}
    held = {topic for one in EXERCISES.values() if role in one.roles for topic in one.topics}
    for one in report(role).drills:
        topic = drills[one.slug].topics[0]
        assert bool(one.exercise) == (topic in held)
        assert not one.exercise or topic in EXERCISES[one.exercise].topics


def test_only_the_coding_round_is_marked():
    assert [one.title for one in report(Role.ML_ENGINEER).loop.rounds if one.coding] == ["ML coding"]
