"""greenroom lab live, in a process of its own, while lines are given in another."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
import urllib.request

from greenroom.web.lab_live import EXAMPLE


def asked(address):
    request = urllib.request.Request(f"{address}score", EXAMPLE.model_dump_json().encode(), method="POST")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def test_it_serves_until_interrupted_and_follows_the_run(run, environment, tmp_path):
    begun = json.loads(run("lab", "start", "ticks-in-every-box", "--seed", "3", "--json").stdout)
    live = subprocess.Popen(
        [sys.executable, "-m", "greenroom", "lab", "live", "--run", begun["id"]],
        cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        said = live.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", said).group()
        assert begun["id"] in said
        assert asked(address)["version"] == "v4"
        assert run("lab", "do", "rollback").returncode == 0
        until = time.monotonic() + 60
        while asked(address)["version"] != "v3":
            assert time.monotonic() < until, "the rollback was never seen"
            time.sleep(0.1)
    finally:
        live.send_signal(signal.SIGINT)
        _, complained = live.communicate(timeout=60)
    assert live.returncode == 0, complained
    assert not complained


def test_without_a_run_there_is_nothing_to_serve(call):
    done = call("lab", "live")
    assert done.returncode == 2
    assert "No lab was begun yet" in done.stderr
