"""A plan that mock rounds have changed: every format says from what, what changed and why a task stands where it stands."""

import json
from datetime import date, timedelta

import pytest
from icalendar import Calendar
from tests.prepare.test_replan import question

from greenroom.adapters.render import ReportFormat, render
from greenroom.adapters.render.calendar import render_calendar
from greenroom.adapters.render.plan_chart import calendar_days, changes, update_text
from greenroom.model.plan import PlanUpdate
from greenroom.model.question import Criterion
from greenroom.prepare.replan import replanned
from greenroom.prepare.showing import Showing

SLUGS = {"Direction without authority": "direction"}


@pytest.fixture
def renewed(report):
    """The sample after a weak round on its second day and a good one on a question it plans for later."""
    second = report.plan.days[1].date
    days = [
        day.model_copy(update={"tasks": tuple(one.model_copy(update={"ref": SLUGS.get(one.title, one.ref)}) for one in day.tasks)})
        for day in report.plan.days
    ]  # fmt: skip
    plan = report.plan.model_copy(update={"days": tuple(days)})
    weak = Showing(
        round="r1", on=second, question=question("two-thresholds"), verdict="lean no hire", is_good=False,
        weakest=Criterion.model_construct(id="rollback", name="Takes it <back> [in time]"),
    )  # fmt: skip
    good = Showing(round="r2", on=second, question=question("direction"), verdict="lean hire", is_good=True)
    plan = replanned(plan, [weak, good], today=second, sittable=set())
    return report.model_copy(update={"plan": plan})


def test_it_is_the_golden_one(renewed, golden):
    text = render(renewed, ReportFormat.MARKDOWN).decode()
    start = text.index("Made anew from what")
    golden("replanned.md", text[start : text.index("\n## ", start)])


def test_the_line_and_the_list_say_what_changed(renewed, report):
    assert update_text(report.plan) == ""
    assert changes(report.plan) == ()
    assert "2 rounds" in update_text(renewed.plan)
    assert [heading for heading, _ in changes(renewed.plan)] == ["Comes first", "Taken out", "Made anew from"]


def test_the_page_shows_it_with_every_text_escaped(renewed, report):
    page = render(renewed, ReportFormat.HTML).decode()
    assert "What changed" in page
    assert "weakest was Takes it &lt;back&gt; [in time]" in page
    assert "What changed" not in render(report, ReportFormat.HTML).decode()


def test_json_holds_all_of_it(renewed):
    plan = json.loads(render(renewed, ReportFormat.JSON))["plan"]
    assert plan["update"]["rounds"]
    assert any(task["round"] == "r1" for day in plan["days"] for task in day["tasks"])


def test_the_pdf_says_it(renewed):
    import pypdfium2

    pages = pypdfium2.PdfDocument(render(renewed, ReportFormat.PDF))
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    assert "Made anew from what 2 rounds showed" in text
    assert "Comes first" in text


def test_the_calendar_is_a_newer_version_of_the_same_events(renewed, report):
    before, now = (
        {str(e["uid"]): e for e in Calendar.from_ical(render_calendar(it)).walk("VEVENT")}
        for it in (report, renewed)
    )
    assert set(before) <= set(now)
    assert all("sequence" not in e for e in before.values())
    assert all(int(e["sequence"]) > 0 for e in now.values())
    assert all(now[uid].decoded("dtstamp") > e.decoded("dtstamp") for uid, e in before.items())
    assert any("weakest was" in str(e["description"]) for e in now.values())


def test_a_day_without_work_any_more_is_cancelled(report):
    day = next(one for one in report.plan.days if one.minutes)
    empty = day.model_copy(update={"tasks": ()})
    days = tuple(empty if one is day else one for one in report.plan.days)
    update = PlanUpdate(since=day.date, rounds=("one",), changes=(), freed=(day.date,))
    freed = report.model_copy(
        update={"plan": report.plan.model_copy(update={"days": days, "update": update})}
    )
    events = Calendar.from_ical(render_calendar(freed)).walk("VEVENT")
    assert [e.decoded("dtstart") for e in events if e.get("status") == "CANCELLED"] == [day.date]


def test_the_chart_shows_the_days_as_they_are_now(renewed):
    shown = {one.date: one.day for one in calendar_days(renewed.plan) if one.day}
    after = renewed.plan.days[2].date
    assert isinstance(after, date)
    assert shown[after].tasks[0].round == "r1"
    assert shown[after - timedelta(days=1)] == renewed.plan.days[1]
