"""An exercise as a folder to work in with one's own editor: statement, starter, and tests that pytest runs."""

from __future__ import annotations

import inspect
import json
from collections.abc import Sequence
from pathlib import Path

from greenroom.errors import InputError
from greenroom.model.exercise import Case, Exercise
from greenroom.practice import compare
from greenroom.practice.verdict import Known

SOLUTION = "solution.py"
_TESTS = '''"""The shown cases of {title}. Run: pytest"""

import json
from pathlib import Path

import pytest

from compare import first_difference
from driver import run

CASES = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    """The reason for the case stands beside it in cases.json."""
    got = json.loads(json.dumps(run(case["value"])))
{judged}
'''
_COMPARED = '    assert first_difference(case["expected"], got, tolerance={tolerance!r}) == ""'
_CHECKED = '    assert check(case["value"], got, case["expected"]) == ""'


def _a_line_each(cases: Sequence[dict[str, object]]) -> str:
    """The cases as JSON, one line for each thing that is told of one: lists of numbers are not read number by number."""
    told = (
        ",\n".join(f"    {json.dumps(name)}: {json.dumps(value)}" for name, value in one.items())
        for one in cases
    )
    return "[\n" + ",\n".join(f"  {{\n{one}\n  }}" for one in told) + "\n]\n"


def files_of(exercise: Exercise, cases: Sequence[Case], known: Sequence[Known]) -> dict[str, str]:
    """The files by name; `cases` are the shown ones, `known` what the reference says of each."""
    told = [
        {"id": case.id, "why": case.why, "value": dict(case.value), "expected": of.expected}
        for case, of in zip(cases, known, strict=True)
    ]
    judged = _CHECKED if exercise.checker else _COMPARED.format(tolerance=exercise.tolerance)
    tests = _TESTS.format(title=exercise.title, judged=judged)
    if exercise.checker:
        tests = tests.replace("from compare import first_difference", "from checker import check")
    beside = (
        {"checker.py": exercise.checker} if exercise.checker else {"compare.py": inspect.getsource(compare)}
    )
    return {
        "README.md": "\n\n".join(filter(None, (f"# {exercise.title}", exercise.statement, exercise.allowed)))
        + "\n",
        SOLUTION: exercise.starter + "\n",
        "driver.py": exercise.driver + "\n",
        "cases.json": _a_line_each(told),
        "test_solution.py": tests,
        **beside,
    }


def write_folder(folder: Path, files: dict[str, str]) -> None:
    """Write the files into a folder that is new or empty.

    Raises:
        InputError: The folder holds something, or cannot be written ("no_folder"); nothing of it is changed.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            raise InputError(
                f"{folder} is not empty.", hint="Name a new folder, so that nothing of yours is overwritten.", code="no_folder"
            )  # fmt: skip
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{folder} cannot be written: {error.strerror}.", hint="Name another folder.", code="no_folder"
        ) from error
