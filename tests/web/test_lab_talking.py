"""From the console of a lab to the round on it: the button, the lines beside what is said, and the debrief."""

from __future__ import annotations

import html
import re

import pytest
from tests.web.test_interviews import ended, say

from greenroom.bootstrap import DebriefFormat
from greenroom.model.mock import TurnKind

SLUG = "first-week-on-call"
LINES = ("run-until alert", "rollback", "update Some <b>customers</b> are declined.")
SAID = "The mismatch share was 0.6 and is usually 0.01; I would take that one release back and look in two hours."


@pytest.fixture
def run(client, room):
    client.post("/labs", data={"scenario": SLUG, "seed": "3"})
    return room.labs.run()


@pytest.fixture
def played(client, run):
    for line in LINES:
        assert client.post(f"/labs/{run.id}", data={"line": line}).status_code == 303
    return run


def talk(client, run, about="incident"):
    return client.post(f"/labs/{run.id}/talk", data={"about": about}, follow_redirects=True)


def listing(page):
    """The numbers and the lines that a page shows."""
    numbers, lines = re.search(
        r'<pre class="numbers"[^>]*>(.*?)</pre>\s*<pre><code>(.*?)</code>', page.text, re.DOTALL
    ).groups()
    shown = re.sub(r'<span class="vh">.*?</span>', "", lines)
    return numbers.split("\n"), html.unescape(re.sub(r"</?mark[^>]*>", "", shown)).rstrip("\n").split("\n")


def test_it_is_offered_once_something_was_done(client, run):
    assert f'action="/labs/{run.id}/talk"' not in client.get(f"/labs/{run.id}").text
    answer = talk(client, run)
    assert answer.status_code == 422
    assert "Nothing was done in this lab yet" in answer.text
    client.post(f"/labs/{run.id}", data={"line": "run-until alert"})
    assert f'action="/labs/{run.id}/talk"' in client.get(f"/labs/{run.id}").text


def test_the_round_shows_the_lines_and_a_line_asked_about_is_marked(client, room, played):
    page = talk(client, played)
    numbers, lines = listing(page)
    assert numbers == ["1", "2", "3"]
    assert [line.split("  ")[1] for line in lines] == list(LINES)
    assert "<b>customers</b>" not in page.text
    for _ in range(4):
        page = say(client, page, SAID)
    (done,) = room.interviews.rounds()
    assert done.question == "what-you-saw-and-did"
    assert any("“rollback”" in turn.text for turn in done.of(TurnKind.CODE))
    assert '<mark id="line-2">' in page.text
    assert listing(page)[1] == lines


def test_it_is_taken_up_again_and_the_note_is_another_round(client, room, played):
    first = talk(client, played)
    assert talk(client, played).url == first.url
    assert talk(client, played, "nonsense").url == first.url
    assert talk(client, played, "note").url != first.url
    assert {one.question for one in room.interviews.rounds()} == {
        "what-you-saw-and-did",
        "the-note-afterwards",
    }


def test_the_debrief_shows_the_lines_in_every_format_and_leads_back_to_the_run(client, room, played):
    text = ended(client, say(client, talk(client, played), SAID))
    assert "run-until alert" in text
    assert f'href="/labs/{played.id}"' in text
    read = room.afterwards.read(room.interviews.rounds()[0].id)
    made = {form: room.render_debrief(read, form) for form in DebriefFormat}
    assert "run-until alert" in made[DebriefFormat.MARKDOWN].decode()
    assert f"greenroom lab talk --run {played.id}" in made[DebriefFormat.MARKDOWN].decode()
    for form in (DebriefFormat.MARKDOWN, DebriefFormat.HTML):
        assert "What you did: First week on call" in made[form].decode()
        assert "nothing was measured" not in made[form].decode()
    assert made[DebriefFormat.PDF].startswith(b"%PDF")


@pytest.mark.parametrize("about", ["incident", "note"])
def test_again_is_the_same_round_anew_on_the_run_at_the_level_it_had(client, room, played, about):
    client.post(f"/labs/{played.id}/talk", data={"about": about, "level": "staff"})
    first = room.interviews.rounds()[0]
    assert first.level == "staff"
    text = ended(client, say(client, client.get(f"/interviews/{first.id}"), SAID))
    form = re.search(rf'<form method="post" action="/labs/{played.id}/talk">.*?</form>', text)[0]
    data = dict(re.findall(r'name="(\w+)" value="(\w+)"', form))
    client.post(f"/labs/{played.id}/talk", data=data)
    again = room.interviews.rounds()[0]
    assert again.id != first.id
    assert (again.question, again.level, again.submission) == (first.question, first.level, first.submission)


def test_a_run_that_is_not_there_is_a_404(client):
    assert client.post("/labs/0123456789ab/talk", data={"about": "note"}).status_code == 404
