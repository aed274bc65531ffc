"""Mock rounds in the browser's words: forms in, pages out."""

import html
import re

import pytest

SLUG = "ad-budgets-gone-by-noon"
ANSWER = "I would pace by expected spend: forecast traffic by hour and update the multiplier each minute, at most 10 percent."


def begin(client):
    page = client.post("/interviews", data={"question": SLUG}, follow_redirects=True)
    assert page.status_code == 200
    return page


def say(client, page, text, **more):
    number = re.search(r'name="number" value="(\d+)"', page.text)[1]
    return client.post(page.url.path, data={"said": text, "number": number, **more}, follow_redirects=True)


def test_a_round_is_sat_and_read(client, room):
    page = say(client, begin(client), "How many campaigns do we run?")
    assert "220,000 campaigns" in page.text
    page = say(client, page, ANSWER)
    for _ in range(12):
        if page.url.path.endswith("/debrief"):
            break
        page = say(client, page, ANSWER)
    assert page.url.path.endswith("/debrief")
    text = html.unescape(page.text)
    assert re.search(r"[1-4] of 4, (strong|lean) (no )?hire", text)
    assert "You asked for 1 of the" in text
    for turn in re.findall(r'href="#(turn-\d+)"', page.text):
        assert f'id="{turn}"' in page.text
    assert "Sit it again" in text
    question = next(q for q in room.library.catalogue.questions if q.slug == SLUG)
    assert question.title in client.get("/interviews").text


def test_the_rubric_is_not_shown_before_the_end(client, room):
    page = html.unescape(say(client, begin(client), ANSWER).text)
    question = next(q for q in room.library.catalogue.questions if q.slug == SLUG)
    for criterion in question.criteria:
        assert criterion.name not in page
        assert criterion.anchors.good not in page


def test_another_window_is_told_and_loses_nothing(client):
    page = begin(client)
    say(client, page, ANSWER)
    late = say(client, page, "What I typed in the other window.")
    assert late.status_code == 422
    assert "another window" in late.text
    assert "What I typed in the other window." in late.text
    assert "What I typed in the other window." not in client.get(page.url.path).text
    assert say(client, late, "What I typed in the other window.").status_code == 200


def test_a_round_is_left_and_gone_on_with(client):
    page = say(client, begin(client), ANSWER)
    listed = client.get("/interviews").text
    assert f'href="{page.url.path}"' in listed
    assert "open, go on" in listed
    again = client.get(page.url.path)
    assert html.escape(ANSWER, quote=True).replace("&#x27;", "&#39;") in again.text
    ended = say(client, again, "", do="stop")
    assert ended.url.path.endswith("/debrief")


def test_ending_at_once_has_no_debrief(client):
    page = say(client, begin(client), "", do="stop")
    assert "Nothing was answered" in page.text
    assert client.get(f"{page.url.path}/debrief").headers["location"] == page.url.path


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "No role is chosen"),
        ({"role": "astronaut"}, "No role is chosen"),
        ({"role": "ml_engineering_manager", "level": "entry"}, "No installed pack has a question"),
        ({"question": "nothing"}, "No installed pack has a question"),
    ],
)
def test_what_cannot_begin_is_said(client, data, says):
    page = client.post("/interviews", data=data)
    assert page.status_code == 422
    assert says in page.text


def test_what_is_typed_stays_text(client):
    page = say(client, begin(client), "<script>alert(1)</script> I would roll back at once.")
    assert "<script>alert" not in page.text


def test_nothing_said_is_told(client):
    page = say(client, begin(client), "   ")
    assert page.status_code == 422
    assert "Nothing was said" in page.text


def test_a_round_that_is_not_there_is_not_found(client):
    assert client.get("/interviews/nothing").status_code == 404
