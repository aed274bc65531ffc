"""Rung "draft": a draft has a strong and a weak answer; what else would finish it is one warning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from greenroom.content.checks import completeness, exemplars
from greenroom.content.read import QuestionEntry, Shelf
from greenroom.errors import PackIssue

_RUNG = "draft"
_NEEDED = frozenset({"strong.md", "weak.md"})


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """What a draft may not lack, and one warning for all that it may."""
    for question in shelf.questions:
        if question.value.draft:
            yield from _of(question)


def _of(question: QuestionEntry) -> Iterator[PackIssue]:
    to_come = []
    for issue in (*completeness.lacking(question), *exemplars.lacking(question)):
        name = PurePosixPath(issue.file).name
        if name in _NEEDED:
            yield PackIssue(issue.file, 0, 0, _RUNG, issue.message, "a draft has a strong and a weak answer")
        else:
            to_come.append(name)
    if to_come:
        message = f"a draft; to finish it: {', '.join(dict.fromkeys(to_come))}"
        yield PackIssue(question.file.name, 1, 1, _RUNG, message, "then take out draft = true", warning=True)
