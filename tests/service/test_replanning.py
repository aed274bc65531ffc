"""A kept report and the rounds of its role: its plan as it is today, for as long as the rounds are there."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.adapters.render.sample import sample
from tests.interview.rounds import NOON
from tests.service.test_interviews import JUDGING, SLUG, interviews

from greenroom.errors import InputError
from greenroom.model.ladder import Role
from greenroom.model.mock import TurnKind
from greenroom.model.plan import PlanTask
from greenroom.model.question import ExemplarKind
from greenroom.model.report import Report
from greenroom.ports import StoredReport
from greenroom.prepare.plan import Agenda, make_plan
from greenroom.prepare.report.agenda import rehearsal_title
from greenroom.service.afterwards import Afterwards
from greenroom.service.debriefs import Debriefs
from greenroom.service.loops import Loops
from greenroom.service.replanning import Replanning

CATALOGUE = JUDGING.library.catalogue
QUESTION = JUDGING.question(SLUG)[0]
TODAY = NOON.date()


def planned_question(slug):
    one = JUDGING.question(slug)[0]
    return PlanTask(kind="question", title=one.title, minutes=30, gap="gap", ref=slug)


def a_report(*slugs):
    """A report of the question's role, made two days ago."""
    agenda = Agenda(
        gaps=[
            *(PlanTask(kind="lesson", title=f"Lesson {n}", minutes=50, gap="gap", ref=f"l{n}") for n in range(9)),
            *map(planned_question, slugs or (SLUG,)),
        ],
        rehearsals=[
            PlanTask(kind="rehearsal", title=rehearsal_title(one.title), minutes=30, gap="rehearsal")
            for one in CATALOGUE.loops[QUESTION.role].rounds
        ],
    )  # fmt: skip
    made_on = TODAY - timedelta(days=2)
    plan = make_plan(agenda, made_on=made_on, interview_on=None, hours_a_day=2)
    return sample().model_copy(update={"role": QUESTION.role, "plan": plan, "made_on": made_on})


@pytest.fixture
def planning(tmp_path):
    return Replanning(Afterwards(Debriefs(interviews(tmp_path))))


def over(planning, kind, slug=SLUG, *, at: datetime | None = None, report: str = ""):
    rooms = planning.interviews
    rooms = replace(rooms, now=lambda: at) if at else rooms
    texts = {one.kind: one.text for one in JUDGING.question(slug)[0].exemplars}
    done = rooms.say(rooms.start(slug, report=report).id, TurnKind.ANSWER, texts[kind], number=2)
    return done if done.is_over else rooms.say(done.id, TurnKind.STOP, "", number=len(done.turns) + 1)


def keep(planning, report, report_id="r1"):
    store = planning.interviews.store
    for sha in ("a" * 64, "b" * 64):
        store.save_document(sha256=sha, name="x", data=b"x")
    store.accept(
        StoredReport(id=report_id, state="accepted", created_at=NOON, cv_sha256="a" * 64, posting_sha256="b" * 64, options="{}")
    )  # fmt: skip
    store.finish(report_id, title="t", report=report.model_dump_json())
    return report_id


def test_without_rounds_the_report_is_the_one_that_was_made(planning):
    report = a_report()
    assert planning.report(report) is report


def test_a_weak_round_comes_first_from_tomorrow_and_leaves_with_the_round(planning):
    report = a_report()
    done = over(planning, ExemplarKind.WEAK)
    now = planning.report(report)
    days = {day.date: day for day in now.plan.days}
    (showing,) = planning.showings(report)
    assert days[TODAY] == report.plan.days[1]
    assert days[TODAY + timedelta(days=1)].tasks[0].ref == showing.drill.slug
    assert days[TODAY + timedelta(days=2)].tasks[0].ref == SLUG
    assert showing.weakest.name in days[TODAY + timedelta(days=2)].tasks[0].why
    assert planning.report(report) == now
    assert report.plan.update is None
    planning.interviews.delete(done.id)
    assert planning.report(report) == report


def test_a_good_round_takes_the_question_out(planning):
    report = a_report()
    over(planning, ExemplarKind.STRONG)
    now = planning.report(report)
    assert SLUG not in {one.ref for day in now.plan.days for one in day.tasks}
    assert [one.title for one in now.plan.update.changes if one.what == "dropped"] == [QUESTION.title]
    assert planning.weak(report) == ()


def test_what_is_weak_is_practised_first_one_a_question_with_its_days(planning):
    report = a_report()
    over(planning, ExemplarKind.WEAK)
    newest = over(planning, ExemplarKind.WEAK)
    ((showing, planned),) = planning.weak(report)
    assert showing.round == newest.id
    assert [task.round for _, task in planned.tasks] == [newest.id] * 2
    over(planning, ExemplarKind.STRONG)
    assert planning.weak(report) == ()


def test_only_finished_answered_rounds_of_the_role_count(planning):
    rooms = planning.interviews
    rooms.say(rooms.start(SLUG).id, TurnKind.ANSWER, "Open still.", number=2)
    rooms.say(rooms.start(SLUG).id, TurnKind.STOP, "", number=2)
    other = next(one for one in CATALOGUE.questions if one.role is not QUESTION.role)
    over(planning, ExemplarKind.WEAK, other.slug)
    assert planning.showings(a_report()) == ()


def test_three_rounds_of_a_question_are_read_at_most(planning):
    for day in range(5):
        over(planning, ExemplarKind.WEAK, at=NOON - timedelta(days=5 - day))
    found = planning.showings(a_report())
    assert [one.on for one in found] == [TODAY - timedelta(days=n) for n in (3, 2, 1)]


def test_a_round_is_read_once_however_often_a_report_is_opened(planning, monkeypatch):
    done, report = over(planning, ExemplarKind.WEAK), a_report()
    first = planning.report(report)
    planning.afterwards.rate_oneself(done.id, "2")
    monkeypatch.setattr(Debriefs, "debrief", lambda *_: pytest.fail("read again"))
    assert planning.report(report) == first


def test_a_debrief_is_told_its_days_in_the_newest_report_of_the_role(planning):
    done = over(planning, ExemplarKind.WEAK)
    assert planning.planned(done).words == ""
    other = next(one for one in Role if one is not QUESTION.role)
    keep(planning, sample().model_copy(update={"role": other}), "other")
    kept = keep(planning, a_report(), "mine")
    planned = planning.planned(done)
    assert planned.report == kept
    again = TODAY + timedelta(days=2)
    assert f"Sit it again: {QUESTION.title}” on {again:%A} {again.day} {again:%B}" in planned.words
    assert list(planning.to_read()) == [planning.interviews.round(done.id)]


def test_a_round_that_names_another_report_is_left_aside(planning):
    over(planning, ExemplarKind.WEAK, report="other")
    assert planning.showings(a_report(), "mine") == ()
    assert planning.showings(a_report(), "other") != ()


def test_a_good_round_of_a_loop_counts_as_its_rehearsal(planning):
    loops = Loops(planning.afterwards.debriefs)
    loop = loops.start(QUESTION.role, QUESTION.levels[0], random.Random(1))
    slot = loop.slots[0]
    begun = loops.next_round(loop.id)
    text = next(
        one.text for one in JUDGING.question(slot.question)[0].exemplars if one.kind is ExemplarKind.STRONG
    )
    done = planning.interviews.say(begun.id, TurnKind.ANSWER, text, number=2)
    if not done.is_over:
        planning.interviews.say(done.id, TurnKind.STOP, "", number=len(done.turns) + 1)
    (showing,) = planning.showings(a_report())
    title = next(one.title for one in CATALOGUE.loops[QUESTION.role].rounds if one.id == slot.focus)
    assert showing.rehearses == rehearsal_title(title)


def test_a_question_whose_pack_is_gone_is_left_aside(planning, monkeypatch):
    over(planning, ExemplarKind.WEAK)
    report = a_report()

    def gone(*_):
        raise InputError("No installed pack has it.", hint="", code="no_question")

    monkeypatch.setattr(type(JUDGING), "question", gone)
    assert planning.report(report) is report


def test_reports_of_before_are_still_read():
    kept = a_report().model_dump(mode="json")
    del kept["plan"]["update"]
    for day in kept["plan"]["days"]:
        for task in day["tasks"]:
            del task["round"], task["why"]
    assert Report.model_validate(kept) == a_report()
