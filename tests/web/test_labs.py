"""The pages of labs: the list, the console, what it is told live, and the debrief."""

from __future__ import annotations

import html
import json
import re

import pytest

SLUG = "first-week-on-call"


@pytest.fixture
def run(client, room):
    answer = client.post("/labs", data={"scenario": SLUG, "seed": "3"})
    assert answer.status_code == 303
    return room.labs.run()


def give(client, run, line):
    return client.post(f"/labs/{run.id}", data={"line": line})


def text(page):
    return html.unescape(re.sub(r"<[^>]+>", "", page.text))


def panel_of(page):
    return json.loads(html.unescape(re.search(r'data-panel="(.*?)"', page.text)[1]))


def told(client, run, after=0):
    """The events of a run that is over, up to the end of the stream."""
    answer = client.get(f"/labs/{run.id}/events?after={after}")
    found = re.findall(r"^id: (\d+)\nevent: moved\ndata: (.*)$", answer.text, re.MULTILINE)
    return answer.status_code, [(int(number), json.loads(data)) for number, data in found]


def test_scenarios_are_listed_by_system_with_one_to_do_next(client):
    page = client.get("/labs")
    assert "A service that scores payments" in page.text
    assert page.text.count('class="primary"') == 1
    assert f'value="{SLUG}"' in page.text


def test_a_run_is_begun_at_the_level_that_was_chosen_and_its_debrief_says_so(client, room):
    page = client.get("/labs").text
    form = page[page.index(f'id="level-{SLUG}"') :]
    assert re.findall(r'<option value="(\w*)"', form[: form.index("</select>")]) == ["", "mid", "senior"]
    client.post("/labs", data={"scenario": SLUG, "seed": "3", "level": "senior"})
    run = room.labs.run()
    assert run.level == "senior"
    give(client, run, "finish")
    assert "Seed 3, for senior." in text(client.get(f"/labs/{run.id}/debrief"))
    client.post("/labs", data={"scenario": SLUG, "level": "of nobody"})
    assert room.labs.run().level is None


def test_a_run_that_was_begun_is_the_one_to_go_on_with(client, run):
    page = client.get("/labs").text
    assert f'<a class="button primary" href="/labs/{run.id}">Go on with: First week on call</a>' in page
    assert "seed 3" in page


@pytest.mark.parametrize("seed", ["-1", "x", "1.5", "1" * 10])
def test_a_seed_that_is_none_is_refused_and_nothing_is_begun(client, room, seed):
    answer = client.post("/labs", data={"scenario": SLUG, "seed": seed})
    assert answer.status_code == 422
    assert "A seed is a whole number" in answer.text
    assert room.store.lab_runs() == ()


def test_a_scenario_that_is_not_there_is_a_404_or_said(client):
    answer = client.post("/labs", data={"scenario": "nothing-like-it"})
    assert answer.status_code in {404, 422}
    assert "There is no scenario nothing-like-it" in text(answer)
    assert client.get("/labs/0123456789ab").status_code == 404


def test_the_console_shows_the_briefing_charts_and_where_things_stand(client, run):
    page = client.get(f"/labs/{run.id}")
    assert "first week on call" in text(page)
    assert "day 1 00:00 of 10 days" in text(page)
    assert "No alert fires." in page.text
    panel = panel_of(page)
    assert [one["name"] for one in panel["charts"]] == [
        "payments_total",
        "declined_share",
        "matured_auc",
        "cost_usd",
    ]
    assert all(max(one["ends_h"]) <= 0 for one in panel["charts"]), "nothing of the future may be sent"


def test_a_line_is_answered_kept_and_shown_without_scripts(client, run, room):
    answer = give(client, run, "run-until alert")
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert "audit_mismatch_share" in page.text
    assert "day 3 11:00 of 10 days" in text(page)
    assert [one.line for one in room.store.lab_steps(run.id)] == ["run-until alert"]


def test_what_cannot_be_done_is_said_and_stays_in_the_box(client, run, room):
    answer = give(client, run, "dance <b>")
    assert answer.status_code == 422
    assert "There is no command dance" in text(answer)
    assert 'value="dance &lt;b&gt;"' in answer.text
    assert room.store.lab_steps(run.id) == ()


def test_what_a_player_types_is_shown_as_text(client, run):
    give(client, run, "update <script>alert(1)</script> all is well")
    page = client.get(f"/labs/{run.id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_what_was_asked_for_and_what_fires_is_charted(client, run):
    for line in ("run-until alert", "query score_psi 12"):
        give(client, run, line)
    charts = {one["name"]: one for one in panel_of(client.get(f"/labs/{run.id}"))["charts"]}
    assert "score_psi" in charts
    assert charts["audit_mismatch_share"]["firing"]
    assert not charts["payments_total"]["firing"]


def test_the_stream_tells_the_whole_console_once_more_and_ends_with_the_lab(client, run):
    for line in ("wait 30", "status", "finish"):
        give(client, run, line)
    status, events = told(client, run, after=1)
    assert status == 200
    assert [number for number, _ in events] == [3]
    news = events[0][1]
    assert news["panel"]["ended"]
    assert news["clock"] == "the end of 10 days"
    assert news["entries"].count("<li") == 3
    assert told(client, run, after=3)[0] == 204


def test_no_value_after_the_players_now_is_ever_sent(client, run):
    give(client, run, "wait 30.5")
    panel = panel_of(client.get(f"/labs/{run.id}"))
    assert max(at for one in panel["charts"] for at in one["ends_h"]) == 30.0
    assert all(one["at_h"] <= 30.5 for one in panel["marks"])


def test_the_debrief_comes_when_it_is_over(client, run):
    assert client.get(f"/labs/{run.id}/debrief").headers["location"] == f"/labs/{run.id}"
    for line in (
        "run-until alert",
        "declare features",
        "pin",
        "restart",
        "conclude features unit-change",
        "finish",
    ):
        give(client, run, line)
    page = client.get(f"/labs/{run.id}/debrief")
    said = text(page)
    assert "Successful, 0.9" in said or "Successful, 1.0" in said
    assert "Your root cause is right." in said
    assert "Without these it would have cost no more: restart" in " ".join(said.split())
    assert page.text.count("<polyline") == 3
    assert "The lab is over" in client.get(f"/labs/{run.id}").text
    assert give(client, run, "status").status_code == 422


def test_undo_is_offered_only_where_it_is_allowed(client, room):
    client.post("/labs", data={"scenario": SLUG, "seed": "3", "mode": "study"})
    assert 'value="undo"' in client.get(f"/labs/{room.labs.run().id}").text
    client.post("/labs", data={"scenario": SLUG, "seed": "3", "mode": "interview"})
    paced = room.labs.run()
    assert paced.paced
    assert 'value="undo"' not in client.get(f"/labs/{paced.id}").text
