"""Performance without labels and with them: enumeration, brute force, and what each can and cannot see."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.monitor.performance import calibration, expected_performance, matured_auc

TENTH = st.integers(0, 10).map(lambda n: n / 10)  # ties are wanted
LABEL = st.sampled_from([0.0, 1.0, math.nan])
ROWS = st.lists(st.tuples(TENTH, LABEL), min_size=1, max_size=25)
COSTS = {"missed_usd": 120.0, "false_alarm_usd": 12.0}


def pairs_in_order(scores, labels):
    """Positives above negatives, ties a half; and all pairs of the two."""
    up = [s for s, y in zip(scores, labels, strict=True) if y == 1]
    down = [s for s, y in zip(scores, labels, strict=True) if y == 0]
    return sum((a > b) + (a == b) / 2 for a in up for b in down), len(up) * len(down)


@given(ROWS)
def test_the_matured_auc_is_that_of_brute_force(rows):
    scores, labels = zip(*rows, strict=True)
    found = matured_auc(scores, labels)
    ordered, pairs = pairs_in_order(scores, labels)
    assert found.auc == pytest.approx(ordered / pairs if pairs else math.nan, nan_ok=True)
    assert (found.rows, found.positives) == (sum(not math.isnan(y) for y in labels), labels.count(1.0))


@given(ROWS)
def test_only_the_order_of_scores_counts(rows):
    scores, labels = (np.array(each) for each in zip(*rows, strict=True))
    assert matured_auc(scores**3 * 7 - 2, labels).auc == pytest.approx(
        matured_auc(scores, labels).auc, nan_ok=True
    )
    assert matured_auc(-scores, labels).auc == pytest.approx(1 - matured_auc(scores, labels).auc, nan_ok=True)


@given(st.lists(TENTH, min_size=1, max_size=7), TENTH)
def test_what_is_expected_is_the_mean_over_all_labels_there_could_be(scores, threshold):
    chance = np.array(scores)
    caught = flagged = positives = cost = ordered = pairs = 0.0
    for labels in itertools.product([0, 1], repeat=len(scores)):
        y = np.array(labels)
        weight = np.prod(np.where(y == 1, chance, 1 - chance))
        hit = chance >= threshold
        caught += weight * (y * hit).sum()
        flagged += weight * hit.sum()
        positives += weight * y.sum()
        cost += weight * (120 * (y * ~hit).sum() + 12 * ((1 - y) * hit).sum())
        in_order, both = pairs_in_order(scores, labels)
        ordered, pairs = ordered + weight * in_order, pairs + weight * both
    found = expected_performance(scores, threshold=threshold, **COSTS)
    assert found.precision == pytest.approx(caught / flagged if flagged else math.nan, nan_ok=True)
    assert found.recall == pytest.approx(caught / positives if positives else math.nan, nan_ok=True)
    assert found.cost_usd == pytest.approx(cost)
    assert found.flagged_share == pytest.approx(np.mean(chance >= threshold))
    if pairs > 1e-9:
        assert found.auc == pytest.approx(ordered / pairs)


def test_an_expectation_by_hand():
    found = expected_performance([0.9, 0.5, 0.2, 0.0], threshold=0.5, **COSTS)
    assert found.rows == 4
    assert found.precision == pytest.approx(0.7)
    assert found.recall == pytest.approx(1.4 / 1.6)
    assert found.cost_usd == pytest.approx(0.2 * 120 + 0.6 * 12)


def test_the_threshold_where_both_errors_cost_the_same_is_the_cheapest():
    scores = np.random.default_rng(0).beta(0.5, 5, 5000)
    cheapest = 12 / 132
    cost = expected_performance(
        np.tile(scores, (3, 1)), threshold=[cheapest / 2, cheapest, cheapest * 2], **COSTS
    ).cost_usd
    assert cost.argmin() == 1


def test_calibrated_scores_tell_the_performance_that_labels_tell_later():
    rng, rows = np.random.default_rng(1), 40_000
    scores = rng.beta(0.8, 4, rows)
    labels = (rng.random(rows) < scores).astype(float)
    found = expected_performance(scores, threshold=0.3, **COSTS)
    flagged = scores >= 0.3
    error = 4 * math.sqrt(0.25 / flagged.sum())
    assert found.precision == pytest.approx(labels[flagged].mean(), abs=error)
    assert found.recall == pytest.approx(labels[flagged].sum() / labels.sum(), abs=error)
    assert found.auc == pytest.approx(matured_auc(scores, labels).auc, abs=0.02)
    truth = calibration(scores, labels)
    assert truth.observed_over_expected == pytest.approx(1, abs=4 / math.sqrt(labels.sum()))
    assert truth.error < 0.01


def test_a_shift_of_inputs_moves_what_is_expected_and_a_change_of_meaning_does_not():
    rng, rows = np.random.default_rng(2), 40_000
    before, shifted = rng.beta(0.8, 8, rows), rng.beta(1.6, 8, rows)
    healthy, moved = (expected_performance(each, threshold=0.2, **COSTS) for each in (before, shifted))
    assert moved.cost_usd > 1.3 * healthy.cost_usd
    assert moved.precision == pytest.approx((rng.random(rows) < shifted)[shifted >= 0.2].mean(), abs=0.02)
    # Fraud that the scores know nothing of: the same scores, so the same expectation, while labels tell another story.
    changed = (rng.random(rows) < 0.5 * before + 0.05).astype(float)
    unchanged = (rng.random(rows) < before).astype(float)
    assert matured_auc(before, changed).auc < matured_auc(before, unchanged).auc - 0.1
    assert matured_auc(before, unchanged).auc == pytest.approx(healthy.auc, abs=0.02)


def test_calibration_by_hand():
    scores, labels = [0.12, 0.18, 0.55, 0.95, 0.7], [0, 1, 1, 1, math.nan]
    found = calibration(scores, labels)
    assert found.rows == 4
    assert found.error == pytest.approx((abs(1 - 0.30) + 0.45 + 0.05) / 4)
    assert found.observed_over_expected == pytest.approx(3 / 1.8)
    assert calibration(scores, labels, edges=[0.5]).error == pytest.approx((0.70 + 0.50) / 4)


def test_training_on_one_negative_in_ten_shows_as_a_ratio():
    """Scores of a model that saw a tenth of the negatives are too high by that; the ratio says so, the AUC does not."""
    rng, rows = np.random.default_rng(3), 20_000
    true = rng.beta(0.5, 20, rows)
    scores = true / (true + (1 - true) / 10)
    labels = (rng.random(rows) < true).astype(float)
    assert calibration(scores, labels).observed_over_expected < 0.3
    assert matured_auc(scores, labels).auc == pytest.approx(matured_auc(true, labels).auc)


@given(ROWS, st.integers(1, 4))
def test_rows_without_score_or_label_change_nothing(rows, more):
    scores, labels = (list(each) for each in zip(*rows, strict=True))
    wide = [*scores, *[math.nan] * more, *[0.3] * more], [*labels, *[1.0] * more, *[math.nan] * more]
    for measure in (matured_auc, calibration):
        for name in measure(*wide).__slots__:
            found, expected = (getattr(measure(*each), name) for each in (wide, (scores, labels)))
            assert found == pytest.approx(expected, nan_ok=True), name
    longer = expected_performance([*scores, math.nan], threshold=0.4, **COSTS)
    assert longer.rows == len(scores)
    assert longer.cost_usd == pytest.approx(expected_performance(scores, threshold=0.4, **COSTS).cost_usd)


def test_windows_are_measured_at_once_as_one_by_one():
    rng = np.random.default_rng(4)
    scores = np.round(rng.random((3, 4, 30)), 1)
    labels = np.where(rng.random(scores.shape) < 0.2, np.nan, rng.random(scores.shape) < scores)
    thresholds = rng.random((3, 4))
    at_once = (expected_performance(scores, threshold=thresholds, **COSTS), matured_auc(scores, labels), calibration(scores, labels))  # fmt: skip
    for place in np.ndindex(3, 4):
        alone = (
            expected_performance(scores[place], threshold=thresholds[place], **COSTS),
            matured_auc(scores[place], labels[place]),
            calibration(scores[place], labels[place]),
        )
        for many, one in zip(at_once, alone, strict=True):
            for name in one.__slots__:
                assert getattr(many, name)[place] == pytest.approx(getattr(one, name)), name


def test_what_is_not_defined_is_nan_and_never_zero():
    nothing = expected_performance([math.nan, math.nan], threshold=0.5, **COSTS)
    assert (nothing.rows, nothing.cost_usd) == (0, 0)
    assert np.isnan([nothing.precision, nothing.recall, nothing.auc, nothing.flagged_share]).all()
    assert math.isnan(expected_performance([0.1, 0.2], threshold=0.5, **COSTS).precision)
    assert math.isnan(matured_auc([0.1, 0.2], [1, 1]).auc)
    assert np.isnan(calibration([0.1], [math.nan]).error)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: expected_performance([1.2], threshold=0.5, **COSTS),
        lambda: calibration([-0.1], [1]),
        lambda: matured_auc([0.1], [2]),
        lambda: calibration([0.1], [0.5]),
    ],
)
def test_what_is_no_probability_or_label_is_refused(wrong):
    with pytest.raises(ValueError, match=r"probability|label"):
        wrong()
