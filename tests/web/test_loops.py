"""Mock loops in the browser's words."""

import html
import re

ANSWER = "I ship it on Monday because the queue doubles, and I take it back within the hour if refunds pass 2 percent."
WANTED = {"role": "ml_engineering_manager", "level": "senior"}


def begin(client, **wanted):
    page = client.post("/loops", data=wanted or WANTED, follow_redirects=True)
    assert page.status_code == 200
    return page


def sit_next(client, loop):
    page = client.post(f"{loop}/next", follow_redirects=True)
    number = re.search(r'name="number" value="(\d+)"', page.text)[1]
    page = client.post(page.url.path, data={"said": ANSWER, "number": number}, follow_redirects=True)
    number = re.search(r'name="number" value="(\d+)"', page.text)[1]
    return client.post(page.url.path, data={"number": number, "do": "stop"}, follow_redirects=True)


def test_a_loop_is_begun_sat_and_read(client, room):
    page = begin(client)
    loop = page.url.path
    kept = room.loops.loops()[0]
    titles = room.interviews.titles()
    assert not any(titles[slot.question] in html.unescape(page.text) for slot in kept.slots)
    assert client.get(f"{loop}/debrief").headers["location"] == loop
    assert sit_next(client, loop).url.path.endswith("/debrief")
    shown = html.unescape(client.get(loop).text)
    assert titles[kept.slots[0].question] in shown
    assert titles[kept.slots[1].question] not in shown
    debrief = client.get(f"{loop}/debrief")
    assert "Bar-raiser" in debrief.text
    assert "Sit the next round" in debrief.text
    assert loop in client.get("/interviews").text


def test_a_loop_without_a_level_is_asked_for_one(client):
    refused = client.post("/loops", data={"role": "ai_engineer"})
    assert refused.status_code == 422
    assert "needs a role and a level" in refused.text
    assert client.get("/loops/nothing").status_code == 404
