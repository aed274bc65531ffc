"""Requests of one user resemble each other; the delta method knows."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.rollout.estimate import difference, of_proportion
from greenroom.labs.rollout.normal import two_sided
from greenroom.labs.rollout.ratio_metric import by_user, inflation, of_ratio

USERS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=2, max_size=40)


def arm(rng, users, *, spread=0.05):
    """Clicks and requests of users whose own click rates differ: gamma, mean 0.05, with this standard deviation."""
    rate = np.minimum(rng.gamma((0.05 / spread) ** 2, spread**2 / 0.05, users), 1.0)
    requests = 1 + rng.poisson(39, users)
    return rng.binomial(requests, rate), requests


def test_an_aa_test_on_requests_finds_effects_that_are_not_there_and_the_delta_method_does_not():
    rng, tests, z = np.random.default_rng(11), 1200, two_sided(0.05)
    naive, by_users = 0, 0
    for _ in range(tests):
        one, other = arm(rng, 1000), arm(rng, 2000)
        plain = difference(
            *(of_proportion(int(clicks.sum()), int(requests.sum())) for clicks, requests in (one, other))
        )
        naive += abs(plain.z) > z
        by_users += abs(difference(of_ratio(*one), of_ratio(*other)).z) > z
    assert naive / tests > 0.2
    assert by_users / tests == pytest.approx(0.05, abs=3.3 * math.sqrt(0.05 * 0.95 / tests))


def test_the_variance_is_that_of_repeated_samples_also_where_few_users_make_most_requests():
    rng = np.random.default_rng(12)
    drawn = [of_ratio(rng.binomial(many, 0.5), many) for many in rng.geometric(0.05, (1500, 500))]
    real = np.var([one.value for one in drawn])
    assert np.mean([one.variance for one in drawn]) == pytest.approx(real, rel=0.12)


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=30))
def test_users_who_all_click_one_time_in_four_leave_no_doubt_however_much_they_ask(fours):
    seen = of_ratio(np.array(fours), 4 * np.array(fours))
    assert seen.value == 0.25
    assert seen.variance == pytest.approx(0.0, abs=1e-15)


def test_with_one_request_a_user_it_is_a_proportion():
    clicks = np.array([1, 0, 0, 1, 0, 0, 0, 0])
    seen, plain = of_ratio(clicks, np.ones(8)), of_proportion(2, 8)
    assert seen.value == plain.value
    assert seen.variance == pytest.approx(plain.variance * 8 / 7)


@pytest.mark.parametrize("repeats", [1, 5, 40])
def test_requests_that_are_copies_of_each_other_count_once(repeats):
    clicked = np.random.default_rng(13).random(1000) < 0.3
    assert inflation(clicked * repeats, np.full(1000, repeats)) == pytest.approx(repeats * 1000 / 999)


@given(USERS, st.integers(2, 7))
def test_each_user_twice_halves_the_variance_but_for_one_degree_of_freedom(users, times):
    clicks, requests = (np.array(one) for one in zip(*((min(c, r), r) for c, r in users), strict=True))
    once, often = of_ratio(clicks, requests), of_ratio(np.tile(clicks, times), np.tile(requests, times))
    n = len(users)
    assert often.value == pytest.approx(once.value)
    assert often.variance == pytest.approx(once.variance * (n - 1) / (times * n - 1), abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=60), st.randoms())
def test_the_order_of_requests_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    first, second = (by_user(*zip(*some, strict=True)) for some in (rows, shuffled))
    np.testing.assert_array_equal(first, second)
    assert first[0].sum() == sum(clicked for _, clicked in rows)
    assert first[1].sum() == len(rows)


@pytest.mark.parametrize(("clicks", "requests"), [([1], [2]), ([1, 0], [1, 1, 1]), ([0, 0], [0, 0])])
def test_what_is_no_ratio_is_refused(clicks, requests):
    with pytest.raises(ValueError, match="two users"):
        of_ratio(clicks, requests)


def test_no_inflation_can_be_told_where_nothing_varies_and_no_users_without_clicks():
    with pytest.raises(ValueError, match="nothing varies"):
        inflation([0, 0], [3, 4])
    with pytest.raises(ValueError, match="one of each"):
        by_user([1, 2], [True])
