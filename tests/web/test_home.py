from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from tests.web.conftest import client_of, wait_for
from tests.web.sample import CV, POSTING, SHORT_POSTING

from greenroom.errors import StoreError
from greenroom.web.guard import MAX_FILE_BYTES

FILES = {"cv_file": ("priya.txt", CV.encode()), "posting_file": ("harbour.txt", POSTING.encode())}


def soup(answer):
    return BeautifulSoup(answer.text, "lxml")


def problem(answer) -> str:
    return " ".join(soup(answer).select_one("#problem").get_text(" ").split())


def test_the_first_page_says_that_nothing_leaves_the_machine(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "Nothing leaves this machine" in page.text
    assert "Earlier reports" not in page.text


def test_two_files_make_a_report(client, room):
    answer = client.post("/reports", files=FILES, data={"hours_a_day": "1.5", "interview_on": ""})
    assert answer.status_code == 303
    kept = room.store.report(answer.headers["location"].removeprefix("/reports/"))
    assert room.store.document(kept.cv_sha256) == ("priya.txt", CV.encode())
    assert room.store.document(kept.posting_sha256) == ("harbour.txt", POSTING.encode())
    assert '"hours_a_day": 1.5' in kept.options


def test_pasted_texts_make_a_report_with_unix_line_breaks(client, room):
    answer = client.post("/reports", data={"cv_text": CV.replace("\n", "\r\n"), "posting_text": POSTING})
    kept = room.store.report(answer.headers["location"].removeprefix("/reports/"))
    assert room.store.document(kept.cv_sha256) == ("Pasted CV", CV.encode())


def test_htmx_is_led_on_by_a_header(client):
    answer = client.post(
        "/reports", data={"cv_text": CV, "posting_text": POSTING}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 204
    assert re.fullmatch(r"/reports/\w+", answer.headers["hx-redirect"])


@pytest.mark.parametrize(
    ("given", "says", "field"),
    [
        ({"posting_text": POSTING}, "The CV is missing.", "cv_file"),
        ({"cv_text": CV}, "The job description is missing.", "posting_file"),
        ({"cv_text": "   \n", "posting_text": POSTING}, "The CV is missing.", "cv_file"),
        (
            {"cv_text": CV, "posting_text": POSTING, "hours_a_day": "many"},
            "“many” is not a number",
            "hours_a_day",
        ),
        ({"cv_text": CV, "posting_text": POSTING, "hours_a_day": "40"}, "40 hours a day", "hours_a_day"),
        (
            {"cv_text": CV, "posting_text": POSTING, "interview_on": "soon"},
            "“soon” is not a date",
            "interview_on",
        ),
        ({"cv_text": CV, "posting_text": POSTING, "interview_on": "2020-01-01"}, "not after", "interview_on"),
    ],
)
def test_what_cannot_be_used_is_said_above_the_form_and_nothing_typed_is_lost(
    client, room, given, says, field
):
    answer = client.post("/reports", data=given)
    assert answer.status_code == 422
    assert says in problem(answer)
    page = soup(answer)
    assert page.select_one("#problem")["data-field"] == field
    assert page.find(id=field)["aria-invalid"] == "true"
    for name in ("cv_text", "posting_text"):
        assert page.find(id=name).get_text().strip() == given.get(name, "").strip()
    for name in ("hours_a_day", "interview_on"):
        if name in given:
            assert page.find(id=name)["value"] == given[name]
    assert room.store.reports() == ()


def test_swapped_inputs_are_told(client):
    answer = client.post("/reports", data={"cv_text": POSTING, "posting_text": CV})
    assert answer.status_code == 422
    assert "looks like a job description" in problem(answer)


def test_a_file_that_cannot_be_read_is_named_and_to_be_chosen_again(client):
    answer = client.post(
        "/reports", files={"cv_file": ("cv.pdf", b"%PDF-1.7 broken")}, data={"posting_text": POSTING}
    )
    assert answer.status_code == 422
    assert "cv.pdf" in problem(answer)
    assert "choose cv.pdf again" in problem(answer)
    assert soup(answer).find(id="posting_text").get_text().strip() == POSTING.strip()


def test_in_place_the_files_stay_in_the_form_and_need_no_choosing(client):
    answer = client.post(
        "/reports",
        files={"cv_file": ("cv.pdf", b"%PDF-1.7 broken")},
        data={"posting_text": POSTING},
        headers={"HX-Request": "true"},
    )
    assert "cv.pdf" in problem(answer)
    assert "choose" not in problem(answer)


def test_a_file_and_a_text_for_one_input_are_not_guessed_between(client):
    answer = client.post("/reports", files=FILES, data={"cv_text": "another"})
    assert answer.status_code == 422
    assert "both a file (priya.txt) and a text" in problem(answer)


def test_a_file_above_the_limit_is_413_and_the_text_is_kept(client):
    large = b"x" * (MAX_FILE_BYTES + 1)
    answer = client.post("/reports", files={"cv_file": ("big.txt", large)}, data={"posting_text": POSTING})
    assert answer.status_code == 413
    assert "big.txt is 10 MB; at most 10 MB" in problem(answer)
    assert soup(answer).find(id="posting_text").get_text().strip() == POSTING.strip()


def test_markup_in_what_was_typed_stays_text(client):
    evil = '</textarea><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    answer = client.post("/reports", data={"posting_text": evil, "interview_on": evil})
    page = soup(answer)
    assert page.find(id="posting_text").get_text().strip() == evil
    assert not page.select("main script, main img")


def test_a_full_disk_loses_nothing_typed(client, room, monkeypatch):
    def full(**_more):
        raise StoreError("The disk is full.\nFree some space and try again.")

    monkeypatch.setattr(room.store, "save_document", full)
    answer = client.post("/reports", data={"cv_text": CV, "posting_text": POSTING})
    assert answer.status_code == 503
    assert problem(answer) == "The disk is full. Free some space and try again."
    assert soup(answer).find(id="cv_text").get_text().strip() == CV.strip()


def test_earlier_reports_are_listed_and_can_be_opened(client, report_id):
    page = soup(client.get("/"))
    link = page.select_one(".reports a")
    assert link["href"] == f"/reports/{report_id}"
    assert link.get_text().startswith("Priya Raman: Senior Machine Learning Engineer")


def test_the_same_cv_can_be_used_for_another_posting(client, room, report_id):
    page = soup(client.get(f"/?cv_of={report_id}"))
    assert page.find(id="cv_text").get_text().strip() == CV.strip()
    assert page.find(id="posting_text").get_text().strip() == ""


def test_a_kept_file_is_used_when_no_other_is_given(client, room):
    first = client.post("/reports", files=FILES).headers["location"].removeprefix("/reports/")
    page = soup(client.get(f"/?cv_of={first}"))
    assert "priya.txt is kept from before" in page.get_text()
    kept = page.find("input", {"name": "cv_kept"})["value"]
    second = client.post("/reports", data={"cv_kept": kept, "posting_text": POSTING + "\nApply by Friday."})
    assert second.status_code == 303
    report = room.store.report(second.headers["location"].removeprefix("/reports/"))
    assert report.cv_sha256 == kept


def test_a_report_that_failed_can_be_mended_without_giving_all_again(client, room):
    later = (date.today() + timedelta(days=30)).isoformat()  # noqa: DTZ011 - the user's day
    answer = client.post(
        "/reports",
        files={"cv_file": FILES["cv_file"]},
        data={"posting_text": SHORT_POSTING, "interview_on": later},
    )
    failed = answer.headers["location"].removeprefix("/reports/")
    wait_for(lambda: room.store.report(failed).state == "failed")
    page = soup(client.get(f"/reports/{failed}"))
    assert "9 words are too few" in page.get_text()
    form = soup(client.get(page.select_one("a.primary")["href"]))
    assert form.find(id="posting_text").get_text().strip() == SHORT_POSTING
    assert form.find(id="interview_on")["value"] == later
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    again = client.post("/reports", data={**hidden, "posting_text": POSTING})
    assert again.status_code == 303
    assert room.store.report(failed) is None
    assert [f"/reports/{r.id}" for r in room.store.reports()] == [again.headers["location"]]


def test_unfinished_reports_are_made_when_the_server_starts(room):
    with client_of(room) as first:
        first.app.state.site.maker.ask = lambda _id: None  # the server dies before it begins
        answer = first.post("/reports", data={"cv_text": CV, "posting_text": POSTING})
    waiting = answer.headers["location"].removeprefix("/reports/")
    assert room.store.report(waiting).state == "accepted"
    with client_of(room):
        wait_for(lambda: room.store.report(waiting).state == "done")


def test_who_has_nothing_at_hand_can_see_the_sample(client, room):
    assert 'action="/sample"' in client.get("/").text
    answer = client.post("/sample")
    assert answer.status_code == 303
    (stored,) = room.store.reports()
    assert answer.headers["location"].endswith(f"/reports/{stored.id}")


def test_everything_can_be_deleted_also_where_only_a_correction_is_kept(client):
    assert 'href="/delete-everything"' in client.get("/").text
