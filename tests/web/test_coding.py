"""The pages of coding rounds."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from greenroom.errors import SandboxError

SLUG = "merge-sorted-streams"
LAZY = "import heapq\r\n\r\n\r\ndef merge(streams):\r\n    yield from heapq.merge(*streams, key=lambda record: record[0])\r\n"
EMPTY = "def merge(streams):\n    return []\n"


@pytest.fixture(autouse=True)
def held(room):
    try:
        return room.sandbox
    except SandboxError as error:
        pytest.skip(f"no sandbox on this machine: {error}")


def work(client, do, code=EMPTY, **more):
    return client.post(f"/code/{SLUG}", data={"do": do, "code": code, **more})


def test_exercises_are_listed_by_family(client):
    page = client.get("/code").text
    assert "Data plumbing" in page
    assert f'href="/code/{SLUG}"' in page


def test_the_visible_tests_run_without_keeping_anything(client, room):
    page = work(client, "test")
    assert page.status_code == 200
    text = html.unescape(page.text)
    assert "0 of 2 visible tests passed" in text
    assert "the result should have 4 items, has 0" in text
    assert "hidden" not in re.findall(r"<ol class=\"cases\">.*?</ol>", text, re.DOTALL)[0]
    assert EMPTY.strip() in text  # what was typed stays
    assert room.coding.round(SLUG).submissions == ()


def test_a_submission_is_kept_and_its_verdict_is_shown(client, room):
    page = client.get(work(client, "submit", LAZY).headers["location"])
    assert "9 of 9 tests passed" in page.text
    assert "\r" not in room.coding.round(SLUG).submissions[-1].code
    assert "solved" in client.get("/code").text
    assert "Talk it through" in page.text


def test_what_changed_since_the_last_attempt_is_shown(client):
    work(client, "submit", EMPTY)
    page = html.unescape(client.get(work(client, "submit", LAZY).headers["location"]).text)
    assert '<span class="taken">-     return []</span>' in page
    assert '<span class="added">+ import heapq</span>' in page


def test_the_reference_is_hidden_until_something_was_handed_in(client, room):
    assert work(client, "reveal").status_code == 422
    assert "heapq" not in client.get(f"/code/{SLUG}").text
    work(client, "submit")
    page = client.get(work(client, "reveal").headers["location"])
    assert html.escape(room.coding.exercise(SLUG).reference.code.splitlines()[-1]) in page.text


def test_a_hint_is_taken_and_told_with_its_price(client, room):
    first = room.coding.exercise(SLUG).hints[0]
    assert first.text not in html.unescape(client.get(f"/code/{SLUG}").text)
    page = html.unescape(work(client, "hint", "x = 1\n").text)
    assert first.text in page
    assert "x = 1" in page


def test_a_question_is_answered_from_the_sheet(client):
    page = html.unescape(work(client, "ask", asked="Can a stream be empty?").text)
    assert "Both happen" in page


def test_what_the_code_prints_is_shown_as_text(client):
    page = work(
        client, "test", "print('<script>alert(1)</script>')\n\n\ndef merge(streams):\n    return []\n"
    ).text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_an_empty_file_and_an_unknown_exercise_are_refused_in_words(client):
    page = work(client, "submit", "  ")
    assert page.status_code == 422
    assert "The file is empty." in page.text
    assert client.get("/code/no-such-thing").status_code == 404


def test_without_a_sandbox_the_page_says_so_and_keeps_the_code(client, room, monkeypatch):
    def none():
        raise SandboxError("No sandbox holds here.\nInstall bubblewrap.")

    monkeypatch.setitem(room.__dict__, "coding", replace(room.coding, grading=none))
    page = work(client, "submit", LAZY)
    assert page.status_code == 422
    assert "Install bubblewrap." in page.text
    assert room.coding.round(SLUG).submissions[-1].verdict is None


def test_an_exercise_that_is_not_there_is_not_found_and_near_ones_are_named(client):
    answer = client.get("/code/merge-sorted-stream")
    assert answer.status_code == 404
    assert "Did you mean: merge-sorted-streams" in answer.text
