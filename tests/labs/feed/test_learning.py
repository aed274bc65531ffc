"""The ranking model: sums that add up, weights that are the ridge solution, memory that remembers."""

import numpy as np
import pytest

from greenroom.labs.feed.features import BINS, NAMES
from greenroom.labs.feed.learning import WIDTH, Recipe, area, fit, pairs, remember, sums
from greenroom.labs.feed.serving import steepness
from greenroom.labs.feed.world import EXAMINED

DRAW = np.random.default_rng(3)
ROWS = 3000
CODES = DRAW.integers(0, BINS + 1, (len(NAMES), ROWS)).astype(np.uint8)
EFFECT = DRAW.normal(0, 0.05, (len(NAMES), WIDTH))
LABEL = (DRAW.random(ROWS) < 0.3 + sum(EFFECT[at][CODES[at]] for at in range(len(NAMES)))).astype(float)
ONCE = np.ones(ROWS)
ALL = frozenset[str]()


def test_sums_of_parts_are_the_sums_of_the_whole():
    whole = sums(CODES, LABEL, 2 * LABEL, ONCE)
    parts = [
        sums(CODES[:, cut], LABEL[cut], 2 * LABEL[cut], ONCE[cut])
        for cut in (slice(0, 900), slice(900, None))
    ]
    added = parts[0] + parts[1]
    assert np.array_equal(added.met, whole.met)
    assert np.array_equal(added.reads, whole.reads)
    assert added.rows == ROWS


def test_a_row_that_counts_twice_is_two_rows():
    twice = sums(CODES, LABEL, LABEL, 2 * ONCE)
    copied = sums(np.tile(CODES, 2), np.tile(LABEL, 2), np.tile(LABEL, 2), np.tile(ONCE, 2))
    assert np.array_equal(twice.met, copied.met)


def test_weights_are_the_ridge_solution():
    of = sums(CODES, LABEL, LABEL, ONCE)
    model = fit(of, Recipe(unused=ALL))
    one_hot = np.concatenate([np.eye(WIDTH)[row] for row in CODES], axis=1)
    wanted = np.linalg.solve(
        one_hot.T @ one_hot + 30 * np.eye(one_hot.shape[1]), one_hot.T @ (LABEL - LABEL.mean())
    )
    assert model.scores(CODES) == pytest.approx(LABEL.mean() + one_hot @ wanted, abs=2e-3)
    assert np.ptp(model.scores(CODES)) > 0.2


def test_what_is_unused_adds_nothing_and_what_is_used_is_found():
    model = fit(sums(CODES, LABEL, LABEL, ONCE), Recipe(unused=frozenset({"quality", "place"})))
    weights = dict(zip(NAMES, model.weights, strict=True))
    assert not weights["quality"].any()
    assert not weights["place"].any()
    assert np.corrcoef(weights["topic"], EFFECT[0])[0, 1] > 0.8


def test_weighted_reads_are_learnt_where_the_recipe_says_so():
    of = sums(CODES, LABEL, 3 * LABEL, ONCE)
    plain, weighted = (fit(of, Recipe(weighted=which, unused=ALL)) for which in (False, True))
    assert weighted.base == pytest.approx(3 * plain.base)
    assert weighted.weights == pytest.approx(3 * plain.weights, abs=1e-7)


def test_memory_knows_rows_again_and_says_nothing_of_others():
    pair = pairs(DRAW.integers(0, 500, ROWS), DRAW.integers(0, 900, ROWS))
    noise = (DRAW.random(ROWS) < 0.3).astype(float)
    model = fit(sums(CODES, noise, noise, ONCE), Recipe(unused=ALL))
    with_memory = remember(model, CODES, pair, noise, ONCE, 65536)
    seen = area(with_memory.scores(CODES, pair), noise, ONCE) - area(model.scores(CODES), noise, ONCE)
    other = pairs(DRAW.integers(500, 999, ROWS), DRAW.integers(0, 900, ROWS))
    fresh = (DRAW.random(ROWS) < 0.3).astype(float)
    unseen = area(with_memory.scores(CODES, other), fresh, ONCE)
    assert seen > 0.1
    assert unseen == pytest.approx(0.5, abs=0.04)


def test_the_area_is_the_share_of_pairs_in_order():
    score, good = DRAW.random(80), (DRAW.random(80) < 0.4).astype(float)
    up, down = score[good == 1], score[good == 0]
    assert area(score, good, np.ones(80)) == pytest.approx(np.mean(up[:, None] > down[None, :]))
    assert np.isnan(area(score, np.zeros(80), np.ones(80)))


def test_the_curve_of_looks_is_read_from_random_slots_and_not_from_few():
    clicks = DRAW.multinomial(2000, EXAMINED / EXAMINED.sum())
    assert steepness(np.stack([clicks, np.full(6, 9000)]).astype(float)) == pytest.approx(0.9, abs=0.1)
    assert steepness(np.full((2, 6), 5.0)) == 0
