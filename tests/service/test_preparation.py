"""The use case: what is refused before any work, and what it says."""

from datetime import date, timedelta

import pytest
from tests.preparation import ROOT, preparation

from greenroom.errors import ConfigError, InputError
from greenroom.service.preparation import STEPS, Options

TODAY = date(2026, 3, 2)


def both():
    room = preparation()
    cv = room.reader.read_file(ROOT / "samples" / "cv.pdf")
    return room, cv, room.reader.read_file(ROOT / "samples" / "posting.md", purpose="posting")


@pytest.mark.parametrize("days", [0, -1, -400])
def test_an_interview_that_is_not_ahead_cannot_be_planned_for(days):
    with pytest.raises(ConfigError):
        Options(made_on=TODAY, interview_on=TODAY + timedelta(days=days))


@pytest.mark.parametrize("hours", [0.0, 0.1, 12.5, -2.0])
def test_hours_that_no_day_has_are_refused(hours):
    with pytest.raises(ConfigError):
        Options(made_on=TODAY, hours_a_day=hours)


def test_the_same_file_twice_is_refused():
    room, cv, _ = both()
    with pytest.raises(InputError):
        room.report(cv, cv, Options(made_on=TODAY))


def test_swapped_files_are_told():
    room, cv, posting = both()
    with pytest.raises(InputError) as caught:
        room.report(posting, cv, Options(made_on=TODAY))
    assert caught.value.code == "swapped"


def test_progress_names_every_step_in_order():
    room, cv, posting = both()
    told: list[str] = []
    room.report(cv, posting, Options(made_on=TODAY), told.append)
    assert tuple(told) == STEPS


def test_the_report_is_of_the_day_it_was_asked_for():
    room, cv, posting = both()
    report = room.report(cv, posting, Options(made_on=TODAY, interview_on=date(2026, 3, 20), hours_a_day=1.5))
    assert report.made_on == TODAY
    assert report.plan.days[0].date == date(2026, 3, 3)
    assert report.plan.days[-1].date == date(2026, 3, 19)
    assert report.model_dump_json() == report.model_validate_json(report.model_dump_json()).model_dump_json()
