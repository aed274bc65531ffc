from __future__ import annotations

import json
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from tests.web.conftest import wait_for
from tests.web.sample import CV, POSTING

from greenroom.bootstrap import ReportFormat
from greenroom.errors import StoreError
from greenroom.model.report import Report
from greenroom.service.preparation import STEPS
from greenroom.web.contexts import ReportBar
from greenroom.web.report_page import report_page

BEGINNINGS = {
    "html": b"\n<!doctype html>",
    "pdf": b"%PDF-",
    "md": b"#",
    "json": b"{",
    "ics": b"BEGIN:VCALENDAR",
    "apkg": b"PK",
}


def accepted(client, room) -> str:
    """A report whose turn has not come."""
    client.app.state.site.maker.ask = lambda _id: None
    answer = client.post("/reports", data={"cv_text": CV, "posting_text": POSTING})
    return answer.headers["location"].removeprefix("/reports/")


def test_a_report_is_shown_with_the_bar_above_it(client, report_id):
    answer = client.get(f"/reports/{report_id}")
    page = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 200
    assert page.select_one("nav.app-bar") is not None
    assert "Priya Raman" in page.select_one("h1").get_text()
    assert [a["href"] for a in page.select(".downloads a")] == [
        f"/reports/{report_id}/download/{form.value}" for form in ReportFormat
    ]


def test_the_report_page_allows_its_own_style_and_script_and_nothing_inline_besides(client, report_id):
    answer = client.get(f"/reports/{report_id}")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'sha256-" in policy
    assert "style-src 'self' 'sha256-" in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "Content-Security-Policy" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_report_page_without_a_policy_is_not_shown():
    with pytest.raises(ValueError, match="no policy"):
        report_page(b'<html><header class="top"></header></html>', ReportBar(id="r", downloads=()))


@pytest.mark.parametrize("form", list(ReportFormat))
def test_every_format_can_be_downloaded(client, report_id, form):
    answer = client.get(f"/reports/{report_id}/download/{form.value}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == form.media_type
    assert answer.content.lstrip().startswith(BEGINNINGS[form.value].lstrip())
    disposition = unquote(answer.headers["content-disposition"])
    assert disposition.startswith("attachment")
    assert disposition.endswith(f"priya-raman-senior-machine-learning-engineer-harbour-health{form.suffix}")


def test_the_downloaded_json_is_the_report(client, report_id):
    report = Report.model_validate_json(client.get(f"/reports/{report_id}/download/json").content)
    assert report.candidate == "Priya Raman"


@pytest.mark.parametrize("path", ["download/exe", "download/..%2f..%2fetc", "nothing"])
def test_what_is_not_there_is_a_page_that_says_so(client, report_id, path):
    answer = client.get(f"/reports/{report_id}/{path}")
    assert answer.status_code == 404
    assert "Nothing here" in answer.text


@pytest.mark.parametrize("path", ["", "/progress", "/download/pdf", "/delete", "/profile", "/profile/forget"])
def test_an_unknown_report_is_not_found(client, path):
    assert client.get(f"/reports/unknown{path}").status_code == 404


@pytest.mark.parametrize("path", ["/again", "/delete", "/profile", "/profile/forget"])
def test_an_unknown_report_cannot_be_changed(client, path):
    assert client.post(f"/reports/unknown{path}").status_code == 404


def test_a_report_being_made_shows_its_steps_and_renews_itself(client, room):
    waiting = accepted(client, room)
    site = client.app.state.site
    site.maker._steps[waiting] = STEPS[2]
    page = BeautifulSoup(client.get(f"/reports/{waiting}").text, "lxml")
    assert [(li["class"], li.find(string=True)) for li in page.select(".steps li")] == [
        (["done"], STEPS[0]),
        (["done"], STEPS[1]),
        (["now"], STEPS[2]),
        (["later"], STEPS[3]),
    ]
    assert page.select_one("#steps")["hx-get"] == f"/reports/{waiting}/progress"
    assert page.select_one("noscript meta")["http-equiv"] == "refresh"
    part = client.get(f"/reports/{waiting}/progress")
    assert part.text.strip().startswith('<div id="steps"')
    assert "<html" not in part.text


def test_when_the_report_is_there_the_page_is_told(client, report_id):
    answer = client.get(f"/reports/{report_id}/progress")
    assert (answer.status_code, answer.headers["hx-refresh"]) == (204, "true")


def test_an_accepted_report_has_no_downloads_yet(client, room):
    assert client.get(f"/reports/{accepted(client, room)}/download/pdf").status_code == 404


def test_a_full_disk_while_making_is_said_and_the_report_can_be_tried_again(client, room, monkeypatch):
    finish = room.store.finish

    def full(*_args, **_more):
        raise StoreError("The disk is full.\nFree some space and try again.")

    monkeypatch.setattr(room.store, "finish", full)
    answer = client.post("/reports", data={"cv_text": CV, "posting_text": POSTING})
    made = answer.headers["location"]
    maker = client.app.state.site.maker
    wait_for(lambda: maker.problem(made.removeprefix("/reports/")) != "")
    page = BeautifulSoup(client.get(made).text, "lxml")
    assert "The disk is full." in page.get_text()
    assert page.select_one("noscript") is None
    monkeypatch.setattr(room.store, "finish", finish)
    assert client.post(page.select_one("#problem form")["action"]).status_code == 303
    wait_for(lambda: room.store.report(made.removeprefix("/reports/")).state == "done")


def test_a_bug_while_making_is_said_and_the_next_report_is_made(client, room, monkeypatch):
    good, calls = type(room.preparation).make, []

    def breaks_once(self, report_id, progress):
        calls.append(report_id)
        if len(calls) == 1:
            raise ZeroDivisionError
        return good(self, report_id, progress)

    monkeypatch.setattr(type(room.preparation), "make", breaks_once)
    first, second = (
        client.post("/reports", data={"cv_text": CV, "posting_text": POSTING + more}).headers["location"]
        for more in ("", "\nApply by Friday.")
    )
    wait_for(lambda: room.store.report(second.removeprefix("/reports/")).state == "done")
    page = client.get(first).text
    assert "inside Greenroom" in page
    assert "ZeroDivisionError" not in page


def test_a_report_of_another_version_offers_to_be_made_again(client, room, report_id):
    stored = room.store.report(report_id)
    old = json.loads(stored.report) | {"schema_version": 0}
    room.store.finish(report_id, title=stored.title, report=json.dumps(old))
    answer = client.get(f"/reports/{report_id}")
    assert answer.status_code == 409
    assert client.get(f"/reports/{report_id}/download/pdf").status_code == 409
    assert client.post(f"/reports/{report_id}/again").headers["location"] == f"/reports/{report_id}"
    wait_for(lambda: room.store.report(report_id).state == "done")
    assert client.get(f"/reports/{report_id}").status_code == 200


def test_deleting_asks_first_and_then_deletes(client, room, report_id):
    ask = BeautifulSoup(client.get(f"/reports/{report_id}/delete").text, "lxml")
    assert "Priya Raman" in ask.get_text()
    assert room.store.report(report_id) is not None
    answer = client.post(ask.select_one("form")["action"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert room.store.report(report_id) is None


def test_deleting_everything_asks_first_and_then_deletes(client, room, report_id):
    ask = BeautifulSoup(client.get("/delete-everything").text, "lxml")
    assert room.store.reports() != ()
    client.post(ask.select_one("form")["action"])
    assert room.store.reports() == ()
    assert not [path for path in room.data_folder.iterdir() if b"Northwind" in path.read_bytes()]
