"""greenroom code, from the list to the reference."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from greenroom.adapters.sandbox import best_sandbox
from greenroom.errors import SandboxError

SLUG = "merge-sorted-streams"
LAZY = "import heapq\n\n\ndef merge(streams):\n    yield from heapq.merge(*streams, key=lambda record: record[0])\n"


@pytest.fixture(autouse=True)
def sandbox():
    try:
        return best_sandbox()
    except SandboxError as error:
        pytest.skip(f"no sandbox on this machine: {error}")


@pytest.fixture
def greenroom(tmp_path, monkeypatch):
    monkeypatch.setenv("GREENROOM_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments, given=""):
        return subprocess.run(
            [sys.executable, "-m", "greenroom", "code", *arguments],
            input=given, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    return run


def test_from_the_list_to_the_reference(greenroom, tmp_path):
    assert SLUG in greenroom("list", "--family", "data").stdout
    begun = greenroom("start", SLUG)
    assert begun.returncode == 0, begun.stderr
    assert {path.name for path in (tmp_path / SLUG).iterdir()} >= {
        "README.md",
        "solution.py",
        "test_solution.py",
    }
    early = greenroom("reveal", SLUG)
    assert early.returncode == 2
    assert "after a submission" in early.stderr
    first = greenroom("test", SLUG)
    assert first.returncode == 1
    assert "NotImplementedError" in first.stdout
    (tmp_path / SLUG / "solution.py").write_text(LAZY)
    assert greenroom("test", SLUG).returncode == 0
    hint = greenroom("hint", SLUG)
    assert "This hint costs 2 minutes. 1 more hint." in " ".join(hint.stdout.split())
    done = greenroom("submit", SLUG)
    assert done.returncode == 0, done.stdout
    assert "9 of 9 tests passed" in done.stdout
    assert f"greenroom code talk {SLUG}" in done.stdout
    assert "heapq.heapreplace" in greenroom("reveal", SLUG).stdout
    rows = json.loads(greenroom("list", "--json").stdout)["exercises"]
    assert [row["solved"] for row in rows if row["slug"] == SLUG] == [True]


def test_code_can_come_from_standard_input_and_the_verdict_go_out_as_json(greenroom):
    done = greenroom("submit", SLUG, "--file", "-", "--json", given="def merge(streams):\n    return []\n")
    assert done.returncode == 1
    verdict = json.loads(done.stdout)["verdict"]
    assert [one["outcome"] for one in verdict["cases"] if one["case"] == "nothing-there"] == ["passed"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("start", "merge-sorted-stream"), "Did you mean: merge-sorted-streams"),
        (("submit", SLUG), "cannot be read"),
        (("test", SLUG, "--file", "nowhere.py"), "nowhere.py cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(greenroom, arguments, says):
    failed = greenroom(*arguments)
    assert failed.returncode == 2
    assert says in failed.stderr


def test_a_question_is_answered(greenroom):
    assert "Both happen" in greenroom("ask", SLUG, "Can a stream be empty?").stdout


def test_what_code_prints_cannot_steer_the_terminal(greenroom):
    nasty = "print('\\x1b[2Jshown')\n\n\ndef merge(streams):\n    return []\n"
    done = greenroom("test", SLUG, "--file", "-", given=nasty)
    assert "\x1b" not in done.stdout
    assert "shown" in done.stdout


def other_pythons():
    """Interpreters of this machine that Greenroom does not run in, 3.11 or newer."""
    own = Path(sys.executable).resolve()
    found = [shutil.which(f"python3.{minor}") for minor in range(11, 20)]
    named = [Path(one) for one in (*found, "/usr/bin/python3") if one and Path(one).exists()]
    return [one for one in named if one.resolve() != own]


VERSION = "import sys\n\n\ndef merge(streams):\n    raise ValueError(sys.version.split()[0])\n"


def test_the_code_runs_on_the_python_that_was_chosen(greenroom, tmp_path):
    for one in other_pythons():
        asked = subprocess.run(
            [one, "-c", "import sys; print(*sys.version.split()[:1], sys.version_info[:2] >= (3, 11))"],
            capture_output=True,
            text=True,
            check=False,
        )
        if asked.returncode == 0 and asked.stdout.endswith("True\n"):
            break
    else:
        pytest.skip("no other Python of 3.11 or newer on this machine")
    done = greenroom("test", SLUG, "--file", "-", "--python", str(one), given=VERSION)
    assert done.returncode == 1, done.stderr
    assert f"ValueError: {asked.stdout.split()[0]}" in done.stdout


def test_a_python_that_is_none_is_an_error_that_says_so(greenroom):
    done = greenroom("test", SLUG, "--file", "-", "--python", "/bin/false", given=LAZY)
    assert done.returncode == 3
    assert "/bin/false cannot be used to run code" in done.stderr
    assert "3.11 or newer" in done.stderr


def test_a_python_without_what_the_exercise_needs_is_an_error_that_says_so(greenroom, tmp_path):
    bare = tmp_path / "bare"
    venv.create(bare, with_pip=False)
    done = greenroom("test", "stable-cross-entropy", "--file", "-", "--python", str(bare / "bin/python"), given="x = 1\n")  # fmt: skip
    assert done.returncode == 3, done.stdout
    assert "No module named 'numpy'" in done.stderr
    assert "has NumPy" in done.stderr


def test_an_exercise_that_is_none_is_told_before_its_file_is_looked_for(greenroom):
    for does in ("test", "submit"):
        done = greenroom(does, "merge-sorted-stream")
        assert done.returncode == 2
        assert "There is no exercise merge-sorted-stream" in done.stderr
        assert SLUG in done.stderr
