"""The files of a coding exercise: read into a value, and every fault named with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from greenroom.content.checks import check_packs
from greenroom.content.read import read_packs
from greenroom.model.exercise import SolutionKind

PACKS = Path(__file__).parents[2] / "packs"
HOME = "coding/exercises/merge-sorted-streams"


@pytest.fixture
def packs(tmp_path):
    """The shipped packs, with one exercise alone in the coding pack."""
    for name in ("core", "ml-engineer"):
        shutil.copytree(PACKS / name, tmp_path / name)
    shutil.copytree(PACKS / HOME, tmp_path / HOME)
    shutil.copy(PACKS / "coding/pack.toml", tmp_path / "coding/pack.toml")
    return tmp_path


def told(packs):
    return [issue for issue in check_packs([packs]) if issue.file.startswith("coding/")]


def test_an_exercise_is_read_with_its_solutions(packs):
    (entry,) = read_packs([packs]).exercises
    exercise = entry.value
    assert exercise.slug == "merge-sorted-streams"
    assert exercise.reference.kind is SolutionKind.REFERENCE
    assert {one.kind for one in exercise.solutions} == set(SolutionKind)
    assert exercise.starter.startswith("from collections.abc")
    assert told(packs) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("statement.md", 'discussion = "talk-through-data-code"', 'discussion = "talk-through-data-cod"', "did you mean talk-through-data-code?"),
        ("statement.md", 'discussion = "talk-through-data-code"', 'discussion = "auc-over-two-billion-rows"', "can be asked without code"),
        ("statement.md", 'family = "data"', 'family = "riddles"', "family"),
        ("statement.md", 'topics = ["data-pipelines"', 'topics = ["data-pipes"', "topic data-pipes"),
        ("cases.toml", 'id = "equal-keys"', 'id = "two-streams"', "case two-streams is there twice"),
        ("cases.toml", 'grows = "count"', 'grows = "length"', "no whole number"),
        ("cases.toml", "shown = true", "shown = false", "no case is shown"),
        ("cases.toml", 'why = "the plain case"\n', "", "why"),
        ("cases.toml", "[limits]", "[limit]", "limit: is not a known key"),
        ("driver.py", "def run(value):", "def run(value:", "driver.py is no Python"),
        ("solutions/wrong_compares_vectors.py", "Fails: equal-keys,", "Fails: equal-kys,", "fails equal-kys, which is no case"),
        ("solutions/wrong_compares_vectors.py", "Why: whole", "whole", "why"),
        ("solutions/slow_looks_at_all.py", "def merge(streams):", "def merge(streams:", "no Python"),
    ],
)  # fmt: skip
def test_a_fault_is_named(packs, file, old, new, says):
    path = packs / HOME / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    issues = told(packs)
    assert issues, "the check did not see it"
    assert any(says in f"{issue.message} {issue.hint}" for issue in issues), [str(one) for one in issues]


@pytest.mark.parametrize(
    ("gone", "says"),
    [
        ("solutions/reference.py", "there is no solutions/reference.py"),
        ("solutions/slow_looks_at_all.py", "there is no solutions/slow_<how>.py"),
        ("driver.py", "the file is missing"),
        ("cases.toml", "the file is missing"),
        ("statement.md", "the file is missing"),
    ],
)
def test_what_is_missing_is_named(packs, gone, says):
    (packs / HOME / gone).unlink()
    assert any(says in issue.message for issue in told(packs)), [str(one) for one in told(packs)]


def test_a_solution_of_no_kind_and_a_stray_file_are_named(packs):
    (packs / HOME / "solutions/better.py").write_text('"""Why: it is better."""\n')
    (packs / HOME / "notes.txt").write_text("to do")
    messages = [issue.message for issue in told(packs)]
    assert "better is no kind of solution" in messages
    assert "a pack has no file of this name" in messages
