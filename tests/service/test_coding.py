"""Coding rounds end to end: real exercises, a real sandbox, a real store."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.web.conftest import encoder

from greenroom.bootstrap import Greenroom
from greenroom.errors import InputError, SandboxError
from greenroom.model.ladder import Level
from greenroom.model.verdict import Outcome
from greenroom.service.coding_folder import write_folder
from greenroom.service.grading import Grading

SLUG = "merge-sorted-streams"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LAZY = "import heapq\n\n\ndef merge(streams):\n    yield from heapq.merge(*streams, key=lambda record: record[0])\n"
ALL_AT_ONCE = (
    "def merge(streams):\n    yield from sorted((r for s in streams for r in s), key=lambda r: r[0])\n"
)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    try:
        return Greenroom(tmp_path_factory.mktemp("probe")).sandbox
    except SandboxError as error:
        pytest.skip(f"no sandbox on this machine: {error}")


@pytest.fixture
def clock():
    return [NOON]


@pytest.fixture
def coding(tmp_path, sandbox, clock):
    room = Greenroom(tmp_path / "data")
    room.__dict__["preparation"] = replace(room.preparation, encoder=encoder())
    ids = iter(f"s{n}" for n in range(1000))
    return replace(
        room.coding, grading=lambda: Grading(sandbox), now=lambda: clock[0], new_id=lambda: next(ids)
    )


def outcomes(verdict):
    return {one.case: one.outcome for one in verdict.cases if one.outcome is not Outcome.PASSED}


def test_a_right_solution_passes_every_case_and_is_kept(coding):
    done = coding.submit(SLUG, LAZY)
    assert done.verdict.passed, done.verdict
    assert coding.round(SLUG).submissions == (done,)
    assert coding.round(SLUG).is_solved
    assert {one.case for one in done.verdict.cases if not one.shown} >= {"empty-streams", "long-streams"}


def test_what_reads_everything_first_is_told_so(coding):
    verdict = coding.submit(SLUG, ALL_AT_ONCE).verdict
    assert outcomes(verdict) == {"not-ahead": Outcome.WRONG, "long-streams": Outcome.MEMORY}
    says = {one.case: one.says for one in verdict.cases}
    assert "MB more than the reference" in says["long-streams"]


def test_what_is_quadratic_is_told_how_its_time_grows(coding):
    slow = next(one for one in coding.exercise(SLUG).solutions if one.name == "slow-looks-at-all")
    verdict = coding.submit(SLUG, slow.code).verdict
    assert outcomes(verdict) == {"many-streams": Outcome.SLOW}
    told = next(one.says for one in verdict.cases if one.case == "many-streams")
    assert "twice the count takes" in told


def test_a_crash_in_one_case_does_not_take_the_others_along(coding):
    code = LAZY.replace(
        "    yield", "    if not streams:\n        import os\n        os._exit(7)\n    yield", 1
    )
    verdict = coding.submit(SLUG, code).verdict
    assert outcomes(verdict) == {"nothing-there": Outcome.CRASHED}


def test_a_traceback_names_the_candidates_own_lines_only(coding):
    verdict = coding.test(SLUG, "def merge(streams):\n    return 1 / 0\n")
    told = verdict.cases[0].says
    assert "ZeroDivisionError" in told
    assert "solution.py" in told
    assert "runner" not in told


def test_only_the_shown_cases_are_tried_and_nothing_is_kept(coding):
    verdict = coding.test(SLUG, LAZY)
    assert {one.case for one in verdict.cases} == {"two-streams", "equal-keys"}
    assert coding.round(SLUG).steps == ()


def test_a_submission_is_kept_though_the_sandbox_fails(coding):
    def broken():
        raise SandboxError("no sandbox")

    with pytest.raises(SandboxError):
        replace(coding, grading=broken).submit(SLUG, LAZY)
    (kept,) = coding.round(SLUG).submissions
    assert kept.code == LAZY
    assert kept.verdict is None


@pytest.mark.parametrize("cheat", [
    "import sys\nsys.exit(0)\n",
    "import os\nos._exit(0)\n",
    "class Any:\n    def __eq__(self, other):\n        return True\n    def __iter__(self):\n        return iter(())\n\n\ndef merge(streams):\n    return Any()\n",
    "import json\njson.dumps = lambda *a, **k: 'true'\n\n\ndef merge(streams):\n    return []\n",
    "import main\nmain.run = lambda value: value.get('expected')\n\n\ndef merge(streams):\n    return []\n",
    "import atexit\natexit.register(lambda: print('{\"passed\": true}'))\n\n\ndef merge(streams):\n    return []\n",
])  # fmt: skip
def test_a_cheat_does_not_pass(coding, cheat):
    assert not coding.submit(SLUG, cheat).verdict.passed


def test_hints_come_in_order_cost_minutes_and_end(coding, clock):
    coding.start(SLUG)
    exercise = coding.exercise(SLUG)
    given = [coding.hint(SLUG) for _ in exercise.hints]
    assert [hint for hint, _ in given] == list(exercise.hints)
    assert given[-1][1] == 0
    with pytest.raises(InputError) as caught:
        coding.hint(SLUG)
    assert caught.value.code == "no_hint"
    clock[0] += timedelta(minutes=4)
    used = coding.round(SLUG).minutes_used(exercise, coding.now())
    assert used == 4 + sum(hint.minutes for hint in exercise.hints)


def test_the_reference_is_shown_after_a_submission_and_solves_nothing(coding, clock):
    with pytest.raises(InputError) as caught:
        coding.reveal(SLUG)
    assert caught.value.code == "not_submitted"
    coding.submit(SLUG, "def merge(streams):\n    return []\n")
    clock[0] += timedelta(minutes=1)
    code = coding.reveal(SLUG).reference.code
    clock[0] += timedelta(minutes=1)
    assert coding.submit(SLUG, code).verdict.passed
    assert not coding.round(SLUG).is_solved
    coding.start(SLUG)
    assert coding.round(SLUG).submissions == ()


def test_what_the_statement_leaves_open_is_told_when_asked(coding):
    assert "Both happen" in coding.ask(SLUG, "Can a stream be empty?")


@pytest.mark.parametrize(("code", "why"), [("  \n", "empty"), ("#" * 200_001, "too_long")])
def test_what_cannot_be_run_is_refused_before_it_is_kept(coding, code, why):
    with pytest.raises(InputError) as caught:
        coding.submit(SLUG, code)
    assert caught.value.code == why
    assert coding.round(SLUG).submissions == ()


def test_an_unknown_exercise_names_those_that_are_near(coding):
    with pytest.raises(InputError) as caught:
        coding.submit("merge-sorted-stream", LAZY)
    assert SLUG in caught.value.hint


def test_the_folder_has_tests_that_pytest_runs_alone(coding, tmp_path):
    folder = tmp_path / "work"
    write_folder(folder, coding.folder(SLUG))
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "."]
    failed = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
    assert "2 failed" in failed.stdout, failed.stdout
    (folder / "solution.py").write_text(LAZY)
    passed = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
    assert "2 passed" in passed.stdout, passed.stdout
    assert all("expected" in case for case in json.loads((folder / "cases.json").read_text()))
    with pytest.raises(InputError) as caught:
        write_folder(folder, {})
    assert caught.value.code == "no_folder"
    assert (folder / "solution.py").read_text() == LAZY


def test_the_next_one_is_what_was_begun_else_of_the_family_least_solved(coding):
    first = coding.suggested()
    assert first.minutes == min(
        one.minutes for one in coding.library.catalogue.exercises if one.family is first.family
    )
    coding.start(SLUG)
    assert coding.suggested().slug == SLUG
    assert coding.submit(SLUG, LAZY).verdict.passed
    assert coding.suggested().family is not coding.exercise(SLUG).family


def test_a_level_moves_the_limits_and_nothing_else(coding):
    pack = coding.exercise(SLUG)
    assert coding.at_level(SLUG) == pack  # not begun: as the pack has it
    seen = {}
    for level in pack.levels:
        assert coding.start(SLUG, level).level is level
        at = seen[level] = coding.at_level(SLUG)
        assert at.statement == pack.statement
        assert [one.value for one in at.cases] == [one.value for one in pack.cases]
        assert f"{at.ratio:g} times the reference's processor time" in at.allowed
    assert seen[Level.MID].ratio > seen[Level.SENIOR].ratio == pack.ratio > seen[Level.STAFF].ratio
    memory = {
        level: next(one.memory_mb for one in at.cases if one.id == "long-streams")
        for level, at in seen.items()
    }
    assert memory[Level.MID] > memory[Level.SENIOR] > memory[Level.STAFF]


def test_a_submission_is_judged_by_the_limits_of_its_level(coding):
    coding.start(SLUG, Level.STAFF)
    (said,) = (
        one.says for one in coding.submit(SLUG, ALL_AT_ONCE).verdict.cases if one.outcome is Outcome.MEMORY
    )
    staff = next(one.memory_mb for one in coding.at_level(SLUG).cases if one.id == "long-streams")
    assert f"; {staff} MB more are allowed" in said


def test_a_level_it_is_not_asked_at_is_refused(coding):
    with pytest.raises(InputError, match="not asked at director level") as refused:
        coding.start(SLUG, Level.DIRECTOR)
    assert "mid, senior, staff" in refused.value.hint
    assert coding.start(SLUG).level is coding.exercise(SLUG).levels[0]


class Recording:
    """A sandbox that remembers the limits it was given for the submission."""

    def __init__(self, sandbox):
        self._sandbox, self.name, self.isolation = sandbox, sandbox.name, sandbox.isolation
        self.seen = {}

    def run(self, files, inputs, limits):
        self.seen[files.get("solution.py", b"").decode()] = limits
        return self._sandbox.run(files, inputs, limits)


def test_what_imports_pytorch_has_time_and_memory_to_start(coding, sandbox):
    recording = Recording(sandbox)
    wide = replace(coding, grading=lambda: Grading(recording))
    heavy = LAZY.replace("import heapq", "import heapq\nfrom torch import nn", 1)
    named = LAZY + "\n# import torch would be slow\n"
    for code in (LAZY, heavy, named):
        wide.test(SLUG, code)
    plain = recording.seen[LAZY]
    assert (recording.seen[named].start_s, recording.seen[named].memory_mb) == (0.0, plain.memory_mb)
    assert recording.seen[heavy].start_s >= 10
    assert recording.seen[heavy].memory_mb >= plain.memory_mb + 500
