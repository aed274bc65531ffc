"""Alerts: two hours in a row beyond what the quiet week had, by its range again or a least step."""

import numpy as np
import pytest

from greenroom.labs.monitor.alerts import alerts, bounds
from greenroom.labs.monitor.board import Board
from greenroom.labs.payments.board import LABELS_H, METRICS

ENDS = np.arange(-167.0, 145.0)
HIGH = next(one for one in METRICS if one.name == "score_psi")
LOW = next(one for one in METRICS if one.name == "matured_auc")
BOTH = next(one for one in METRICS if one.name == "declined_share")
COUNT = next(one for one in METRICS if one.name == "payments_total")
LEVEL = {"payments_total": 100.0}


def alerts_of(board):
    return alerts(board, METRICS)


def showing(metric, quiet=(0.4, 0.6), **at):
    """A board on which all is flat but `metric`: in the quiet week from low to high, in the lab halfway but `h40=1.0`."""
    values = {one.name: np.full(len(ENDS), LEVEL.get(one.name, 0.5)) for one in METRICS}
    mine = values[metric.name]
    mine[:168] = np.resize(quiet, 168)
    mine[168:] = np.mean(quiet)
    for hour, value in at.items():
        mine[float(hour[1:]) == ENDS] = value
    return Board(ENDS, values, settling=LABELS_H)


def fired(metric, **at):
    return [
        (one.at_h, one.until_h, one.value)
        for one in alerts_of(showing(metric, **at))
        if one.metric == metric.name
    ]


def test_a_flat_dashboard_is_silent():
    assert alerts_of(showing(HIGH)) == ()


def test_bounds_lie_the_range_of_the_quiet_week_beyond_it():
    assert bounds(HIGH, showing(HIGH)) == pytest.approx((-np.inf, 0.8))
    assert bounds(LOW, showing(LOW)) == pytest.approx((0.2, np.inf))
    assert bounds(BOTH, showing(BOTH)) == pytest.approx((0.2, 0.8))


def test_and_no_less_than_the_least_step():
    assert bounds(HIGH, showing(HIGH, (0.5, 0.5))) == pytest.approx((-np.inf, 0.55))
    low, high = bounds(COUNT, showing(COUNT, (100.0, 100.0)))
    assert (low, high) == pytest.approx((10.0, 190.0))  # nine tenths of the most there was


def test_bounds_are_read_once_windows_are_full_and_from_the_quiet_week_alone():
    wild = showing(HIGH, h10=9.0, h11=9.0)
    wild.values[HIGH.name][:72] = 9.0
    assert bounds(HIGH, wild) == pytest.approx((-np.inf, 0.8))
    wild.values[HIGH.name][72] = 0.7
    assert bounds(HIGH, wild)[1] == pytest.approx(1.0)


def test_one_hour_beyond_is_silent_and_the_second_fires():
    assert fired(HIGH, h40=0.9) == []
    assert fired(HIGH, h40=0.9, h41=0.85) == [(41.0, 42.0, 0.85)]
    assert fired(HIGH, h40=0.9, h42=0.9) == []


def test_an_alert_lasts_while_it_is_beyond_and_may_come_again():
    found = fired(HIGH, h40=0.9, h41=0.9, h42=0.9, h60=1.0, h61=1.0)
    assert found == [(41.0, 43.0, 0.9), (61.0, 62.0, 1.0)]


def test_at_the_end_of_the_lab_an_alert_lasts_to_it():
    assert fired(HIGH, h143=0.9, h144=0.9) == [(144.0, 144.0, 0.9)]


def test_at_the_very_begin_two_hours_of_the_lab_are_wanted():
    assert fired(HIGH, h0=0.9, h1=0.9) == []
    assert fired(HIGH, h1=0.9, h2=0.9) == [(2.0, 3.0, 0.9)]


@pytest.mark.parametrize(("metric", "value", "rings"), [
    (HIGH, 0.9, True), (HIGH, 0.0, False), (LOW, 0.1, True), (LOW, 0.9, False), (BOTH, 0.9, True), (BOTH, 0.1, True),
])  # fmt: skip
def test_only_the_bad_side_rings(metric, value, rings):
    assert bool(fired(metric, h40=value, h41=value)) == rings


def test_what_is_unknown_does_not_ring_and_parts_what_does():
    assert fired(HIGH, h40=np.nan, h41=np.nan) == []
    assert fired(HIGH, h40=0.9, h41=np.nan, h42=0.9) == []


def test_alerts_come_in_the_order_they_fire():
    board = showing(HIGH, h60=0.9, h61=0.9)
    board.values[LOW.name][168 + 39 : 168 + 41] = 0.1
    board.values["cost_usd"][168 + 59 : 168 + 61] = 9e9
    assert [(one.metric, one.at_h) for one in alerts_of(board)] == [
        ("matured_auc", 41.0), ("cost_usd", 61.0), ("score_psi", 61.0),
    ]  # fmt: skip
