"""A round that belongs to a report: its interviewer and its debrief hold what is said against the CV."""

import html
import re

import pytest
from tests.web.test_interviews import SLUG, ended, say

from greenroom.bootstrap import DebriefFormat
from greenroom.model.mock import TurnKind

FALSE = "We cut the false positives of the card fraud model by 70% with PyTorch, at 40M transactions a day."
LINE = "Led a team of 4 engineers that rebuilt the card fraud model with PyTorch, cutting false positives by 31% at 40M transactions a day."
ELSEWHERE = "When I was at Spotify, budgets were gone by noon as well."
TITLE = "Against your CV"


def begin(client, report_id, **more):
    page = client.post(
        "/interviews", data={"question": SLUG, "report": report_id, **more}, follow_redirects=True
    )
    assert page.status_code == 200
    return page


def one_round(room):
    (done,) = room.interviews.rounds()
    return done


def test_the_interviewer_asks_once_which_holds(client, room, report_id):
    page = say(client, begin(client, report_id), f"{FALSE} {ELSEWHERE}")
    probe = one_round(room).turns[-1]
    assert probe.kind is TurnKind.PROBE
    assert f"“{LINE}”" in probe.text
    assert f"“{FALSE}”" in probe.text
    assert html.escape(LINE) in page.text or LINE in page.text
    say(client, page, FALSE)
    assert sum("Your CV says" in turn.text for turn in one_round(room).turns) == 1


def test_the_debrief_and_every_file_say_what_differs(client, room, report_id):
    page = say(client, begin(client, report_id), f"{FALSE} {ELSEWHERE}")
    text = ended(client, page)
    assert all(one in text for one in (TITLE, LINE, FALSE, "Your CV does not name Spotify."))
    assert 'href="#turn-2"' in text
    assert f'name="report" value="{report_id}"' in text  # to sit it again
    read = room.afterwards.read(one_round(room).id)
    made = {form: room.render_debrief(read, form) for form in DebriefFormat}
    for form in (DebriefFormat.HTML, DebriefFormat.MARKDOWN, DebriefFormat.JSON):
        shown = html.unescape(made[form].decode()).replace("\\", "")
        assert all(one in shown for one in (LINE, FALSE, "Spotify")), form
    assert [one.kind for one in read.cv.differs] == ["figure"]
    assert [one.turn for one in (*read.cv.differs, *read.cv.unlisted)] == [2, 2]


def test_no_rating_looks_at_it(client, room, report_id):
    say(client, begin(client, report_id), FALSE)
    say(client, begin(client, ""), FALSE)
    alone, held = (
        room.afterwards.read(one.id) for one in sorted(room.interviews.rounds(), key=lambda one: one.report)
    )
    assert alone.cv is None
    assert held.cv.differs
    for one, other in zip(alone.debrief.cards, held.debrief.cards, strict=True):
        assert one.judgement == other.judgement


def test_a_round_whose_report_is_gone_goes_on_without_it(client, room, report_id):
    page = begin(client, report_id)
    room.store.delete_report(report_id)
    page = say(client, page, FALSE)
    assert "Your CV says" not in page.text
    assert TITLE not in ended(client, page)


def test_the_practice_page_leads_to_the_likeliest_question_not_sat(client, room, report_id):
    assert f'name="report" value="{report_id}"' in client.get(f"/reports/{report_id}/practice").text
    held = {one.slug for one in room.library.catalogue.questions}
    made = room.interviews.reports.read(room.store.report(report_id))
    wanted = [one.slug for one in made.questions if one.slug in held]
    for _ in wanted[:2]:
        client.post("/interviews", data={"report": report_id})
    assert [one.question for one in room.interviews.rounds()][::-1] == wanted[:2]
    assert {one.report for one in room.interviews.rounds()} == {report_id}


def test_a_round_of_a_report_is_sat_at_its_level(client, room, report_id):
    made = room.interviews.reports.read(room.store.report(report_id))
    question = next(one for one in room.library.catalogue.questions if made.level in one.levels[1:])
    client.post("/interviews", data={"report": report_id, "question": question.slug})
    client.post(
        "/interviews", data={"report": report_id, "question": question.slug, "level": question.levels[0]}
    )
    client.post("/interviews", data={"question": question.slug})
    levels = [one.level for one in room.interviews.rounds()][::-1]
    assert levels == [made.level, question.levels[0], question.levels[0]]


def test_a_report_can_be_chosen_where_there_is_one(client, report_id):
    page = client.get("/interviews").text
    assert re.search(rf'<select id="report"[^§]*<option value="{report_id}">Priya Raman', page)


def test_without_reports_there_is_nothing_to_choose(client):
    assert 'id="report"' not in client.get("/interviews").text


@pytest.mark.parametrize("report", ["gone", "r" * 200])
def test_a_report_that_is_not_there_is_told(client, report):
    answer = client.post("/interviews", data={"question": SLUG, "report": report})
    assert answer.status_code == 422
    assert "There is no report" in answer.text


def test_the_rounds_of_a_reports_loop_belong_to_it(client, room, report_id):
    loop = client.post("/loops", data={"report": report_id}).headers["location"]
    client.post(f"{loop}/next")
    assert one_round(room).report == report_id
