"""greenroom lab, from the list to the debrief, each line in a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

SLUG = "ticks-in-every-box"
POLICY = """
def play(lab):
    lab.do("run-until alert")
    if "differ" in lab.do("audit"):
        lab.do("restart")
    assert lab.now_h > 0 and not lab.ended
"""


@pytest.fixture
def greenroom(tmp_path, monkeypatch):
    monkeypatch.setenv("GREENROOM_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments, typed=None):
        return subprocess.run(
            [sys.executable, "-m", "greenroom", "lab", *arguments],
            capture_output=True, text=True, input=typed, check=False, timeout=120,
        )  # fmt: skip

    return run


def told(done):
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_the_list_to_the_debrief(greenroom):
    assert SLUG in told(greenroom("list"))
    begun = json.loads(told(greenroom("start", SLUG, "--seed", "3", "--json")))
    assert begun["seed"] == 3
    assert begun["briefing"]
    assert "audit_mismatch_share" in told(greenroom("do", "run-until", "alert"))
    audited = json.loads(told(greenroom("do", "audit", "--json")))
    assert "paid_3h" in audited["said"]
    assert audited["done_h"] == audited["at_h"] + 0.5
    wrong = greenroom("do", "pin")
    assert wrong.returncode == 2
    assert "nothing to pin back" in wrong.stderr
    told(greenroom("do", "restart"))
    early = greenroom("debrief")
    assert early.returncode == 2
    assert "not over yet" in early.stderr
    told(greenroom("do", "finish"))
    found = json.loads(told(greenroom("debrief", "--json")))
    assert found["score"] > 0.8
    assert found["best"]["cost_usd"] < found["you"]["cost_usd"] < found["nothing"]["cost_usd"]
    page = told(greenroom("debrief"))
    assert "Cost by day" in page
    assert "day 10" in page
    log = [one["line"] for one in json.loads(told(greenroom("replay", "--json")))]
    assert log == ["run-until alert", "audit", "restart", "finish"]
    assert begun["id"] in told(greenroom("list"))


def test_a_level_narrows_the_list_and_is_kept_with_the_run(greenroom):
    everything, fewer = (
        json.loads(told(greenroom("list", *level, "--json")))["scenarios"]
        for level in ((), ("--level", "director"))
    )
    assert 0 < len(fewer) < len(everything)
    assert fewer == [one for one in everything if "director" in one["levels"]]
    assert "Next: greenroom lab start" in told(greenroom("list", "--level", "director"))
    told(greenroom("start", SLUG, "--seed", "3", "--level", "staff"))
    assert json.loads(told(greenroom("status", "--json")))["level"] == "staff"
    told(greenroom("do", "finish"))
    assert "Seed 3, for staff." in told(greenroom("debrief"))
    assert greenroom("start", SLUG, "--level", "intern").returncode == 2


def test_a_policy_plays_many_seeds(greenroom, tmp_path):
    (tmp_path / "mine.py").write_text(POLICY)
    found = json.loads(told(greenroom("play", SLUG, "--policy", "mine.py", "--seeds", "2", "--json")))
    assert [row["seed"] for row in found["seeds"]] == [1, 2]
    assert all(row["score"] > 0.8 for row in found["seeds"])
    (tmp_path / "empty.py").write_text("x = 1\n")
    assert "defines no function play" in greenroom("play", SLUG, "--policy", "empty.py").stderr
    (tmp_path / "broken.py").write_text("def play(:\n")
    assert "cannot be run" in greenroom("play", SLUG, "--policy", "broken.py").stderr
    (tmp_path / "raises.py").write_text("def play(lab):\n    lab.do('wait 5')\n    1 / 0\n")
    raises = greenroom("play", SLUG, "--policy", "raises.py", "--seeds", "1")
    assert raises.returncode == 2
    assert "raises.py, line 3 cannot be run: ZeroDivisionError" in raises.stderr
    (tmp_path / "wants.py").write_text("import nothing_of_that_name\n")
    assert (
        "wants.py, line 1 cannot be run: ModuleNotFoundError"
        in greenroom("play", SLUG, "--policy", "wants.py").stderr
    )


def test_the_console_shows_charts_answers_lines_and_keeps_them(greenroom):
    told(greenroom("start", SLUG, "--seed", "3"))
    page = told(greenroom("console", typed="run-until alert\ndance\nleave\nfinish\n"))
    assert "day 1 00:00 of 10 days" in page
    assert "declared" not in page
    assert re.search(r"^! audit_mismatch_share since day", page, re.MULTILINE)
    assert re.search(r"^payments_total +\d+ [▁▂▃▄▅▆▇█ ]{12,}$", page, re.MULTILINE)
    assert "There is no command dance" in page
    assert "Kept." in page
    assert told(greenroom("console", typed="finish\n")).rstrip().endswith("Next: greenroom lab debrief")
    log = [one["line"] for one in json.loads(told(greenroom("replay", "--json")))]
    assert log == ["run-until alert", "finish"]


def test_at_an_interviews_pace_thinking_is_in_the_log(greenroom):
    begun = json.loads(told(greenroom("start", SLUG, "--seed", "3", "--interview", "--json")))
    assert begun["paced"]
    told(greenroom("do", "status"))
    log = [one["line"] for one in json.loads(told(greenroom("replay", "--json")))]
    assert log[0].startswith("think ")
    assert log[1] == "status"


def test_nothing_begun_is_told(greenroom):
    done = greenroom("status")
    assert done.returncode == 2
    assert "No lab was begun yet" in done.stderr
