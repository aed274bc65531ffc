from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from greenroom.errors import ConfigError
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
