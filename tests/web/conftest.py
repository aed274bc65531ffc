from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.sample import CV, POSTING

from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.bootstrap import Greenroom
from greenroom.web.app import create_app

ORIGIN = "http://127.0.0.1:8765"


@cache
def encoder() -> MiniLmEncoder:
    return MiniLmEncoder()


def a_greenroom(folder: Path) -> Greenroom:
    """The real thing on `folder`; only the encoder, slow to load, is shared between tests."""
    room = Greenroom(folder)
    room.__dict__["preparation"] = replace(room.preparation, encoder=encoder())
    return room


def client_of(room: Greenroom) -> TestClient:
    return TestClient(
        create_app(room),
        base_url=ORIGIN,
        headers={"origin": ORIGIN},
        follow_redirects=False,
        raise_server_exceptions=False,
    )


def wait_for(done: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


@pytest.fixture
def room(tmp_path) -> Greenroom:
    return a_greenroom(tmp_path / "data")


@pytest.fixture
def client(room) -> Iterator[TestClient]:
    with client_of(room) as made:
        yield made


@pytest.fixture
def report_id(client, room) -> str:
    """A report that is done."""
    answer = client.post(
        "/reports", data={"cv_text": CV, "posting_text": POSTING, "interview_on": "", "hours_a_day": "2"}
    )
    assert answer.status_code == 303, answer.text
    made = answer.headers["location"].removeprefix("/reports/")
    wait_for(lambda: room.store.report(made).state != "accepted")
    assert room.store.report(made).state == "done", room.store.report(made).error
    return made
