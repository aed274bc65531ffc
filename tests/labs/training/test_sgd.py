"""Training: it learns, goes on from a checkpoint as if it had never stopped, and breaks as real runs do."""

from dataclasses import replace

import numpy as np
import pytest

from greenroom.labs.training.floats32 import Precision
from greenroom.labs.training.sgd import BATCH, EPOCHS, Guard, Recipe, batches, begin, fit
from greenroom.labs.training.world import RATIO, TURNOVER, Size, tape

TAPE = tape(3, Size(per_day=3000, history_days=1, lab_days=1))
MARKET, STOLEN = TAPE.market, TAPE.stolen.astype(np.float32)
ROWS = np.arange(len(MARKET))
FP32, FP16 = Recipe(precision=Precision.FP32), Recipe(precision=Precision.FP16)


def order(seed=1):
    return batches(np.random.default_rng(seed), ROWS)


def trained(recipe=FP32, *, features=TAPE.features, seed=1, usable=ROWS, start=None):
    return fit(features, MARKET, STOLEN, recipe, order(seed), usable, start or begin())


def one_infinite():
    features = TAPE.features.copy()
    features[1234, RATIO] = np.inf
    return features


def step_of(row, seed):
    return next(at for at, rows in enumerate(order(seed)) if row in rows)


def test_every_epoch_goes_once_through_all_rows_but_the_last_few():
    made = order()
    each = len(ROWS) // BATCH
    assert len(made) == EPOCHS * each
    for epoch in range(EPOCHS):
        seen = np.concatenate(made[epoch * each : (epoch + 1) * each])
        assert len(np.unique(seen)) == len(seen) == each * BATCH


@pytest.mark.parametrize(
    "recipe", [FP32, Recipe(), replace(FP16, standardise=True)], ids=["fp32", "bf16", "fp16 scaled"]
)
def test_it_learns_to_tell_thefts_in_every_precision(recipe):
    done = trained(recipe)
    score = done.model.scores(TAPE.features, MARKET)
    assert done.stopped == ""
    assert done.final_loss < 0.8 * done.losses[:5].mean()
    assert score[TAPE.stolen].mean() > 5 * score[~TAPE.stolen].mean()


def test_the_first_gradient_is_that_of_the_logistic_loss():
    done = trained()
    rows = order()[0]
    chance = 1 / (1 + np.exp(4.5))
    loss = -np.where(TAPE.stolen[rows], np.log(chance), np.log(1 - chance)).mean()
    assert done.losses[0] == pytest.approx(loss, rel=1e-5)
    bias = chance - STOLEN[rows].mean()
    assert done.norms[0] > abs(bias)


@pytest.mark.parametrize("recipe", [FP32, Recipe(), replace(FP16, standardise=True)])
def test_who_goes_on_from_a_checkpoint_comes_to_the_same_bits(recipe):
    whole = trained(recipe)
    half = whole.checkpoints[1]
    rest = trained(recipe, start=half)
    assert rest.first_step == half.step == 10
    assert rest.model.weights.tobytes() == whole.model.weights.tobytes()
    assert np.array_equal(rest.losses, whole.losses[10:])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_infinite_row_stops_the_run_at_the_step_that_the_shuffle_gives_it(seed):
    done = trained(features=one_infinite(), seed=seed)
    assert done.last_step - 1 == step_of(1234, seed)
    assert done.stopped == "loss not finite"
    assert np.isnan(done.losses[-1])
    assert np.isfinite(done.losses[:-1]).all()
    assert np.isfinite(done.checkpoints[-1].weights).all()


def test_the_step_moves_with_the_shuffle():
    assert len({step_of(1234, seed) for seed in range(1, 6)}) > 2


@pytest.mark.parametrize(
    "recipe", [replace(FP32, lr=0.01), replace(FP32, clip=0.1), replace(FP32, standardise=True)]
)
def test_neither_small_steps_nor_clipping_nor_other_means_save_it(recipe):
    assert trained(recipe, features=one_infinite()).stopped


def test_without_the_row_the_checkpoint_goes_on_to_a_sound_model():
    broken = trained(features=one_infinite())
    kept = ROWS[ROWS != 1234]
    done = trained(features=one_infinite(), usable=kept, start=broken.checkpoints[-1])
    assert done.stopped == ""
    assert (
        done.model.weights.tobytes() == trained(features=one_infinite(), usable=kept).model.weights.tobytes()
    )


def test_skipping_leaves_the_step_out_and_no_guard_at_all_makes_weights_that_are_no_numbers():
    skipped = trained(replace(FP32, guard=Guard.SKIP), features=one_infinite())
    assert (skipped.stopped, skipped.skipped) == ("", EPOCHS)
    assert np.isfinite(skipped.model.weights).all()
    blind = trained(replace(FP32, guard=Guard.OFF), features=one_infinite())
    assert blind.stopped == ""
    assert np.isnan(blind.model.scores(TAPE.features[:5], MARKET[:5])).all()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_raw_dollars_in_float16_halve_the_scale_at_every_step_whatever_the_shuffle(seed):
    done = trained(FP16, seed=seed)
    assert not np.isfinite(done.losses).any()
    assert done.last_step - 1 == 16 == np.log2(65536)
    assert (done.scale, done.skipped, done.stopped) == (1.0, 17, "loss scale at its least")
    assert done.model.weights.tobytes() == begin().weights.tobytes()


@pytest.mark.parametrize("recipe", [replace(FP16, lr=0.001), replace(FP16, clip=1.0)])
def test_no_rate_and_no_limit_helps_where_no_gradient_is_finite(recipe):
    assert trained(recipe).stopped


def test_float16_without_the_raw_feature_trains_and_knows_less():
    done = trained(replace(FP16, left_out=frozenset({TURNOVER})))
    assert done.stopped == ""
    assert done.model.weights[TURNOVER] == 0
    assert done.final_loss > trained().final_loss


def test_a_low_limit_makes_small_steps():
    assert (
        np.abs(trained(replace(FP32, clip=0.001)).model.weights).sum() < np.abs(trained().model.weights).sum()
    )
