"""Mock rounds in the browser's words: forms in, pages out."""

import html
import re

import pytest
from tests.web.conftest import wait_for

from greenroom.bootstrap import DebriefFormat
from greenroom.interview.debrief_words import RATINGS, WORDS

SLUG = "ad-budgets-gone-by-noon"
ANSWER = "I would pace by expected spend: forecast traffic by hour and update the multiplier each minute, at most 10 percent."


def begin(client):
    page = client.post("/interviews", data={"question": SLUG}, follow_redirects=True)
    assert page.status_code == 200
    return page


def say(client, page, text, **more):
    number = re.search(r'name="number" value="(\d+)"', page.text)[1]
    return client.post(page.url.path, data={"said": text, "number": number, **more}, follow_redirects=True)


def ended(client, page, **more):
    """The debrief's text after the round is stopped, without a rating of one's own."""
    page = say(client, page, "", do="stop", **more)
    return html.unescape(client.get(f"{page.url.path}?read=true").text)


def test_a_round_is_sat_and_read(client, room):
    page = say(client, begin(client), "How many campaigns do we run?")
    assert "220,000 campaigns" in page.text
    page = say(client, page, ANSWER)
    for _ in range(12):
        if page.url.path.endswith("/debrief"):
            break
        page = say(client, page, ANSWER)
    assert page.url.path.endswith("/debrief")
    assert "What would you have decided about yourself" in page.text
    page = client.post(
        f"{page.url.path.removesuffix('/debrief')}/self-rating", data={"rating": "2"}, follow_redirects=True
    )
    text = html.unescape(page.text)
    assert re.search(r"(Strong|Lean) (no )?hire at \w+ level", text)
    assert "You rated yourself 2" in text
    assert "Bar-raiser" in text
    assert "You asked for 1 of" in text
    for label in (WORDS.next_step, WORDS.rated, WORDS.criteria, WORDS.manner, WORDS.transcript, WORDS.aid):
        assert label in text  # as in a file
    judged = re.findall(r"<b>Bar-raiser: (\d), (\w+)\.</b>", text)
    assert judged
    assert all(word == RATINGS[int(rating)] for rating, word in judged)
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


def test_an_appeal_is_heard_or_refused_beside_its_criterion(client):
    ended = say(client, say(client, begin(client), ANSWER), "", do="stop")
    page = client.get(f"{ended.url.path}?read=true")
    criterion = re.search(r'name="criterion" value="([^"]+)"', page.text)[1]
    appeal = f"{ended.url.path.removesuffix('/debrief')}/appeal"
    refused = client.post(appeal, data={"criterion": criterion, "words": "please reconsider this rating"})
    assert refused.status_code == 422
    assert f'id="wrong-{criterion}"' in refused.text
    heard = client.post(
        appeal, data={"criterion": criterion, "words": "forecast traffic by hour"}, follow_redirects=True
    )
    assert heard.status_code == 200
    assert "On appeal" in heard.text


def test_ending_at_once_has_no_debrief(client):
    page = say(client, begin(client), "", do="stop")
    assert "Nothing was answered" in page.text
    assert client.get(f"{page.url.path}/debrief").headers["location"] == page.url.path


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"role": "astronaut"}, "There is no role"),
        ({"role": "ml_engineering_manager", "level": "entry"}, "No installed pack has a question"),
        ({"question": "nothing"}, "No installed pack has a question"),
    ],
)
def test_what_cannot_begin_is_said(client, data, says):
    page = client.post("/interviews", data=data)
    assert page.status_code == 422
    assert "level" not in data or f'<option value="{data["level"]}" selected>' in page.text
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


SPOKEN = '{"words": 130, "seconds": 52.4, "fillers": 3, "pauses": 1, "first_number": 8.2}'


def test_how_an_answer_was_spoken_is_kept_and_shown_beside_the_rating(client, room):
    page = say(client, begin(client), ANSWER, delivery=SPOKEN, paused="42")
    done = room.interviews.round(page.url.path.rsplit("/", 1)[1])
    assert (done.turns[1].delivery.words, done.turns[1].paused) == (130, 42)
    page = say(client, page, ANSWER)
    debrief = ended(client, page, delivery=SPOKEN)
    spoken = debrief[debrief.index("How you spoke") : debrief.index("What was said")]
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", spoken)
    assert cells == [
        "149",
        "2.3",
        "1",
        "after 8 s",
    ]  # one row: what was typed has none, and to stop is no answer
    assert "Tauroza and Allison 1990" in spoken


def test_a_typed_round_says_nothing_of_how_it_was_spoken(client):
    debrief = ended(client, say(client, begin(client), ANSWER))
    assert "Your first 80 words" in debrief
    assert "How you spoke" not in debrief


def test_how_it_was_spoken_moves_no_rating(client):
    rated = []
    for more in ({}, {"delivery": SPOKEN}):
        debrief = ended(client, say(client, begin(client), ANSWER, **more))
        part = re.search(r"How the committee rated you.*?How you went about it", debrief, re.DOTALL)[0]
        rated.append(re.sub(r"/interviews/\w+", "", part))
    assert rated[0] == rated[1]


@pytest.mark.parametrize(
    "sent", ["{", "[]", SPOKEN.replace("130", "-1"), SPOKEN.replace("52.4", "1e999"), "x" * 10_000]
)
def test_a_bad_delivery_is_left_out_and_the_answer_kept(client, room, sent):
    page = say(client, begin(client), ANSWER, delivery=sent, paused="soon")
    assert page.status_code == 200
    done = room.interviews.round(page.url.path.rsplit("/", 1)[1])
    assert done.turns[1].text == ANSWER
    assert (done.turns[1].delivery, done.turns[1].paused) == (None, 0)


def test_a_refused_answer_keeps_how_it_was_spoken(client):
    page = begin(client)
    say(client, page, ANSWER)
    late = say(client, page, "Said in the other window.", delivery=SPOKEN, paused="7")
    assert late.status_code == 422
    assert f'name="delivery" value="{html.escape(SPOKEN).replace("&quot;", "&#34;")}"' in late.text
    assert 'name="paused" value="7"' in late.text


def test_the_debrief_says_what_the_opening_frames(client):
    framed = (
        "This is for the advertisers whose budgets are gone by noon: we have to decide how fast each campaign may spend its day. "
        "Then I'd use a controller with a multiplier in Redis and a Kafka topic for spend events."
    )
    text = ended(client, say(client, begin(client), framed))
    section = text[text.index("Your first 80 words") : text.index("What was said")]
    assert section.count("not there") == 2
    assert 'blockquote class="for">This is for the advertisers' in section


def test_only_the_page_of_a_round_may_ask_for_the_microphone(client):
    page = begin(client)
    assert "microphone=(self)" in page.headers["permissions-policy"]
    assert "microphone=()" in client.get("/interviews").headers["permissions-policy"]
    ended = say(client, say(client, page, ANSWER), "", do="stop")
    assert "microphone=()" in ended.headers["permissions-policy"]


def of_round(room, role, focus):
    return next(q.slug for q in room.library.catalogue.questions if (q.role, q.round) == (role, focus))


def parts_beside_the_clock(client, slug):
    page = html.unescape(client.post("/interviews", data={"question": slug}, follow_redirects=True).text)
    strip = page[page.index('id="narrative"') : page.index("</details>")] if 'id="narrative"' in page else ""
    return re.findall(r'class="part">([^<]*)<', strip)


@pytest.mark.parametrize(
    ("role", "focus", "framework"),
    [
        ("ml_engineer", "ml-system-design", "seven-minute-narrative"),
        ("ai_product_manager", "product-design", "seven-minute-narrative"),
        ("ml_engineering_manager", "strategy-and-gpu-budget", "seven-minute-narrative"),
        ("ai_engineer", "behavioural", "star"),
        ("ml_engineer", "ml-fundamentals", None),
        ("ai_engineer", "coding", None),
        ("ml_engineering_manager", "people-management", None),
    ],
)
def test_the_framework_of_its_kind_of_round_stands_beside_the_clock(client, room, role, focus, framework):
    known = {one.slug: [part.name for part in one.parts] for one in room.library.catalogue.frameworks}
    wanted = known[framework] if framework else []
    assert parts_beside_the_clock(client, of_round(room, role, focus)) == wanted


def test_a_role_play_has_no_framework_beside_it(client):
    assert parts_beside_the_clock(client, "before-the-budget-closes") == []


def test_any_role_is_a_choice_and_the_next_round_begins_with_the_last_one(client, room):
    form = client.get("/interviews").text
    assert '<option value="" selected>any</option>' in form
    page = client.post("/interviews", data={"role": "", "level": "", "persona": ""}, follow_redirects=True)
    assert page.status_code == 200
    done = room.interviews.rounds()[0]
    assert done.turns[0].text
    form = client.get("/interviews").text
    assert f'<option value="{done.role.value}" selected>' in form
    assert f'<option value="{done.level.value}" selected>' in form


def test_the_newest_report_says_what_a_round_begins_with(client, room, report_id):
    assert '<option value="ml_engineer" selected>' in client.get("/interviews").text
    client.post("/interviews", data={"role": "ai_engineer"})
    assert '<option value="ai_engineer" selected>' in client.get("/interviews").text


def test_the_parts_of_the_narrative_stand_beside_the_clock(client, room):
    page = html.unescape(begin(client).text)
    strip = page[page.index('id="narrative"') : page.index("</details>")]
    parts = next(f for f in room.library.catalogue.frameworks if f.slug == "seven-minute-narrative").parts
    assert re.findall(r'class="part">([^<]*)<', strip) == [part.name for part in parts]
    assert re.findall(r'class="num">([^<]*)<', strip) == ["1 min", "2 min", "2 min", "2 min"]


def test_every_answer_says_how_long_it_took(client):
    assert re.fullmatch(r"page;dur=\d+\.\d", begin(client).headers["server-timing"])


def test_what_a_round_needs_is_read_ahead(client, room, monkeypatch):
    read = []
    monkeypatch.setattr(
        type(room.interviews), "make_ready", lambda _, done: iter([read.append(done.question)])
    )
    begin(client)
    wait_for(lambda: read == [SLUG])


def test_an_interviewer_is_chosen(client):
    assert ">bar-raiser</option>" in client.get("/interviews").text
    page = client.post("/interviews", data={"question": SLUG, "persona": "bar_raiser"}, follow_redirects=True)
    assert "bar-raiser" in page.text
    page = client.post("/interviews", data={"question": SLUG, "persona": "clown"}, follow_redirects=True)
    assert page.status_code == 200
    assert "bar-raiser" not in page.text


def test_a_debrief_is_taken_along_in_every_format(client):
    page = say(client, say(client, begin(client), ANSWER), "", do="stop")
    read = client.get(page.url.path, params={"read": "true"})
    links = re.findall(r'<a href="(/interviews/[0-9a-f]+/debrief\.\w+)" download>', read.text)
    assert [link.rpartition(".")[2] for link in links] == [form.value for form in DebriefFormat]
    for link, form in zip(links, DebriefFormat, strict=True):
        file = client.get(link)
        assert file.status_code == 200
        assert file.headers["content-type"] == form.media_type
        assert re.fullmatch(
            rf'attachment; filename="debrief-{SLUG}-\d{{4}}-\d\d-\d\d\.{form.value}"',
            file.headers["content-disposition"],
        )
        assert file.content == client.get(link).content
    marks = client.get(links[-1]).json()["marks"]
    assert marks
    assert all(mark["text"] in ANSWER for mark in marks)


@pytest.mark.parametrize("ending", ["exe", "ics", "apkg", "..%2fx"])
def test_a_format_no_debrief_has_is_not_found(client, ending):
    page = say(client, begin(client), ANSWER)
    assert client.get(f"{page.url.path}/debrief.{ending}").status_code in {404, 422}


def test_a_round_that_is_not_there_or_without_answers_has_no_files(client):
    assert client.get("/interviews/nothing/debrief.pdf").status_code == 404
    page = begin(client)
    assert client.get(f"{page.url.path}/debrief.pdf").headers["location"] == page.url.path
