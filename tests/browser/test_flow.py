"""The whole way through the pages, as people go it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.web.sample import CV, POSTING, SHORT_POSTING

from greenroom.web.guard import MAX_FILE_BYTES

CV_FILE = {"name": "priya.txt", "mimeType": "text/plain", "buffer": CV.encode()}
POSTING_FILE = {"name": "harbour.txt", "mimeType": "text/plain", "buffer": POSTING.encode()}
REPORT = re.compile(r"/reports/\w+$")
DROP = """([selector, files]) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name, {type: "text/plain"}));
    const at = document.querySelector(selector);
    for (const type of ["dragover", "drop"])
        at.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: data}));
}"""
CHOSEN = "() => ['cv_file', 'posting_file'].map(id => document.getElementById(id).files[0]?.name ?? null)"


def paste(page):
    page.goto("/")
    page.get_by_label("Or paste its text").first.fill(CV)
    page.get_by_label("Or paste its text").last.fill(POSTING)


def make(page):
    paste(page)
    page.get_by_role("button", name="Make the report").click()
    page.wait_for_url(REPORT)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Priya Raman")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("width", [1280, 390])
def test_from_pasted_texts_to_everything_deleted(visit, room, width, scripts):
    page = visit.page(width=width, scripts=scripts)
    make(page)
    bar = page.get_by_role("navigation", name="Greenroom")

    bar.get_by_text("Download").click()
    with page.expect_download() as download:
        bar.get_by_role("link", name="PDF").click()
    assert (
        download.value.suggested_filename == "priya-raman-senior-machine-learning-engineer-harbour-health.pdf"
    )
    assert download.value.path().read_bytes().startswith(b"%PDF")

    bar.get_by_role("link", name="Correct the profile").click()
    page.get_by_label("Name", exact=True).fill("Priya N. Raman")
    page.locator(".save button").click()
    page.wait_for_url(REPORT)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Priya N. Raman")

    bar.get_by_role("link", name="Greenroom").click()
    expect(page.locator(".reports a").first).to_contain_text("Priya N. Raman")
    page.get_by_role("link", name=re.compile("^Same CV, another posting")).click()
    page.get_by_label("Or paste its text").last.fill(POSTING + "\nApply by Friday.")
    page.get_by_role("button", name="Make the report").click()
    page.wait_for_url(REPORT)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Priya N. Raman")

    page.get_by_role("link", name="Delete", exact=True).click()
    page.get_by_role("button", name="Delete the report").click()
    expect(page.locator(".reports li")).to_have_count(1)
    page.get_by_role("link", name="Delete everything").click()
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("Earlier reports")).to_have_count(0)
    assert room.store.reports() == ()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_chosen_files_make_a_report(visit, scripts):
    page = visit.page(scripts=scripts)
    page.goto("/")
    page.set_input_files("#cv_file", CV_FILE)
    page.set_input_files("#posting_file", POSTING_FILE)
    page.get_by_role("button", name="Make the report").click()
    page.wait_for_url(REPORT)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Priya Raman")


def test_files_are_dropped_each_on_its_side(visit):
    page = visit.page()
    page.goto("/")
    page.evaluate(DROP, ["[data-side=posting] .drop", [["harbour.txt", POSTING]]])
    assert page.evaluate(CHOSEN) == [None, "harbour.txt"]
    page.evaluate(DROP, ["h1", [["priya.txt", CV]]])  # beside both: into the one that is still empty
    assert page.evaluate(CHOSEN) == ["priya.txt", "harbour.txt"]
    page.get_by_role("button", name="Make the report").click()
    page.wait_for_url(REPORT)


def test_two_files_dropped_at_once_are_told_apart_by_name(visit):
    page = visit.page()
    page.goto("/")
    page.evaluate(DROP, ["h1", [["harbour.txt", POSTING], ["priya_cv.txt", CV]]])
    assert page.evaluate(CHOSEN) == ["priya_cv.txt", "harbour.txt"]
    page.get_by_role("button", name="Take the file out").first.click()
    assert page.evaluate(CHOSEN) == [None, "harbour.txt"]


def test_a_refusal_keeps_texts_and_chosen_files_in_the_form(visit):
    page = visit.page()
    page.goto("/")
    page.set_input_files("#cv_file", CV_FILE)
    page.get_by_role("button", name="Make the report").click()
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("The job description is missing.")
    expect(problem).to_be_focused()
    assert page.evaluate(CHOSEN) == ["priya.txt", None]
    page.get_by_label("Or paste its text").last.fill(POSTING)
    page.get_by_role("button", name="Make the report").click()
    page.wait_for_url(REPORT)


def test_a_file_above_the_limit_is_told_before_it_is_sent(visit, tmp_path):
    (tmp_path / "big.txt").write_bytes(b"x" * (MAX_FILE_BYTES + 1))
    page = visit.page()
    page.goto("/")
    page.set_input_files("#cv_file", tmp_path / "big.txt")
    expect(page.locator("#cv_file-wrong")).to_contain_text("at most 10 MB")
    page.set_input_files("#cv_file", CV_FILE)
    expect(page.locator("#cv_file-wrong")).to_be_hidden()


def test_without_scripts_the_browser_still_gets_an_answer_to_too_much(visit, tmp_path):
    (tmp_path / "big.txt").write_bytes(b"x" * (2 * MAX_FILE_BYTES + 2_000_000))
    page = visit.page(scripts=False)
    page.goto("/")
    page.set_input_files("#cv_file", tmp_path / "big.txt")
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Too large")


def test_a_server_that_is_gone_loses_nothing_typed(visit):
    page = visit.page()
    paste(page)
    page.route("**/reports", lambda route: route.abort())
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    assert page.get_by_label("Or paste its text").first.input_value() == CV
    visit.complaints.clear()  # the broken connection is on the console, as it should be


def test_a_failed_report_is_mended_from_what_was_kept(visit):
    page = visit.page()
    page.goto("/")
    page.set_input_files("#cv_file", CV_FILE)
    page.get_by_label("Or paste its text").last.fill(SHORT_POSTING)
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("No report yet")
    page.get_by_role("link", name="Mend it and try again").click()
    expect(page.get_by_text("priya.txt is kept from before")).to_be_visible()
    page.get_by_label("Or paste its text").last.fill(POSTING)
    page.get_by_role("button", name="Make the report").click()
    expect(page.locator("h1")).to_contain_text("Priya Raman")
    page.goto("/")
    expect(page.locator(".reports li")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_rows_are_added_and_removed_and_problems_lead_to_their_field(visit, scripts):
    page = visit.page(scripts=scripts)
    make(page)
    page.get_by_role("link", name="Correct the profile").click()
    page.get_by_label("Name", exact=True).fill("Typed before")
    page.get_by_role("button", name="Add a job").click()
    title = page.locator("#job-2-title")
    expect(title).to_be_focused()
    title.fill("Intern")
    page.locator("#job-2-start").fill("long ago")
    page.locator(".save button").click()
    expect(page.get_by_role("alert")).to_contain_text("“long ago” is not a date")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Typed before")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#job-2-start")).to_be_in_viewport()
    page.get_by_role("button", name="Remove Intern").click()
    expect(page.locator("#job-2-title")).to_have_count(0)


def test_the_theme_is_one_choice_for_the_pages_and_the_report(visit):
    page = visit.page()
    make(page)
    page.get_by_role("button", name="Dark theme").click()
    page.get_by_role("link", name="Greenroom", exact=True).click()
    expect(page.get_by_role("button", name="Light theme")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
