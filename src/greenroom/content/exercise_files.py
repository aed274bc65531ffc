"""The solutions of an exercise: Python files whose names say what they are for, and whose docstrings say why."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from greenroom.content.toml_file import name_of, read_text
from greenroom.errors import PackError, PackIssue
from greenroom.model.exercise import Solution, SolutionKind

_WHY = re.compile(r"^Why:\s*(.+?)(?=^Fails:|\Z)", re.DOTALL | re.MULTILINE)
_FAILS = re.compile(r"^Fails:\s*(.+)", re.DOTALL | re.MULTILINE)
_HINT = 'the file begins with a docstring: """Why: ...\\nFails: case-id, case-id"""; the reference fails none'


def solutions_of(folder: Path, root: Path) -> tuple[tuple[Solution, ...], tuple[PackIssue, ...]]:
    """The solutions in `folder`, by name, and what is wrong with those that cannot be read."""
    solutions: list[Solution] = []
    issues: list[PackIssue] = []
    for path in sorted(folder.glob("*.py")):
        try:
            solutions.append(_solution(path, read_text(path, root), name_of(path, root)))
        except PackError as error:
            issues += error.issues
    return tuple(solutions), tuple(issues)


def _solution(path: Path, code: str, name: str) -> Solution:
    """One file.

    Raises:
        PackError: Its name or its docstring does not say what it is for, or it is no Python.
    """
    kind = path.stem.partition("_")[0]
    if kind not in set(SolutionKind):
        message, hint = f"{path.stem} is no kind of solution", "reference.py, wrong_<how>.py or slow_<how>.py"
        raise PackError((PackIssue(name, 1, 1, "schema", message, hint),))
    try:
        told = ast.get_docstring(ast.parse(code)) or ""
        why = _WHY.search(told)
        return Solution(
            name=path.stem.replace("_", "-"), kind=SolutionKind(kind), code=code,
            why=" ".join(why[1].split()) if why else "", fails=tuple(_fails(told)),
        )  # fmt: skip
    except SyntaxError as error:
        raise PackError(
            (PackIssue(name, error.lineno or 1, 1, "schema", f"no Python: {error.msg}"),)
        ) from None
    except ValidationError as error:
        message = "; ".join(f"{one['loc'][0]}: {one['msg']}" for one in error.errors())
        raise PackError((PackIssue(name, 1, 1, "schema", message, _HINT),)) from None


def _fails(told: str) -> Iterator[str]:
    found = _FAILS.search(told)
    for one in re.split(r"[,\s]+", found[1]) if found else ():
        if one:
            yield one
