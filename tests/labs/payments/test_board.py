"""The dashboard: each metric is what it says, over its window, and NaN where there is too little to tell."""

import numpy as np
import pytest
from tests.labs.playing import HEALTHY, SEED, SMALL

from greenroom.labs.monitor.drift import population_stability_index
from greenroom.labs.monitor.performance import matured_auc
from greenroom.labs.payments.board import AUDITED_H, DRIFT_H, LABELS_H, METRICS, board
from greenroom.labs.payments.features.definitions import NAMES
from greenroom.labs.payments.features.serving import Pipeline
from greenroom.labs.payments.timeline import Decider, Timeline, world

WORLD = world(SEED, SMALL, HEALTHY)
PAID = WORLD.payments
AT_H = 58.0  # in the morning: a night hour has too few payments to sample


def after(**what):
    """The board of a system in which `what` holds from hour 50 on."""
    system = Timeline(WORLD)
    system.change(AT_H, **what)
    return system, board(system)


@pytest.fixture(scope="module")
def quiet():
    return board(Timeline(WORLD))


@pytest.fixture(scope="module")
def system():
    return Timeline(WORLD)


def ending(quiet, at_h):
    return quiet.until(at_h) - 1


def made(at_h, hours):
    return (PAID.when_h >= at_h - hours) & (PAID.when_h < at_h)


def told(at_h, system):
    return (PAID.known_h >= at_h - LABELS_H) & (PAID.known_h < at_h) & ~system.declined


def test_there_is_a_value_of_every_metric_for_every_hour(quiet):
    assert tuple(quiet.values) == tuple(one.name for one in METRICS)
    assert quiet.ends_h.tolist() == list(range(-167, int(SMALL.lab_h) + 1))
    assert all(len(values) == len(quiet.ends_h) for values in quiet.values.values())


@pytest.mark.parametrize(("at_h", "hours"), [(0.0, 168), (0.99, 168), (1.0, 169), (-168.0, 0), (1e9, 312)])
def test_an_hour_is_known_once_it_has_ended(quiet, at_h, hours):
    assert quiet.until(at_h) == hours


@pytest.mark.parametrize("at_h", [1.0, 40.0, 144.0])
def test_counts_and_shares_are_those_of_their_windows(quiet, system, at_h):
    at = ending(quiet, at_h)
    assert quiet.values["payments_total"][at] == made(at_h, 1).sum()
    assert quiet.values["declined_share"][at] == pytest.approx(system.declined[made(at_h, 6)].mean())


@pytest.mark.parametrize("at_h", [1.0, 40.0, 144.0])
def test_figures_from_labels_use_those_told_in_three_days_of_payments_let_through(quiet, system, at_h):
    at, rows = ending(quiet, at_h), told(at_h, system)
    stolen, score = PAID.stolen[rows], system.score[rows]
    assert quiet.values["matured_auc"][at] == pytest.approx(matured_auc(score, stolen).auc, abs=0.004)
    assert quiet.values["observed_over_expected"][at] == pytest.approx(stolen.sum() / score.sum())
    assert quiet.values["cost_usd"][at] == pytest.approx(120.0 * stolen.sum() / 3)


def test_drift_is_the_psi_of_half_a_day_against_the_week_before(quiet, system):
    at_h = 40.0
    for name in ("amount_usd", "paid_24h"):
        codes = system.codes[NAMES.index(name)]
        before, now = (
            np.bincount(codes[rows], minlength=33) for rows in (made(0.0, 168), made(at_h, DRIFT_H))
        )
        psi = population_stability_index(before, now)
        found = quiet.values[f'feature_psi{{feature="{name}"}}'][ending(quiet, at_h)]
        assert found == pytest.approx(psi)


def test_in_health_nothing_is_amiss(quiet):
    assert np.nanmax(quiet.values["audit_mismatch_share"]) == 0  # NaN in a night without a row in the sample
    assert set(quiet.values["table_age_hours"]) == {1.0}
    assert quiet.values["stream_records_per_payment"].max() <= 1.001


def test_the_audit_sees_the_share_of_rows_that_are_served_wrong():
    system, found = after(pipeline=Pipeline(amount_scale=100.0))
    values = found.values["audit_mismatch_share"]
    assert np.nanmax(values[: found.until(AT_H)]) == 0
    assert values[ending(found, 70.0)] > 0.9  # the largest amounts are in the last bin anyway
    first = values[ending(found, 59.0)]
    assert 0 < first < 1  # the hour before was right
    sample = (PAID.looked_at < 0.12) & made(59.0, AUDITED_H)
    wrong = (system.codes != WORLD.offline).any(axis=0)
    assert first == pytest.approx(wrong[sample].mean())


def test_the_age_of_tables_grows_while_they_are_frozen_and_ends_with_the_restart():
    system = Timeline(WORLD)
    system.change(50.0, pipeline=Pipeline(frozen_h=50.0))
    system.change(80.0, pipeline=Pipeline())
    found = board(system)
    age = {at_h: found.values["table_age_hours"][ending(found, at_h)] for at_h in (50.0, 60.0, 80.0, 81.0)}
    assert age == {50.0: 1.0, 60.0: 10.0, 80.0: 30.0, 81.0: 1.0}


def test_records_are_counted_for_each_payment():
    _, found = after(pipeline=Pipeline(repeated_h=AT_H, repeats=4.0))
    per = found.values["stream_records_per_payment"]
    assert per[ending(found, AT_H)] == 1.001
    assert per[ending(found, 59.0)] == 5.0


@pytest.mark.parametrize(
    "what",
    [
        {"decider": Decider.DECLINE},
        {"champion": 0},
        {"pipeline": Pipeline(amount_scale=100.0)},
        {"threshold": 0.5},
    ],
)
def test_what_holds_from_an_hour_on_moves_no_value_before_it(quiet, what):
    _, found = after(**what)
    until = found.until(AT_H)
    moved = set()
    for name, values in found.values.items():
        assert np.array_equal(values[:until], quiet.values[name][:until], equal_nan=True)
        if not np.array_equal(values[until:], quiet.values[name][until:], equal_nan=True):
            moved.add(name)
    assert moved


def test_behind_a_closed_gate_labels_run_dry_and_figures_from_them_become_nan():
    _, found = after(decider=Decider.DECLINE)
    auc, ratio = found.values["matured_auc"], found.values["observed_over_expected"]
    system = Timeline(WORLD)
    system.change(-140.0, decider=Decider.OFF)
    dry = board(system)
    assert np.isfinite(auc[ending(found, AT_H)])
    assert np.isnan(dry.values["matured_auc"][-1])
    assert np.isnan(dry.values["observed_over_expected"][-1])
    assert dry.values["cost_usd"][-1] == 0
    assert np.isfinite(ratio[ending(found, AT_H)])


def test_with_few_thefts_told_there_is_no_auc(quiet, system):
    for at in range(len(quiet.ends_h)):
        at_h = quiet.ends_h[at]
        first = max(at_h - LABELS_H, -168.0)
        rows = (PAID.known_h >= first) & (PAID.known_h < at_h) & ~system.declined
        assert np.isnan(quiet.values["matured_auc"][at]) == (PAID.stolen[rows].sum() < 25)
    assert np.isnan(quiet.values["matured_auc"]).any()
    assert np.isfinite(quiet.values["matured_auc"]).any()
