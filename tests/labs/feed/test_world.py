"""The world of a feed: the same for a seed whatever is done, and the same before the onset whatever happens later."""

import numpy as np
import pytest
from tests.labs.feed.feeding import SEED, SMALL

from greenroom.labs.feed.catalogue import ALIVE_H
from greenroom.labs.feed.world import CANDIDATES, EXAMINED, SLOTS, Unrest, tape

QUIET = tape(SEED, SMALL, Unrest())
DRAWN = ("when_h", "reader", "depth", "click_at", "good_at", "tracked", "copies", "split_at", "explored")


def test_visits_are_in_order_and_each_day_has_its_own():
    assert np.all(np.diff(QUIET.when_h) >= 0)
    for day in range(SMALL.days):
        begin = (day - SMALL.before_days) * 24.0
        inside = QUIET.when_h[QUIET.rows(day)]
        assert len(inside) > 100
        assert begin <= inside.min() <= inside.max() < begin + 24


def test_candidates_are_alive_and_none_comes_twice_in_a_visit():
    age = QUIET.when_h[:, None] - QUIET.items.published_h[QUIET.candidate]
    assert QUIET.candidate.shape == (len(QUIET.when_h), CANDIDATES)
    assert age.min() >= 0
    assert age.max() <= ALIVE_H
    assert np.all(np.diff(np.sort(QUIET.candidate, axis=1), axis=1) > 0)


def test_another_seed_has_other_readers_and_the_same_seed_the_same():
    again, other = tape(SEED, SMALL, Unrest()), tape(SEED + 1, SMALL, Unrest())
    assert all(np.array_equal(getattr(QUIET, name), getattr(again, name)) for name in DRAWN)
    assert not np.array_equal(QUIET.reader, other.reader)


def test_new_items_leave_everything_before_them_as_it_was():
    onset = 40.0
    other = tape(SEED, SMALL, Unrest(onset, partner=1.0))
    past = QUIET.when_h < onset
    assert all(np.array_equal(getattr(QUIET, name), getattr(other, name)) for name in DRAWN)
    for name in ("candidate", "click_logit", "good_chance", "topic_taste", "best_reads"):
        assert np.array_equal(getattr(QUIET, name)[past], getattr(other, name)[past])
    later = other.when_h > onset + 48
    assert len(other.items.topic) > len(QUIET.items.topic)
    assert np.median(other.items.published_h[other.candidate[later]]) > np.median(
        QUIET.items.published_h[QUIET.candidate[later]]
    )


def test_no_order_is_expected_to_give_more_than_the_best():
    value = QUIET.good_chance / (1 + np.exp(-QUIET.click_logit))
    for order in (np.argsort(QUIET.shuffle, axis=1), np.argsort(-QUIET.good_chance, axis=1)):
        given = (np.take_along_axis(value, order[:, :SLOTS], axis=1) * EXAMINED).sum(axis=1)
        assert np.all(given <= QUIET.best_reads + 1e-6)


@pytest.mark.parametrize("share", [0.3])
def test_seven_in_ten_visits_tell_nothing_of_what_was_good(share):
    assert QUIET.tracked.mean() == pytest.approx(share, abs=0.02)
