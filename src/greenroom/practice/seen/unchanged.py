"""What of a starter was handed in as it was handed out."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from greenroom.model.submission import lines_of
from greenroom.practice.seen.sight import Seen, Sight
from greenroom.practice.seen.source import Source

_LEAST = 3  # lines


def unchanged(source: Source, code: str, starter: Source, started: str) -> Iterator[Seen]:
    """The outermost functions of a submission that stand in its starter word by word, the longest first."""
    handed_out, handed_in = _stripped(started), _stripped(code)
    before = {_part(one, handed_out) for one in _functions(starter)}
    same = [one for one in _functions(source) if _part(one, handed_in) in before]
    for one in sorted(same, key=lambda one: one.lineno - (one.end_lineno or one.lineno)):
        yield Seen(Sight.UNCHANGED, one.lineno, one.name, one.end_lineno or one.lineno)


def _functions(source: Source) -> Iterator[ast.FunctionDef]:
    for one in source.tree.body:
        if isinstance(one, ast.FunctionDef) and (one.end_lineno or one.lineno) - one.lineno + 1 >= _LEAST:
            yield one


def _stripped(code: str) -> tuple[str, ...]:
    return tuple(line.rstrip() for line in lines_of(code))


def _part(function: ast.FunctionDef, lines: tuple[str, ...]) -> tuple[str, ...]:
    return lines[function.lineno - 1 : function.end_lineno]
