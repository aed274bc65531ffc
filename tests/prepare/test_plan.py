"""The plan holds what was asked of it for any agenda, date and number of hours."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from greenroom.model.plan import PlanTask
from greenroom.prepare.plan import Agenda, make_plan

MADE_ON = date(2026, 3, 2)


def tasks(kind: str, prefix: str) -> st.SearchStrategy[list[PlanTask]]:
    one = st.builds(
        PlanTask,
        kind=st.just(kind),
        title=st.integers(0, 10**6).map(lambda n: f"{prefix} {n}"),
        minutes=st.integers(5, 90),
        gap=st.sampled_from(["rag", "sql", "people"]),
    )
    return st.lists(one, max_size=25, unique_by=lambda t: t.title)


AGENDAS = st.builds(
    Agenda,
    first=tasks("story", "story"),
    gaps=tasks("lesson", "lesson"),
    rehearsals=tasks("rehearsal", "round"),
)
HOURS = st.sampled_from([0.25, 0.5, 1.0, 2.0, 4.0, 12.0])
INTERVIEWS = st.none() | st.integers(1, 90).map(lambda n: MADE_ON + timedelta(days=n))


@given(AGENDAS, INTERVIEWS, HOURS)
def test_days_run_from_tomorrow_to_the_day_before(agenda, interview, hours):
    plan = make_plan(agenda, made_on=MADE_ON, interview_on=interview, hours_a_day=hours)
    expected = 30 if interview is None else min(60, (interview - MADE_ON).days - 1)
    days = [MADE_ON + timedelta(days=n) for n in range(1, expected + 1)] or [MADE_ON]
    assert [day.date for day in plan.days] == days
    assert all(day.date < interview for day in plan.days if interview)


@given(AGENDAS, INTERVIEWS, HOURS)
def test_no_day_is_empty_or_holds_more_than_its_hours(agenda, interview, hours):
    plan = make_plan(agenda, made_on=MADE_ON, interview_on=interview, hours_a_day=hours)
    for day in plan.days:
        assert day.tasks
        assert day.minutes <= hours * 60 or len(day.tasks) == 1


@given(AGENDAS, INTERVIEWS, HOURS)
def test_nothing_is_planned_that_is_not_on_the_agenda_and_nothing_new_twice(agenda, interview, hours):
    plan = make_plan(agenda, made_on=MADE_ON, interview_on=interview, hours_a_day=hours)
    known = {t.title for t in (*agenda.first, *agenda.gaps, *agenda.rehearsals)}
    planned = [t for day in plan.days for t in day.tasks if t.kind != "rest"]
    assert {t.title.removeprefix("Again: ") for t in planned} <= known
    fresh = [t.title for t in planned if t.kind != "rehearsal" and not t.title.startswith("Again: ")]
    assert len(fresh) == len(set(fresh))


@given(AGENDAS)
def test_with_time_enough_everything_on_the_agenda_is_done(agenda):
    plan = make_plan(agenda, made_on=MADE_ON, interview_on=MADE_ON + timedelta(days=60), hours_a_day=4)
    planned = {t.title for day in plan.days for t in day.tasks}
    assert {t.title for t in (*agenda.first, *agenda.gaps)} <= planned


@given(AGENDAS, INTERVIEWS, HOURS)
def test_the_same_agenda_gives_the_same_plan(agenda, interview, hours):
    again = [
        make_plan(agenda, made_on=MADE_ON, interview_on=interview, hours_a_day=hours).model_dump_json()
        for _ in range(2)
    ]
    assert again[0] == again[1]


def test_a_lesson_comes_back_after_three_and_seven_days():
    lesson = PlanTask(kind="lesson", title="RAG", minutes=20, gap="rag", ref="rag")
    plan = make_plan(Agenda(gaps=[lesson]), made_on=MADE_ON, interview_on=None, hours_a_day=1)
    on = [day.day for day in plan.days for t in day.tasks if t.ref == "rag"]
    assert on == [1, 4, 8]


def test_the_last_two_days_bring_nothing_new():
    many = [PlanTask(kind="question", title=f"q{n}", minutes=30, gap="rag") for n in range(500)]
    rounds = [PlanTask(kind="rehearsal", title="round", minutes=45, gap="rehearsal")]
    plan = make_plan(Agenda(gaps=many, rehearsals=rounds), made_on=MADE_ON, interview_on=None, hours_a_day=2)
    for day in plan.days[-2:]:
        assert day.tasks[0].kind == "rehearsal"
        assert all(t.kind == "rehearsal" or t.title.startswith("Again: ") for t in day.tasks)


def test_an_interview_tomorrow_leaves_today():
    story = PlanTask(kind="story", title="story", minutes=30, gap="stories")
    plan = make_plan(
        Agenda(first=[story]), made_on=MADE_ON, interview_on=MADE_ON + timedelta(days=1), hours_a_day=2
    )
    assert [(day.date, [t.title for t in day.tasks]) for day in plan.days] == [(MADE_ON, ["story"])]
