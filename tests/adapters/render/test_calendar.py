from datetime import date

from icalendar import Calendar
from tests.adapters.render.sample import bare, hostile

from greenroom.adapters.render.calendar import render_calendar


def test_it_is_the_golden_one(report, golden):
    golden("plan.ics", render_calendar(report).decode())


def test_one_event_a_working_day_and_the_interview(report):
    events = Calendar.from_ical(render_calendar(report)).walk("VEVENT")
    working = [day.date for day in report.plan.days if day.minutes]
    assert [event.decoded("dtstart") for event in events] == [*working, date(2026, 3, 24)]
    assert str(events[-1]["summary"]).startswith("Interview: Senior Machine Learning Engineer")
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_a_later_report_of_the_same_documents_updates_the_same_events(report):
    later = report.model_copy(update={"made_on": date(2026, 3, 9)})
    uids = [
        {str(e["uid"]) for e in Calendar.from_ical(render_calendar(r)).walk("VEVENT")}
        for r in (report, later)
    ]
    assert uids[0] == uids[1]


def test_no_line_of_a_document_becomes_a_property():
    events = Calendar.from_ical(render_calendar(hostile("x\r\nEND:VEVENT\nATTACH:http://evil.example"))).walk(
        "VEVENT"
    )
    assert len(events) == 19
    assert not any("attach" in event for event in events)


def test_without_days_there_are_no_events():
    assert Calendar.from_ical(render_calendar(bare())).walk("VEVENT") == []
