"""The payments' world: the same for a seed, untouched by what others draw, and as described."""

import dataclasses

import numpy as np
import pytest
from tests.labs.playing import HEALTHY, SEED, SMALL

from greenroom.labs.noise import stream
from greenroom.labs.payments.world import Payments, Size, Unrest, payments

ARRAYS = tuple(one.name for one in dataclasses.fields(Payments) if one.name not in {"size", "countries"})
RING, HOLIDAY = Unrest(40.0, ring=1.0), Unrest(40.0, holiday=0.4)


@pytest.fixture(scope="module")
def paid():
    return payments(SEED, SMALL, HEALTHY)


def equal(one, other, rows=slice(None)):
    each = ("usual_usd", "member_days", "country", "place")  # by customer
    return {
        name
        for name in ARRAYS
        if np.array_equal(
            getattr(one, name)[slice(None) if name in each else rows],
            getattr(other, name)[slice(None) if name in each else rows],
        )
    }


def test_a_stream_is_its_own_whatever_else_is_drawn():
    before = stream(3, "thefts").random(5)
    stream(3, "honest").random(1000)
    assert np.array_equal(stream(3, "thefts").random(5), before)
    assert not np.array_equal(stream(3, "honest").random(5), before)
    assert not np.array_equal(stream(4, "thefts").random(5), before)


def test_the_stream_of_a_name_is_written_in_stone():
    # A change of these figures changes every lab that anybody has played and saved.
    assert stream(1, "honest").integers(0, 1000, 4).tolist() == [129, 293, 999, 167]


def test_the_same_seed_pays_the_same_and_another_does_not(paid):
    assert equal(payments(SEED, SMALL, HEALTHY), paid) == set(ARRAYS)
    other = payments(SEED + 1, SMALL, HEALTHY)
    assert not np.array_equal(other.usual_usd, paid.usual_usd)
    assert not np.array_equal(other.when_h[:100], paid.when_h[:100])


@pytest.mark.parametrize("unrest", [RING, HOLIDAY])
def test_before_the_onset_the_world_is_the_healthy_one(paid, unrest):
    shaken = payments(SEED, SMALL, unrest)
    until = int((paid.when_h < 40).sum())
    assert equal(shaken, paid, slice(until)) == set(ARRAYS)
    assert shaken.when_h[until:].min() >= 40
    assert len(shaken.when_h) > len(paid.when_h)


def test_a_ring_steals_through_one_kind_of_merchant_and_looks_ordinary_else(paid):
    shaken = payments(SEED, SMALL, RING)
    new = ~np.isin(shaken.when_h, paid.when_h)
    assert shaken.stolen[new].all()
    assert len(np.unique(shaken.category[new])) == 1
    later = paid.when_h >= 40
    assert new.sum() == pytest.approx(paid.stolen[later].sum(), rel=0.3)  # one for each ordinary one
    honest = paid.device_days[~paid.stolen]
    assert np.median(shaken.device_days[new]) == pytest.approx(np.median(honest), rel=0.4)
    assert np.median(paid.device_days[paid.stolen]) < 0.1 * np.median(honest)


def test_on_a_holiday_more_is_paid_and_nobody_steals_more(paid):
    shaken = payments(SEED, SMALL, HOLIDAY)
    later = shaken.when_h >= 40
    assert later.sum() == pytest.approx(1.4 * (paid.when_h >= 40).sum(), rel=0.05)
    assert shaken.stolen.sum() == paid.stolen.sum()
    new = ~np.isin(shaken.when_h, paid.when_h)
    assert shaken.amount_usd[new].mean() > 1.2 * paid.amount_usd[~paid.stolen].mean()


def test_payments_are_in_order_within_history_and_lab_and_in_whole_cents(paid):
    assert np.all(np.diff(paid.when_h) >= 0)
    assert paid.when_h[0] >= -SMALL.history_h
    assert paid.when_h[-1] < SMALL.lab_h
    assert np.array_equal(paid.amount_cents / 100, paid.amount_usd)
    assert np.all(paid.amount_usd > 0)


def test_about_two_payments_in_a_hundred_are_stolen_and_one_is_held_out(paid):
    assert paid.stolen.mean() == pytest.approx(0.02, abs=0.004)
    assert paid.unconditional.mean() == pytest.approx(0.01, abs=0.002)
    assert paid.unconditional[paid.stolen].mean() == pytest.approx(0.01, abs=0.012)


def test_the_bank_tells_after_days_and_of_honest_payments_no_sooner(paid):
    after = paid.known_h - paid.when_h
    assert after.min() > 0
    assert np.median(after[paid.stolen]) == pytest.approx(60, rel=0.05)
    assert np.median(after[~paid.stolen]) == pytest.approx(60, rel=0.05)
    assert np.mean(after[paid.stolen] > 132) < 0.03  # what training calls mature


def test_the_day_is_busier_than_the_night():
    paid = payments(3, Size(50, 4000, 168.0, 168.0), HEALTHY)
    by_hour = np.bincount((paid.when_h[~paid.stolen] % 24).astype(int), minlength=24)
    assert by_hour[18] > 8 * by_hour[3]
