from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from types import SimpleNamespace

import pytest

from greenroom.bootstrap import Greenroom
from greenroom.errors import ConfigError, IsolationError
from greenroom.model.sandbox import Isolation
from greenroom.web import serve as serving

SCRIPT = """
import sys
from pathlib import Path
from greenroom.bootstrap import Greenroom
from greenroom.web.serve import serve
serve(Greenroom(Path(sys.argv[1])), open_browser=False)
"""


@pytest.fixture
def taken():
    with socket.socket() as made:
        made.bind((serving.HOST, 0))
        made.listen()
        yield made.getsockname()[1]


def test_a_port_asked_for_is_taken_as_it_is():
    with socket.socket() as probe:
        probe.bind((serving.HOST, 0))
        free = probe.getsockname()[1]
    with serving.bound(free) as made:
        assert made.getsockname() == (serving.HOST, free)


def test_a_port_asked_for_that_is_taken_is_an_error_with_advice(taken):
    with pytest.raises(ConfigError, match=rf"Port {taken} cannot be used.*\nLeave out the port"):
        serving.bound(taken)


@pytest.mark.parametrize("port", [70000, -1])
def test_a_port_that_does_not_exist(port):
    with pytest.raises(ConfigError):
        serving.bound(port)


def test_when_the_usual_port_is_taken_another_is_found(taken, monkeypatch):
    monkeypatch.setattr(serving, "USUAL_PORT", taken)
    with serving.bound(None) as made:
        assert made.getsockname()[0] == "127.0.0.1"
        assert made.getsockname()[1] != taken


@pytest.fixture
def held(tmp_path, monkeypatch):
    """A Greenroom whose sandbox holds as well as asked, and what was served of it."""
    served = []
    monkeypatch.setattr(serving.Server, "run", lambda _self, sockets: served.append(sockets))
    made = Greenroom(tmp_path / "data")

    def holding(isolation: Isolation) -> tuple[Greenroom, list[object]]:
        made.__dict__["sandbox"] = SimpleNamespace(isolation=isolation, name="walls of paper")
        return made, served

    return holding


@pytest.mark.parametrize("isolation", [Isolation.NONE, Isolation.PARTIAL])
def test_for_others_it_does_not_start_without_full_isolation(held, isolation):
    greenroom, served = held(isolation)
    with pytest.raises(IsolationError, match=r"does not start for others here.*walls of paper"):
        serving.serve(greenroom, open_browser=False, for_others=True)
    assert served == []


@pytest.mark.parametrize(
    ("isolation", "for_others"), [(Isolation.FULL, True), (Isolation.NONE, False), (Isolation.PARTIAL, False)]
)
def test_it_starts_where_the_walls_are_good_enough(held, isolation, for_others):
    greenroom, served = held(isolation)
    serving.serve(greenroom, open_browser=False, for_others=for_others)
    assert len(served) == 1


def test_ctrl_c_ends_it_also_while_pages_follow_a_round(tmp_path):
    begun = Greenroom(tmp_path).interviews.start("ad-budgets-gone-by-noon")
    server = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, tmp_path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())[0]
        streams = [urllib.request.urlopen(f"{address}interviews/{begun.id}/events") for _ in range(3)]
        for stream in streams:
            assert stream.readline() == b"retry: 1000\n"
    finally:
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate(timeout=30)  # without a second Ctrl-C
    assert errors == ""
    for stream in streams:
        stream.read()  # to its end: it was not torn


def test_serving_prints_the_address_answers_and_logs_no_request(tmp_path):
    server = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, tmp_path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        line = server.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)[0]
        with urllib.request.urlopen(address + "?again=secret-in-the-address") as answer:
            assert "Prepare for one interview" in answer.read().decode()
    finally:
        server.send_signal(signal.SIGINT)
        rest, errors = server.communicate(timeout=30)
    assert "secret" not in rest + errors
    assert "Traceback" not in errors
    assert server.returncode in {0, -signal.SIGINT, 130} or os.name == "nt"
