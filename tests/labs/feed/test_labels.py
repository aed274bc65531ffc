"""Labels for what nobody told about: votes of signs, weighed by those who did tell."""

import numpy as np
import pytest

from greenroom.labs.feed.labels import VOTES, LabelModel, ballots


def drawn(count, seed=1, share=0.7):
    draw = np.random.default_rng(seed)
    good = draw.random(count) < share
    signs = (draw.random(count, dtype=np.float32) for _ in range(3))
    return good, ballots(good, *signs)


def counted(good, ballot):
    return np.bincount(good * VOTES + ballot, minlength=2 * VOTES).reshape(2, VOTES).astype(float)


GOOD, BALLOT = drawn(40_000)
MODEL = LabelModel(counted(GOOD, BALLOT))


def test_votes_become_the_chance_that_they_are_right():
    for ballot in range(VOTES):
        rows = ballot == BALLOT
        if rows.sum() > 300:  # signs are drawn apart, given the truth, so naive Bayes is exact here
            assert MODEL.chance[ballot] == pytest.approx(GOOD[rows].mean(), abs=0.03)


def test_labels_are_calibrated_on_clicks_that_nobody_told_about():
    good, ballot = drawn(20_000, seed=2)
    label = MODEL.chance[ballot]
    assert label.mean() == pytest.approx(good.mean(), abs=0.01)
    sure = label > 0.95
    assert good[sure].mean() > 0.93
    assert np.mean((label > 0.5) == good) > max(good.mean(), 1 - good.mean()) + 0.05


def test_without_anybody_who_told_votes_say_little_and_break_nothing():
    chance = LabelModel(np.zeros((2, VOTES))).chance
    assert np.all((chance > 0) & (chance < 1))
    assert chance == pytest.approx(0.5)


def test_each_sign_is_told_with_how_often_it_votes_and_is_right():
    told = {name: (cast, right) for name, cast, right in MODEL.functions()}
    assert set(told) == {"dwell", "return", "save"}
    dwell = BALLOT // 4
    assert told["dwell"][0] == pytest.approx(np.mean(dwell != 1))
    assert told["dwell"][1] == pytest.approx(np.mean((dwell[dwell != 1] == 2) == GOOD[dwell != 1]))
    assert told["save"][1] > told["return"][1] > GOOD.mean()
