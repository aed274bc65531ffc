"""The pages of a round on handed-in code: the button, the code beside what is said, and the debrief in every format."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime

import pytest
from tests.web.test_interviews import ended, say

from greenroom.bootstrap import DebriefFormat
from greenroom.model.coding import CodingStep, StepKind
from greenroom.model.mock import TurnKind
from greenroom.model.verdict import CaseVerdict, Outcome, Verdict

SLUG = "merge-sorted-streams"
CODE = 'def merge(streams):\n    rows = [row for stream in streams for row in stream]  # <all> & "more"\n    \n    # a\ttab\n    yield from sorted(rows)\n'
SAID = "It holds every record at once, so at 400 million records of 240 bytes it is 96 gigabytes; I would drop columns first."
VERDICT = Verdict(
    cases=(
        CaseVerdict(case="two-streams", why="plain", shown=True, outcome=Outcome.PASSED),
        CaseVerdict(case="long-streams", why="kept small", shown=False, outcome=Outcome.MEMORY, says="took 120 MB more than the reference; 32 MB more are allowed"),
    ),
    peak_mb=151, sandbox="none",
)  # fmt: skip


def hand_in(room, code=CODE, verdict=VERDICT, name="s1"):
    room.store.add_coding_step(
        CodingStep(
            id=name, exercise=SLUG, kind=StepKind.SUBMITTED, at=datetime.now(UTC), code=code, verdict=verdict
        )
    )


def talk(client, **more):
    return client.post(f"/code/{SLUG}", data={"do": "talk", "code": "", **more}, follow_redirects=True)


def listing(page):
    """The numbers and the code that a page shows."""
    numbers, code = re.search(
        r'<pre class="numbers"[^>]*>(.*?)</pre>\s*<pre><code>(.*?)</code>', page.text, re.DOTALL
    ).groups()
    shown = re.sub(r'<span class="vh">.*?</span>', "", code)
    return numbers.split("\n"), html.unescape(re.sub(r"</?mark[^>]*>", "", shown))


def test_it_is_offered_once_something_was_handed_in(client, room):
    assert "Talk it through" not in client.get(f"/code/{SLUG}").text
    answer = client.post(f"/code/{SLUG}", data={"do": "talk", "code": CODE})
    assert answer.status_code == 422
    assert "no code to talk about" in answer.text
    hand_in(room)
    page = client.get(f"/code/{SLUG}").text
    assert "Talk it through" in page
    assert re.findall(r'<option value="(\w+)"', page) == [
        one.value for one in room.coding.exercise(SLUG).levels
    ]


def test_the_round_shows_the_code_as_it_is_and_what_was_measured(client, room):
    hand_in(room)
    page = talk(client, level="senior", persona="staff_engineer")
    numbers, code = listing(page)
    assert numbers == ["1", "2", "3", "4", "5"]
    assert code == CODE
    text = html.unescape(page.text)
    assert "1 of 2 tests passed; at most 151 MB." in text
    assert "120 MB more than the reference" in text
    assert room.coding.exercise(SLUG).title in text
    (done,) = room.interviews.rounds()
    assert (done.level, done.persona, done.submission) == ("senior", "staff_engineer", "s1")
    assert "Go on talking it through" in client.get(f"/code/{SLUG}").text
    assert talk(client).url == page.url
    assert len(room.interviews.rounds()) == 1


def test_a_line_that_was_asked_about_is_marked(client, room):
    hand_in(room, verdict=None)
    page = say(client, talk(client), SAID)
    (done,) = room.interviews.rounds()
    line = re.match(r"Line (\d+)", done.of(TurnKind.CODE)[0].text)[1]
    assert re.search(rf'<mark id="line-{line}">', page.text)
    assert listing(page)[1] == CODE


def test_the_debrief_shows_the_code_in_every_format_and_leads_to_the_next_talk(client, room):
    hand_in(room)
    text = ended(client, say(client, talk(client), SAID))
    assert 'class="with-code"' in text
    assert f'action="/code/{SLUG}"' in text
    read = room.afterwards.read(room.interviews.rounds()[0].id)
    made = {form: room.render_debrief(read, form) for form in DebriefFormat}
    page = html.unescape(made[DebriefFormat.HTML].decode())
    markdown = made[DebriefFormat.MARKDOWN].decode()
    for shown in (page, markdown):
        assert 'rows = [row for stream in streams for row in stream]  # <all> & "more"' in shown
        assert "1 of 2 tests passed" in shown
    assert f"greenroom code talk {SLUG} --level" in markdown
    assert b'"code":' in made[DebriefFormat.JSON]
    assert made[DebriefFormat.PDF].startswith(b"%PDF")


@pytest.mark.parametrize(
    "code",
    ["x" * 200_000, "\n" * 199_999 + "x", "def f(:\n  ```\n</pre><script>alert(1)</script>\n"],
    ids=["wide", "long", "broken"],
)
def test_monstrous_and_broken_code_is_shown_and_rendered(client, room, code):
    hand_in(room, code, None)
    page = say(client, talk(client), SAID)
    assert "<script>alert" not in page.text
    assert listing(page)[1].rstrip("\n") == code.rstrip("\n")
    read = room.afterwards.read(room.interviews.rounds()[0].id)
    for form in DebriefFormat:
        assert room.render_debrief(read, form)


def test_a_round_whose_code_is_gone_says_so(client, room):
    hand_in(room)
    page = talk(client)
    room.store.delete_everything()
    hand_in(room, name="s2")
    begun = room.interviews.start("talk-through-data-code", submission="s1")
    text = client.get(f"/interviews/{begun.id}").text
    assert "was deleted" in text
    assert 'class="listing"' not in text
    assert client.get(page.url).status_code == 404
