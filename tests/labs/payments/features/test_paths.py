"""Two programs for the same features: they agree when all is well, and differ where something is broken and nowhere else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.labs.playing import HEALTHY, SEED, SMALL

from greenroom.labs.payments.features.definitions import FEATURES, NAMES, TABLES
from greenroom.labs.payments.features.offline import as_of
from greenroom.labs.payments.features.serving import Pipeline, Tables
from greenroom.labs.payments.world import Size, payments

FROM_TABLES = {"amount_over_mean", "paid_3h", "paid_24h", "spent_24h", "member_days"}
STATES = {
    "cents": (Pipeline(amount_scale=100.0), {"amount_usd", "amount_over_mean"}),
    "stale": (Pipeline(frozen_h=40.0), FROM_TABLES),
    "zero": (Pipeline(zeroed=frozenset({"merchant_risk"})), {"merchant_risk"}),
    "twice": (
        Pipeline(repeated_h=40.0, repeats=4.0),
        {"amount_over_mean", "paid_3h", "paid_24h", "spent_24h"},
    ),
    "swapped": (Pipeline(swapped=("merchant_risk", "ip_risk")), {"merchant_risk", "ip_risk"}),
    "left out": (Pipeline(left_out=frozenset({"paid_3h", "member_days"})), {"paid_3h", "member_days"}),
}


@pytest.fixture(scope="module")
def paid():
    return payments(SEED, SMALL, HEALTHY)


@pytest.fixture(scope="module")
def everything(paid):
    return np.arange(len(paid.when_h))


@pytest.fixture(scope="module")
def offline(paid, everything):
    return as_of(paid, everything)


@pytest.fixture(scope="module")
def tables(paid):
    return Tables(paid)


def differ(tables, rows, offline, pipeline):
    """By feature, which of `rows` are not served as they are recomputed."""
    return {name: tables.value(name, rows, pipeline) != offline[name][rows] for name in NAMES}


def test_both_paths_compute_every_feature_that_is_defined(offline):
    assert tuple(offline) == NAMES
    assert {one.name for one in FEATURES if one.window_h} == {"paid_3h", "paid_24h", "spent_24h"}
    assert TABLES == FROM_TABLES


@pytest.mark.parametrize("name", NAMES)
def test_when_all_is_well_both_paths_agree_on_every_payment_to_the_last_bit(
    tables, everything, offline, name
):
    served = tables.value(name, everything, Pipeline())
    assert np.array_equal(served, offline[name])
    assert len(np.unique(served)) > 1


@pytest.mark.parametrize("state", STATES)
def test_what_is_broken_is_served_wrong_and_nothing_else(tables, paid, offline, state):
    pipeline, wrong = STATES[state]
    late = np.flatnonzero(paid.when_h >= 70)
    found = {name for name, which in differ(tables, late, offline, pipeline).items() if which.any()}
    assert found == wrong


@pytest.mark.parametrize("state", ["stale", "twice"])
def test_what_breaks_at_an_hour_changes_nothing_before_it(tables, paid, offline, state):
    early = np.flatnonzero(paid.when_h < 41)  # the tables of hour 40 are right still
    found = differ(tables, early, offline, STATES[state][0])
    assert not any(which.any() for which in found.values())


def test_cents_make_the_amount_and_its_share_of_the_mean_a_hundredfold(tables, everything, offline):
    for name in ("amount_usd", "amount_over_mean"):
        served = tables.value(name, everything, Pipeline(amount_scale=100.0))
        assert np.allclose(served, 100 * offline[name], rtol=1e-12)


def test_frozen_tables_serve_a_customer_as_they_were_when_last_written(tables, paid):
    late = np.flatnonzero(paid.when_h >= 90)
    frozen = {name: tables.value(name, late, Pipeline(frozen_h=40.0)) for name in FROM_TABLES}
    for customer in np.unique(paid.customer[late])[:40]:
        rows = paid.customer[late] == customer
        before = (paid.customer == customer) & (paid.when_h >= 16) & (paid.when_h < 40)
        assert np.all(frozen["paid_24h"][rows] == before.sum())
        assert frozen["spent_24h"][rows] == pytest.approx(paid.amount_usd[before].sum())


def test_counted_again_means_so_many_times_more_since_it_began(tables, paid, offline):
    late = np.flatnonzero(paid.when_h >= 70)  # the windows lie after the begin by then
    served = tables.value("paid_24h", late, Pipeline(repeated_h=40.0, repeats=4.0))
    assert np.array_equal(served, 5 * offline["paid_24h"][late])


def test_swapped_columns_serve_each_in_the_others_place(tables, everything, offline):
    pipeline = Pipeline(swapped=("merchant_risk", "ip_risk"))
    assert np.array_equal(tables.value("merchant_risk", everything, pipeline), offline["ip_risk"])
    assert np.array_equal(tables.value("ip_risk", everything, pipeline), offline["merchant_risk"])


def test_what_is_left_out_is_missing_and_what_is_zeroed_is_zero(tables, everything):
    left_out = tables.value("paid_3h", everything, Pipeline(left_out=frozenset({"paid_3h"})))
    assert np.isnan(left_out).all()
    assert not tables.value("merchant_risk", everything, Pipeline(zeroed=frozenset({"merchant_risk"}))).any()


def test_windows_are_counted_as_a_plain_loop_counts_them(paid, offline):
    for row in np.linspace(2000, len(paid.when_h) - 1, 60).astype(int):
        until = np.floor(paid.when_h[row])
        mine = (paid.customer == paid.customer[row]) & (paid.when_h < until)
        day, three = mine & (paid.when_h >= until - 24), mine & (paid.when_h >= until - 3)
        fortnight = paid.amount_usd[mine & (paid.when_h >= until - 336)]
        mean = (fortnight.sum() + 3 * 40.0) / (len(fortnight) + 3)
        assert offline["paid_24h"][row] == day.sum()
        assert offline["paid_3h"][row] == three.sum()
        assert offline["spent_24h"][row] == pytest.approx(paid.amount_usd[day].sum())
        assert offline["amount_over_mean"][row] == pytest.approx(paid.amount_usd[row] / mean)


TINY = payments(2, Size(customers=5, per_day=60, history_h=48.0, lab_h=48.0), HEALTHY)


@settings(max_examples=40)
@given(row=st.integers(0, len(TINY.when_h) - 1), factor=st.sampled_from([0.0, 3.0, 1000.0]))
def test_whatever_happens_from_the_full_hour_on_a_payments_past_stays_what_it_was(row, factor):
    hour = np.floor(TINY.when_h[row])
    later = (TINY.when_h >= hour) & (np.arange(len(TINY.when_h)) != row)
    changed = replace(
        TINY,
        amount_usd=np.where(later, np.round(TINY.amount_usd * factor, 2), TINY.amount_usd),
        customer=np.where(later, TINY.customer[row], TINY.customer),  # all theirs from then on
        stolen=TINY.stolen ^ later,
    )
    rows = np.array([row])
    before, after = as_of(TINY, rows), as_of(changed, rows)
    assert all(before[name] == after[name] for name in NAMES)
    served = Tables(changed)
    assert all(served.value(name, rows, Pipeline()) == before[name] for name in NAMES)


@settings(max_examples=40)
@given(row=st.integers(0, len(TINY.when_h) - 1))
def test_and_what_happened_before_the_full_hour_counts(row):
    hour = np.floor(TINY.when_h[row])
    earlier = (TINY.when_h < hour) & (TINY.when_h >= hour - 24) & (TINY.customer == TINY.customer[row])
    changed = replace(TINY, amount_usd=np.where(earlier, TINY.amount_usd + 1, TINY.amount_usd))
    rows = np.array([row])
    more = as_of(changed, rows)["spent_24h"] - as_of(TINY, rows)["spent_24h"]
    assert more == pytest.approx(earlier.sum())
