"""A run of a lab behind HTTP."""

from __future__ import annotations

import json
import urllib.request
from datetime import UTC, datetime
from threading import Thread

import pytest
import uvicorn
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient
from tests.web.conftest import wait_for

from greenroom.bootstrap import Greenroom
from greenroom.errors import InputError, StoreError
from greenroom.service.lab_live import LiveLab
from greenroom.service.labs import Labs
from greenroom.web.lab_live import EXAMPLE, MOST_BYTES, create_live_app
from greenroom.web.serve import bound

SLUG = "ticks-in-every-box"
ORIGIN = "http://127.0.0.1:8770"
PAYMENT = EXAMPLE.model_dump()


@pytest.fixture(scope="module")
def labs(tmp_path_factory):
    room = Greenroom(tmp_path_factory.mktemp("live"))
    ids = iter(f"{n:012x}" for n in range(0xA00000000001, 0xA00000001000))
    return Labs(room.store, room.library, now=lambda: datetime.now(UTC), new_id=lambda: next(ids))


@pytest.fixture
def run(labs):
    made = labs.start(SLUG, seed=3, study=True)
    labs.do(made, "wait 30")
    return made


@pytest.fixture
def client(labs, run):
    with TestClient(create_live_app(LiveLab(labs, run)), base_url=ORIGIN) as made:
        yield made


def version(client):
    return client.post("/score", json=PAYMENT).json()["version"]


def test_a_payment_is_scored_by_the_champion(client):
    answer = client.post("/score", json=PAYMENT)
    assert answer.status_code == 200
    found = answer.json()
    assert 0 < found["chance"] < 1
    assert found["decision"] == ("decline" if found["chance"] > found["threshold"] else "approve")
    assert (found["version"], found["as_of"]) == ("v4", "day 2 06:00")
    assert client.post("/score", json=PAYMENT).json() == found
    worse = {**PAYMENT, "amount_usd": 900.0, "merchant_risk": 0.9, "ip_risk": 0.9, "device_days": 0}
    assert client.post("/score", json={**worse, "abroad": True}).json()["chance"] > found["chance"]


def test_a_line_given_elsewhere_holds_here_too_and_so_does_its_undoing(client, labs, run):
    labs.do(run, "rollback")
    wait_for(lambda: version(client) == "v3")
    assert 'lab_champion_info{version="v3"} 1' in client.get("/metrics").text
    labs.do(run, "undo")
    wait_for(lambda: version(client) == "v4")
    assert client.get("/").json()["as_of"] == "day 2 06:00"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount_usd": -1}, "amount_usd"),
        ({"amount_usd": "12"}, "amount_usd"),
        ({"category": 24}, "category"),
        ({"merchant_risk": 1.5}, "merchant_risk"),
        ({"abroad": 1}, "abroad"),
        ({"customer": 1.5}, "customer"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_no_payment_is_told_field_by_field(client, change, field):
    answer = client.post("/score", json={**PAYMENT, **change})
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert [one["field"] for one in error["fields"]] == [field]
    assert field in error["what"]
    assert "amount_usd" in error["hint"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"amount_usd": NaN}'])
def test_what_is_no_json_of_a_payment_is_an_answer_too(client, body):
    answer = client.post("/score", content=body)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "no_payment"


def test_a_customer_nobody_knows_and_a_system_switched_off(client, labs, run):
    assert client.post("/score", json={**PAYMENT, "customer": 10**6}).status_code == 422
    labs.do(run, "decide off")
    wait_for(lambda: client.post("/score", json=PAYMENT).status_code == 503)
    assert client.get("/healthz").status_code == 200


def test_metrics_are_the_boards_at_the_runs_now_and_its_own_times(client, labs, run):
    for _ in range(3):
        client.post("/score", json=PAYMENT)
    client.post("/score", json={})
    client.get("/nothing/17")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    families = {one.name: one for one in text_string_to_metric_families(answer.text)}
    session = labs.session(run)
    shown = {tuple(sample.labels.values()): sample.value for sample in families["feature_psi"].samples}
    last = session.board.until(session.now_h) - 1
    assert shown[("amount_usd",)] == session.board.values['feature_psi{feature="amount_usd"}'][last]
    assert families["lab_clock_hours"].samples[0].value == 30.0
    counted = {
        (one.labels["path"], one.labels["status"]): one.value
        for one in families["http_request_duration_seconds"].samples
        if one.name.endswith("_count")
    }
    assert counted[("/score", "200")] == 3
    assert counted[("/score", "422")] == 1
    assert counted[("other", "404")] == 1


def test_it_says_what_there_is(client, run):
    told = client.get("/").json()
    assert told["run"] == run.id
    assert client.post("/score", json=told["payment"]).status_code == 200
    assert client.get("/docs").json()["error"]["code"] == "http"
    assert client.get("/score").status_code == 405


@pytest.mark.parametrize(
    "headers",
    [{"host": "evil.example"}, {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}],
)
def test_only_programs_of_this_machine_are_answered(client, headers):
    answer = client.post("/score", json=PAYMENT, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "refused"


def test_a_body_above_the_limit_is_refused(client):
    answer = client.post("/score", content=b" " * (MOST_BYTES + 1))
    assert answer.status_code == 413


def test_a_store_that_cannot_be_read_is_told_and_what_was_read_is_served_still(client, monkeypatch):
    def fails(_lab):
        raise StoreError("The data folder is gone.")

    monkeypatch.setattr(LiveLab, "newest", fails)
    wait_for(lambda: client.get("/healthz").status_code == 503)
    assert client.post("/score", json=PAYMENT).status_code == 200


def test_a_run_that_scores_no_payments_is_told(labs, run, monkeypatch):
    other = labs.session(run)
    monkeypatch.setattr(other, "system", object())
    monkeypatch.setattr(Labs, "begun", lambda *_: other)
    monkeypatch.setattr("greenroom.service.lab_live.replay", lambda session, _: session)
    with pytest.raises(InputError, match="scores no payments"):
        LiveLab(labs, run)


def test_it_answers_over_a_real_connection(labs, run):
    with bound(None, usual=0) as listening:
        config = uvicorn.Config(create_live_app(LiveLab(labs, run)), log_level="warning", lifespan="on")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        wait_for(lambda: server.started)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/score"
        request = urllib.request.Request(address, json.dumps(PAYMENT).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=20) as answer:
            assert json.load(answer)["version"] == "v4"
        server.should_exit = True
        thread.join(timeout=20)
        assert not thread.is_alive()
