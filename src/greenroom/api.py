"""What `import greenroom` offers beside the values: the use cases as functions, for scripts and notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from greenroom.bootstrap import greenroom
from greenroom.model.judgement import Asked, Judgement, Rubric, Standard

if TYPE_CHECKING:
    from greenroom.service.judging import Judging


def judge(
    question: str,
    criteria: Rubric | Mapping[str, str],
    answer: str,
    *,
    role: str = "",
    level: str = "",
    round: str = "",  # noqa: A002 - the glossary's word, as everywhere
) -> Judgement:
    """Rate an answer on each criterion of its question, on this machine; the same answer gets the same rating.

    Args:
        question: What was asked.
        criteria: A rubric, or each criterion's text by its id, all of one weight.
        answer: What was said.
        role: The role interviewed for, where known; level and round likewise.
        level: See role.
        round: See role.

    Raises:
        pydantic.ValidationError: The question is empty, or the criteria are none or more than 20.
        InputError: The answer is longer than 400,000 characters.
    """
    rubric = criteria if isinstance(criteria, Rubric) else _rubric(criteria)
    asked = Asked(question=question, rubric=rubric, answer=answer, role=role, level=level, round=round)
    return _judging().judge(asked)


def _rubric(criteria: Mapping[str, str]) -> Rubric:
    return Rubric(criteria=tuple(Standard(id=name, text=text) for name, text in criteria.items()))


@cache
def _judging() -> Judging:
    """One for the process: loading the weights takes longer than an answer."""
    return greenroom().judging
