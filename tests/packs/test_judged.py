"""The judge reads the packs' graded answers as they are meant, nearly always.

It is often wrong about false mechanisms told with confidence, so single answers are warnings (`pack check --thorough`) and
only the shares are held here; they are a little under what `bench/exemplars.py` prints.
"""

from collections import defaultdict
from pathlib import Path

import pytest

from greenroom.adapters.judge import EmbeddedReader
from greenroom.interview.standard import rubric, told_of
from greenroom.model.judgement import Asked
from greenroom.model.question import ExemplarKind
from greenroom.service.exemplars import expected_overall, points
from greenroom.service.judging import Judging
from greenroom.service.library import Library

PACKS = Path(__file__).parents[2] / "packs"


@pytest.fixture(scope="module")
def read():
    """Every question with its answers: kind, expected overall, overall, finer points."""
    judging = Judging(EmbeddedReader(), Library((PACKS,)))
    found = defaultdict(list)
    for question in judging.library.catalogue.questions:
        for exemplar in question.exemplars:
            asked = Asked(
                question=question.statement,
                rubric=rubric(question),
                answer=exemplar.text,
                given=told_of(question),
            )
            judgement = judging.judge(asked)
            row = (
                exemplar.kind,
                expected_overall(question, exemplar),
                judgement.overall or 1,
                points(question, judgement),
            )
            found[question.slug].append(row)
    return found


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def test_overall_within_a_step_of_the_author(read):
    assert share([abs(wanted - given) <= 1 for rows in read.values() for _, wanted, given, _ in rows]) >= 0.94


def test_strong_above_adequate_above_weak(read):
    ordered = []
    for rows in read.values():
        at = {kind: mean for kind, _, _, mean in rows}
        ordered.append(at[ExemplarKind.STRONG] > at[ExemplarKind.ADEQUATE] > at[ExemplarKind.WEAK])
    assert share(ordered) >= 0.93


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (ExemplarKind.FLUENT_EMPTY, 1.0),
        (ExemplarKind.WEAK, 0.93),
        (ExemplarKind.WRONG, 0.82),
        (ExemplarKind.ADVERSARIAL, 0.75),
    ],
)
def test_decoys_fail(read, kind, least):
    assert share([given <= 2 for rows in read.values() for one, _, given, _ in rows if one is kind]) >= least


def test_strong_answers_pass(read):
    assert (
        share(
            [
                given >= 3
                for rows in read.values()
                for kind, _, given, _ in rows
                if kind is ExemplarKind.STRONG
            ]
        )
        >= 0.98
    )
