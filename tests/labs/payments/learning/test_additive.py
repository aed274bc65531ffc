"""The additive model: the same bits again, nothing from what is missing, and as good as it says."""

from itertools import pairwise

import numpy as np
import pytest
from tests.labs.playing import HEALTHY, SEED, SMALL

from greenroom.labs.monitor.performance import matured_auc
from greenroom.labs.payments.features.definitions import NAMES
from greenroom.labs.payments.learning import additive
from greenroom.labs.payments.learning.additive import BINS, Additive, Bins, bins, fit
from greenroom.labs.payments.timeline import world
from greenroom.labs.payments.world import Size


@pytest.fixture(scope="module")
def learnt():
    """Codes and truth of the history, and those of the lab, held out."""
    here = world(SEED, SMALL, HEALTHY)
    return (here.offline[:, : here.begin], here.payments.stolen[: here.begin]), (
        here.offline[:, here.begin :],
        here.payments.stolen[here.begin :],
    )


@pytest.fixture(scope="module")
def model(learnt):
    return fit(*learnt[0])


def coded(values):
    """Codes with `values` (rows,) as the first feature's and 1 everywhere else."""
    codes = np.ones((len(NAMES), len(values)), dtype=np.uint8)
    codes[0] = values
    return codes


def test_the_same_data_give_the_same_bits(learnt, model):
    again = fit(*learnt[0])
    assert again.curves.tobytes() == model.curves.tobytes()
    assert again.base == model.base


def test_other_data_give_another_model(learnt, model):
    codes, stolen = learnt[0]
    assert fit(codes[:, 1000:], stolen[1000:]).curves.tobytes() != model.curves.tobytes()


@pytest.mark.parametrize("weigh", [False, True])
def test_of_many_rows_the_honest_are_thinned_and_the_model_stays_as_good(learnt, monkeypatch, weigh):
    (codes, stolen), (unseen, truth) = learnt
    weights = np.where(codes[0] % 2, 1.0, 3.0) if weigh else None
    every_row = fit(codes, stolen, weights=weights)
    monkeypatch.setattr(additive, "MOST_ROWS", len(stolen) // 4)
    thinned = fit(codes, stolen, weights=weights)
    assert thinned.base == pytest.approx(every_row.base, abs=0.05), "the share of thefts is what it was"
    assert thinned.curves.tobytes() != every_row.curves.tobytes()
    few, all_rows = (float(matured_auc(one.scores(unseen), truth).auc) for one in (thinned, every_row))
    assert few == pytest.approx(all_rows, abs=0.02)
    assert thinned.scores(unseen).mean() == pytest.approx(every_row.scores(unseen).mean(), rel=0.3)
    assert fit(codes, stolen, weights=weights).curves.tobytes() == thinned.curves.tobytes()


def test_it_tells_held_out_thefts_from_honest_payments(learnt, model):
    codes, stolen = learnt[1]
    assert matured_auc(model.scores(codes), stolen).auc > 0.85
    assert matured_auc(model.scores(codes), np.roll(stolen, 1000)).auc == pytest.approx(0.5, abs=0.08)


def test_held_out_scores_are_chances():
    size = Size(customers=1500, per_day=6000, history_h=15 * 24.0, lab_h=4 * 24.0)
    here = world(SEED, size, HEALTHY)
    stolen = here.payments.stolen
    found = fit(here.offline[:, : here.begin], stolen[: here.begin])
    scores, truth = found.scores(here.offline[:, here.begin :]), stolen[here.begin :]
    for low, high in pairwise([0, 0.005, 0.02, 0.1, 0.3, 1.01]):
        rows = (scores >= low) & (scores < high)
        expected = scores[rows].sum()
        assert expected > 15
        assert truth[rows].sum() == pytest.approx(expected, abs=3 * np.sqrt(expected))


def test_on_what_it_learnt_from_the_scores_add_up_to_the_thefts(learnt, model):
    codes, stolen = learnt[0]
    assert model.scores(codes).sum() == pytest.approx(stolen.sum(), rel=0.02)


def test_a_step_between_two_groups_is_found_as_the_log_odds_say():
    draw = np.random.default_rng(5)
    group = draw.integers(1, 3, 40_000)
    stolen = draw.random(40_000) < np.where(group == 2, 0.3, 0.05)
    found = fit(coded(group), stolen)
    one, two = found.scores(coded(np.array([1, 2])))
    assert one == pytest.approx(stolen[group == 1].mean(), abs=0.002)
    assert two == pytest.approx(stolen[group == 2].mean(), abs=0.002)


def test_what_is_missing_adds_nothing_even_where_it_was_missing_in_training():
    draw = np.random.default_rng(5)
    group = draw.integers(0, 2, 5000)  # 0 is missing, and all thefts are there
    found = fit(coded(group), (group == 0) & (draw.random(5000) < 0.5))
    assert not found.curves[:, 0].any()
    everything_missing = np.zeros((len(NAMES), 1), dtype=np.uint8)
    assert found.scores(everything_missing)[0] == pytest.approx(1 / (1 + np.exp(-found.base)))


def test_unused_features_add_nothing_and_the_others_do(learnt):
    codes, stolen = learnt[0]
    found = fit(codes, stolen, unused=frozenset({"device_days", "hour"}))
    weight = found.importance(codes)
    assert weight["device_days"] == weight["hour"] == 0
    assert all(weight[name] > 0 for name in NAMES if name not in {"device_days", "hour"})
    changed = codes.copy()
    changed[NAMES.index("device_days")] = 1
    assert np.array_equal(found.scores(changed), found.scores(codes))


def test_what_thieves_differ_in_weighs_more_than_what_they_do_not(learnt, model):
    weight = model.importance(learnt[0][0])
    assert min(weight["device_days"], weight["amount_over_mean"]) > 1.5 * max(
        weight["hour"], weight["category"]
    )


@pytest.mark.parametrize("truth", [False, True])
def test_a_month_without_a_theft_or_with_nothing_else_gives_scores_and_no_error(truth):
    scores = fit(coded(np.arange(200) % BINS + 1), np.full(200, truth)).scores(coded(np.arange(1, BINS + 1)))
    assert np.all(np.isfinite(scores))
    assert np.all((scores > 0.5) == truth)


def test_log_odds_add_up():
    curves = np.zeros((len(NAMES), BINS + 1))
    curves[0, 2], curves[1, 1] = np.log(3), np.log(2)
    assert Additive(0.0, curves).scores(coded(np.array([1, 2]))) == pytest.approx([2 / 3, 6 / 7])


def test_bins_are_quantiles_and_what_is_missing_has_one_of_its_own():
    values = {name: np.arange(3200.0) for name in NAMES}
    codes = bins(values).codes("hour", np.array([np.nan, -5.0, 0.0, 1600.0, 3199.0, 1e9]))
    assert codes.tolist() == [0, 1, 1, 16, 31, 31]
    counts = np.bincount(bins(values).codes("hour", values["hour"]))
    assert counts[0] == 0
    assert counts[1:] == pytest.approx([3200 / 31] * 31, abs=1)


def test_a_value_at_an_edge_belongs_to_the_bin_above():
    assert Bins({"hour": np.array([1.0, 2.0])}).codes("hour", np.array([0.9, 1.0, 2.0])).tolist() == [1, 2, 3]
