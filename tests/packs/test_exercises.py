"""Every shipped exercise does what it says, run for real: its reference passes, its wrong and slow solutions fail the cases they name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from greenroom.adapters.sandbox import best_sandbox
from greenroom.content.index import indexed_catalogue
from greenroom.content.read import Shelf, read_packs
from greenroom.errors import SandboxError
from greenroom.model.exercise import SolutionKind
from greenroom.model.verdict import CaseVerdict, Outcome, Verdict
from greenroom.service.grading import Grading
from greenroom.service.solutions import _differs, run_solutions

PACKS = Path(__file__).parents[2] / "packs"
SHELF = read_packs([PACKS / "coding"])
ENTRIES = {entry.value.slug: entry for entry in SHELF.exercises}


@pytest.fixture(scope="module")
def grading():
    try:
        return Grading(best_sandbox())
    except SandboxError as error:
        pytest.skip(f"no sandbox on this machine: {error}")


def on_its_own(entry) -> Shelf:
    pack = SHELF.packs[0]
    return Shelf((pack.__class__(pack.folder, pack.info, exercises=(entry,)),), (), ())


def changed(entry, **fields):
    return entry.__class__(entry.value.model_copy(update=fields), entry.file, cases=entry.cases)


@pytest.mark.parametrize("slug", ENTRIES)
def test_the_solutions_do_what_they_are_there_for(slug, grading):
    assert [str(issue) for issue in run_solutions(on_its_own(ENTRIES[slug]), grading, times=1)] == []


def test_cases_are_the_same_when_the_catalogue_was_kept(tmp_path):
    def values(catalogue):
        cases = [case for one in catalogue.exercises for case in one.cases]
        return [json.dumps([dict(case.value), case.expected]) for case in cases]

    first, again = (indexed_catalogue([PACKS], tmp_path, version="1") for _ in range(2))
    assert values(again) == values(first)
    assert sum("NaN" in one or "Infinity" in one for one in values(again)) > 10, "what JSON does not know"


def test_every_case_says_why_it_is_there():
    told = [case.why for entry in ENTRIES.values() for case in entry.value.cases]
    assert all(len(why.split()) >= 3 for why in told), [why for why in told if len(why.split()) < 3]


def test_a_solution_that_does_otherwise_is_an_issue(grading):
    entry = ENTRIES["merge-sorted-streams"]
    solutions = {one.name: one for one in entry.value.solutions}
    reference, wrong = solutions["reference"], solutions["wrong-compares-vectors"]
    seeded = {
        "wrong-passes": [reference, wrong.model_copy(update={"code": reference.code})],
        "reference-fails": [reference.model_copy(update={"code": wrong.code}), wrong],
        "more-than-it-says": [reference, wrong.model_copy(update={"fails": ("equal-keys",)})],
    }
    told = {
        name: " ".join(
            issue.message
            for issue in run_solutions(on_its_own(changed(entry, solutions=tuple(some))), grading)
        )
        for name, some in seeded.items()
    }
    assert "should fail equal-keys, and passes it" in told["wrong-passes"]
    assert "should pass equal-keys: wrong" in told["reference-fails"]
    assert "should pass" in told["more-than-it-says"]


def test_a_starter_that_passes_and_a_driver_that_breaks_are_issues(grading):
    entry = ENTRIES["merge-sorted-streams"]
    solved = changed(entry, starter=entry.value.reference.code)
    told = [issue.message for issue in run_solutions(on_its_own(solved), grading)]
    assert "starter.py passes every case" in told
    broken = changed(entry, driver="def run(value):\n    raise RuntimeError('no driver')\n")
    (issue,) = run_solutions(on_its_own(broken), grading)
    assert "the reference does not run" in issue.message
    assert "no driver" in issue.message


def test_what_is_timed_has_a_slow_solution():
    for entry in ENTRIES.values():
        timed = any(case.grows for case in entry.value.cases)
        assert timed == any(one.kind is SolutionKind.SLOW for one in entry.value.solutions), entry.value.slug


def test_where_else_slow_code_is_too_slow_depends_on_the_machine():
    exercise = ENTRIES["merge-sorted-streams"].value
    (slow,) = (one for one in exercise.solutions if one.kind is SolutionKind.SLOW)
    (wrong, *_) = (one for one in exercise.solutions if one.kind is SolutionKind.WRONG)

    def failing(*names, outcome=Outcome.SLOW):
        cases = tuple(
            CaseVerdict(case=one.id, why=one.why, shown=one.shown, outcome=outcome if one.id in names else Outcome.PASSED)
            for one in exercise.cases
        )  # fmt: skip
        return Verdict(cases=cases, sandbox="none")

    other = next(one.id for one in exercise.cases if one.id not in {*slow.fails, *wrong.fails})
    assert _differs(exercise, slow, failing(*slow.fails, other)) == ""
    assert "should pass" in _differs(exercise, slow, failing(*slow.fails, other, outcome=Outcome.WRONG))
    assert "should pass" in _differs(exercise, wrong, failing(*wrong.fails, other))
    assert "should fail" in _differs(exercise, slow, failing(other))
