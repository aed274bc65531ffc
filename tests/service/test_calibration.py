"""A judge held against graded answers: what is counted, and what is left out."""

import json

import pytest
from hypothesis import given as given_
from hypothesis import strategies as st

from greenroom.model.judgement import Label
from greenroom.service.batch import Failed
from greenroom.service.calibration import calibrate
from greenroom.service.graded import Given, Graded, read_given, read_graded

LABELS = [one.value for one in Label]
ANSWERS = st.lists(
    st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS), st.integers(1, 4), st.integers(1, 4), st.floats(0, 1)),
    min_size=1,
    max_size=12,
)  # fmt: skip


def graded(name, labels, overall=None, **also):
    return Graded(id=name, labels=labels, overall=overall, **also)


def said(name, labels, overall=None, **also):
    return Given(id=name, labels=labels, overall=overall, **also)


def test_figures_by_hand():
    truth = [
        graded("a", {"c": "met", "d": "missed"}, 4, kind="strong"),
        graded("b", {"c": "contradicted"}, 1, kind="weak"),
    ]
    judge = [said("a", {"c": "met", "d": "partial"}, 3), said("b", {"c": "missed"}, 1)]
    result = calibrate(truth, judge)
    assert (result.all.answers, result.all.criteria) == (2, 3)
    assert result.all.criteria_accuracy.value == pytest.approx(1 / 3, abs=1e-4)
    assert result.all.overall_accuracy.value == 0.5
    assert result.all.overall_within_one.value == 1.0
    # Contradicted counts as missed: truth 2, 0, 0 and given 2, 1, 0; disagreement 1, by chance (10 + 5) / 3.
    assert result.all.criteria_quadratic_kappa.value == pytest.approx(1 - 1 / 5)
    assert result.confusion == ((1, 0, 0, 0), (0, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0))
    assert result.overall_confusion[3][2] == 1
    assert set(result.by_kind) == {"strong", "weak"}
    assert result.by_role == {}


def test_what_was_not_judged_is_named_and_in_no_figure():
    truth = [graded("a", {"c": "met", "d": "met"}, 4), graded("gone", {"c": "met"}, 4)]
    judge = [said("a", {"c": "met", "d": "missed"}, unscored={"d": "cannot tell"})]
    result = calibrate(truth, judge)
    assert result.all.criteria == 1
    assert result.all.criteria_accuracy.value == 1.0
    assert result.all.overall_accuracy.value is None
    assert result.unscored == 1
    assert result.not_judged == ("gone",)


@given_(ANSWERS)
def test_counts_add_up_and_the_result_is_json(answers):
    truth = [graded(str(n), {"c": one[0]}, one[2], kind=one[0]) for n, one in enumerate(answers)]
    judge = [said(str(n), {"c": one[1]}, one[3], confidence={"c": one[4]}) for n, one in enumerate(answers)]
    result = calibrate(truth, judge)
    assert sum(map(sum, result.confusion)) == len(answers)
    assert sum(group.answers for group in result.by_kind.values()) == len(answers)
    assert sum(one.count for one in result.reliability) == len(answers)
    assert 0 <= result.calibration_error <= 1
    assert result == type(result).model_validate_json(result.model_dump_json())


@given_(ANSWERS)
def test_a_judge_that_says_the_grades_agrees_wholly(answers):
    truth = [graded(str(n), {"c": one[0]}, one[2]) for n, one in enumerate(answers)]
    result = calibrate(truth, [said(one.id, one.labels, one.overall) for one in truth])
    assert result.all.criteria_accuracy.value == result.all.overall_accuracy.value == 1.0
    assert result.all.criteria_kappa.value in {1.0, None}


def test_answers_to_one_question_are_drawn_together():
    """Ten answers right and ten wrong tell little where each ten are to one question."""
    apart = [graded(str(n), {"c": "met"}, question=f"q{n}") for n in range(20)]
    together = [graded(str(n), {"c": "met"}, question=f"q{n // 10}") for n in range(20)]
    judge = [said(str(n), {"c": "met" if n < 10 else "missed"}) for n in range(20)]
    wide, narrow = (calibrate(truth, judge).all.criteria_accuracy for truth in (together, apart))
    assert wide.value == narrow.value == 0.5
    assert wide.high - wide.low == 1.0 > narrow.high - narrow.low


def test_rows_that_cannot_be_used_are_named():
    lines = [b'{"id": "a", "labels": {"c": "met"}, "overall": 5}', b"{", b'{"id": "b", "labels": {"c": "good"}}', b'{"id": "c"}',
             b'{"id": "d", "labels": {"c": "met"}, "level": null}']  # fmt: skip
    rows = list(read_graded(lines))
    assert [isinstance(row, Failed) and row.line for row in rows] == [1, 2, 3, 4, False]
    failed = next(read_given([json.dumps({"id": "x", "line": 3, "error": "not JSON"}).encode()]))
    assert failed == Failed(1, "x", "not JSON")
