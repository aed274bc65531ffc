"""Role-plays in the browser's words: from the library's page to the debrief, and what stays hidden until then."""

import html
import re

import pytest

SLUG = "the-call-at-eleven"
OWNED = "I signed that release, and there was no test on fees in it. That's on me and nobody else."


@pytest.fixture
def play(room):
    return next(one for one in room.library.catalogue.roleplays if one.slug == SLUG)


def begin(client):
    page = client.post("/interviews", data={"question": SLUG}, follow_redirects=True)
    assert page.status_code == 200
    return page


def say(client, page, text, **more):
    number = re.search(r'name="number" value="(\d+)"', page.text)[1]
    return client.post(page.url.path, data={"said": text, "number": number, **more}, follow_redirects=True)


def test_the_page_of_a_role_play_begins_it(client, play):
    page = client.get(f"/library/roleplays/{SLUG}").text
    assert "Play it" in page
    assert f'name="question" value="{SLUG}"' in page
    text = html.unescape(begin(client).text)
    for shown in (
        play.title,
        play.setting,
        play.goal,
        play.other.opening,
        f"What you say to {play.other.name}",
    ):
        assert shown in text


def test_the_page_of_interviews_lists_every_role_play_by_its_title(client, room):
    page = html.unescape(client.get("/interviews").text)
    for one in room.library.catalogue.roleplays:
        assert f'<a href="/library/roleplays/{one.slug}">{one.title}</a>' in page


def test_it_is_played_to_the_end_and_read(client, play):
    page = say(client, begin(client), OWNED)
    moved = next(one for one in play.moves if one.id == "takes-the-launch-on-themselves")
    assert moved.says in html.unescape(page.text)
    for _ in range(20):
        if page.url.path.endswith("/debrief"):
            break
        page = say(client, page, "", do="skip")
    assert page.url.path.endswith("/debrief")
    assert "Before the debrief" in page.text
    sat = page.url.path.removesuffix("/debrief")
    for before in (page.text, client.get(sat).text, client.get(f"{sat}/events").text):
        assert not any(one.outcome in html.unescape(before) for one in play.endings)
    page = client.get(f"{page.url.path}?read=true")
    text = html.unescape(page.text)
    for form, begins in (
        ("html", b"<!doctype html>"),
        ("pdf", b"%PDF"),
        ("md", b"# Debrief"),
        ("json", b"{"),
    ):
        link = f"{page.url.path}.{form}"
        assert f'href="{link}"' in page.text
        file = client.get(link)
        assert file.content.startswith(begins)
        assert file.headers["content-disposition"].startswith(f'attachment; filename="debrief-{SLUG}-')
    assert any(one.outcome in text for one in play.endings)
    for shown in (
        moved.does,
        OWNED.split(". ", maxsplit=1)[0],
        play.other.hidden,
        play.criteria[0].name,
        "Play it again",
    ):
        assert shown in text
    for turn in re.findall(r'href="#(turn-\d+)"', page.text):
        assert f'id="{turn}"' in page.text
    assert play.title in html.unescape(client.get("/interviews").text)


def test_what_is_hidden_never_shows_before_the_end(client, play):
    page = say(
        client, say(client, begin(client), OWNED), "Honestly it's a tiny fraction of all the conversations."
    )
    round_page = html.unescape(page.text)
    for ending in ("", ".pdf", ".json"):
        assert client.get(f"{page.url.path}/debrief{ending}").headers["location"] == page.url.path
    secrets = [play.other.hidden, *(one.meaning for one in play.states), *(one.does for one in play.moves)]
    secrets += [*(one.id for one in play.moves), *(one.outcome for one in play.endings)]
    secrets += [one.anchors.good for one in play.criteria]
    for secret in secrets:
        assert secret not in round_page


def test_leaving_without_a_word_has_no_debrief(client):
    page = say(client, begin(client), "", do="stop")
    assert "Nothing was answered" in page.text
    assert client.get(f"{page.url.path}/debrief").headers["location"] == page.url.path
