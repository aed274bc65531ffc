from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from tests.web.conftest import wait_for
from tests.web.sample import CV, POSTING

from greenroom.model.profile import Profile
from greenroom.model.report import Report


def page_of(answer):
    return BeautifulSoup(answer.text, "lxml")


def typed(page) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    out = {}
    for field in page.select("form.profile input, form.profile textarea"):
        if field.get("type") == "checkbox":
            if field.has_attr("checked"):
                out[field["name"]] = field["value"]
        elif field.name == "textarea":
            out[field["name"]] = field.get_text().removeprefix("\n").replace("\n", "\r\n")
        else:
            out[field["name"]] = field.get("value", "")
    return out


@pytest.fixture
def form(client, report_id):
    return typed(page_of(client.get(f"/reports/{report_id}/profile")))


@pytest.fixture
def save(client, report_id):
    return lambda form, do="save": client.post(f"/reports/{report_id}/profile", data={**form, "do": do})


def profile_of(room, report_id) -> Profile:
    stored = room.store.report(report_id)
    assert stored.state == "done", stored.error
    return Report.model_validate_json(stored.report).profile


def remade(room, report_id, answer) -> Profile:
    assert (answer.status_code, answer.headers["location"]) == (303, f"/reports/{report_id}")
    wait_for(lambda: room.store.report(report_id).state != "accepted")
    return profile_of(room, report_id)


def test_the_form_shows_what_was_read(form):
    assert form["name"] == "Priya Raman"
    assert form["email"] == "priya.raman@example.org"
    assert form["job-0-title"] == "Senior Machine Learning Engineer"
    assert form["job-0-employer"] == "Northwind Payments"
    assert form["job-0-start"] == "2021-03"
    assert form["job-0-current"] == "on"
    assert form["job-1-bullets"].split("\r\n\r\n")[2] == "Mentored two graduates."
    assert form["study-0-institution"] == "University of Bristol"
    assert "PyTorch" in "".join(value for name, value in form.items() if name.startswith("skill-"))


def test_beside_each_entry_stand_its_words_in_the_cv(client, report_id):
    page = page_of(client.get(f"/reports/{report_id}/profile"))
    marks = [mark.get_text() for mark in page.select("#job-1 .source mark")]
    assert "Bluefin Retail" in marks
    assert "September 2017 - February 2021" in marks
    assert "Mentored two graduates." in marks
    assert "priya.raman@example.org" in [mark.get_text() for mark in page.select(".source")[0].select("mark")]
    assert "Page 1" in page.select_one("#job-1 .source").get_text()


def test_every_input_has_a_label_of_its_own(client, report_id):
    page = page_of(client.get(f"/reports/{report_id}/profile"))
    inputs = page.select("form.profile input:not([type=hidden]), form.profile textarea")
    assert len(inputs) > 20
    for field in inputs:
        assert page.find("label", attrs={"for": field["id"]}) is not None, field["id"]
    ids = [found["id"] for found in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_saving_unchanged_changes_no_fact(room, report_id, form, save):
    before = profile_of(room, report_id)
    after = remade(room, report_id, save(form))
    for part in ("name", "email", "jobs", "studies", "projects", "total_months", "impact_claims"):
        assert getattr(after, part) == getattr(before, part), part
    assert [s for s in after.skills if s.listed] == [s for s in before.skills if s.listed]


def test_a_correction_is_kept_and_the_report_made_again(client, room, report_id, form, save):
    form |= {
        "name": "Priya N. Raman",
        "job-0-title": "Staff Machine Learning Engineer",
        "job-0-start": "2020-01",
    }
    after = remade(room, report_id, save(form))
    assert str(after.name) == "Priya N. Raman"
    assert str(after.jobs[0].title) == "Staff Machine Learning Engineer"
    assert after.jobs[0].period.start == "2020-01"
    assert after.total_months > 9 * 12
    assert room.store.report(report_id).title.startswith("Priya N. Raman")
    again = page_of(client.get(f"/reports/{report_id}/profile"))
    assert "You see your corrections" in again.get_text()
    assert typed(again)["job-0-title"] == "Staff Machine Learning Engineer"


def test_typed_words_have_no_span_and_words_of_the_document_keep_theirs(room, report_id, form, save):
    form |= {"job-0-title": "Chief Model Whisperer", "job-1-title": "Senior Machine Learning Engineer"}
    after = remade(room, report_id, save(form))
    assert after.jobs[0].title.span is None
    span = after.jobs[1].title.span
    assert CV[span.start : span.end] == "Senior Machine Learning Engineer"
    assert after.jobs[0].employer.span is not None


def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(client, room, report_id, form, save):
    form |= {
        "email": "nobody",
        "job-0-start": "soon",
        "job-1-end": "2010-01",
        "job-1-bullets": "Kept?\r\n\r\nYes.",
    }
    answer = save(form)
    assert answer.status_code == 422
    page = page_of(answer)
    assert {name: value for name, value in typed(page).items() if value != form.get(name)} == {}
    assert [a["href"] for a in page.select("#problem a")] == ["#email", "#job-0-start", "#job-1-end"]
    assert "“soon” is not a date" in page.find(id="job-0-start-wrong").get_text()
    assert page.find(id="job-0-start")["aria-invalid"] == "true"
    assert "job-0-start-wrong" in page.find(id="job-0-start")["aria-describedby"]
    assert room.store.correction(room.store.report(report_id).cv_sha256) is None


def test_a_job_needs_a_title_or_an_employer(form, save):
    answer = save(form | {"job-0-title": "", "job-0-employer": ""})
    assert answer.status_code == 422
    assert "title or the employer" in page_of(answer).select_one("#problem").get_text()


def test_a_job_still_held_has_no_end(form, save):
    answer = save(form | {"job-0-end": "2024-01"})
    assert "still hold has no end" in page_of(answer).select_one("#problem").get_text()


def test_a_row_can_be_added_filled_and_saved(room, report_id, form, save):
    page = page_of(save(form | {"name": "Typed Before"}, do="add-job"))
    assert page.find(id="job-2-title").has_attr("autofocus")
    assert typed(page)["name"] == "Typed Before"
    filled = typed(page) | {"job-2-employer": "Tiny Lab", "job-2-start": "2015", "job-2-end": "2016"}
    after = remade(room, report_id, save(filled))
    assert [str(job.employer) for job in after.jobs] == ["Northwind Payments", "Bluefin Retail", "Tiny Lab"]
    assert after.jobs[2].title is None


def test_an_added_row_left_empty_is_no_job(room, report_id, form, save):
    after = remade(room, report_id, save(typed(page_of(save(form, do="add-job")))))
    assert len(after.jobs) == 2


def test_a_removed_row_is_gone_and_the_others_keep_their_words(client, room, report_id, form, save):
    page = page_of(save(form, do="remove-job-0"))
    assert "Bluefin Retail" in page.select_one("#job-0 .source").get_text()
    after = remade(room, report_id, save(typed(page)))
    assert [str(job.employer) for job in after.jobs] == ["Bluefin Retail"]
    assert after.jobs[0].employer.span is not None


@pytest.mark.parametrize("do", ["remove-job-99", "remove-job", "add-nonsense", "", "remove-job--1"])
def test_a_button_that_is_not_there_breaks_nothing(form, save, do):
    assert save(form, do=do).status_code in {200, 303}


def test_corrections_can_be_forgotten(client, room, report_id, form, save):
    remade(room, report_id, save(form | {"name": "Someone Else"}))
    ask = page_of(client.get(f"/reports/{report_id}/profile/forget"))
    after = remade(room, report_id, client.post(ask.select_one("main form")["action"]))
    assert str(after.name) == "Priya Raman"
    assert room.store.correction(room.store.report(report_id).cv_sha256) is None


def test_a_correction_holds_for_the_next_report_of_the_same_cv(client, room, report_id, form, save):
    remade(room, report_id, save(form | {"name": "Priya N. Raman"}))
    answer = client.post("/reports", data={"cv_text": CV, "posting_text": POSTING + "\nApply by Friday."})
    second = answer.headers["location"].removeprefix("/reports/")
    wait_for(lambda: room.store.report(second).state == "done")
    assert str(profile_of(room, second).name) == "Priya N. Raman"


def test_markup_and_control_characters_stay_text(client, room, report_id, form, save):
    evil = "</textarea><script>alert(1)</script> \x00\x1b\x85 😀 “q”: {a: b} # c"
    after = remade(room, report_id, save(form | {"summary": evil, "job-0-bullets": evil, "name": evil}))
    assert str(after.jobs[0].bullets[0]).startswith("</textarea><script>alert(1)</script>")
    assert "😀 “q”: {a: b} # c" in str(after.summary)
    page = client.get(f"/reports/{report_id}/profile")
    assert "<script>alert" not in page.text
    assert "<script>alert" not in client.get(f"/reports/{report_id}").text
