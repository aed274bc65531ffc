"""Burn rates and alerts, by hand: 100 events a minute, an objective of 99.9 %."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.monitor.burn import RULES, BurnRule, alerts, burn_rate, firing

FAST, STEADY, SLOW = RULES
MINUTE = {"tick_s": 60, "budget_share": 0.001}
HOUR_S, DAY = 3600, 1440


def outage(percent, *, minutes, before=4 * DAY, after=DAY):
    """Bad events a minute: none, then `percent` of 100 for some minutes, then none; and all events."""
    bad = np.concatenate([np.zeros(before), np.full(minutes, percent), np.zeros(after)])
    return bad, np.full(bad.size, 100)


def of(rule, found):
    return [one for one in found if one.rule is rule]


def test_the_rules_are_the_workbooks():
    """Site Reliability Workbook, chapter 5, table 5-8."""
    assert [(rule.rate, rule.long_s, rule.short_s, rule.page) for rule in RULES] == [
        (14.4, HOUR_S, 300, True),
        (6, 6 * HOUR_S, 1800, True),
        (1, 72 * HOUR_S, 6 * HOUR_S, False),
    ]
    assert [rule.spent_share() for rule in RULES] == pytest.approx([0.02, 0.05, 0.10])


def test_the_rate_is_one_where_just_the_budget_is_spent():
    assert burn_rate([1, 1, 1], [1000, 1000, 1000], window_ticks=2, budget_share=0.001) == pytest.approx(
        [1, 1, 1]
    )


def test_a_window_by_hand():
    rates = burn_rate([0, 2, 4, 0, 0], [10, 10, 20, 10, 0], window_ticks=2, budget_share=0.1)
    assert rates == pytest.approx([0, 1, 2, 4 / 3, 0])


def test_five_percent_of_errors_page_in_the_eighteenth_minute_and_reset_in_the_fourth_after():
    """An hour holds 14.4 times the budget from 0.0144 x 60 / 0.05 = 17.3 minutes on; five minutes hold it until 1.4 of 5 are bad."""
    start = 4 * DAY
    found = of(FAST, alerts(*outage(5, minutes=40), **MINUTE))
    assert [(one.fired_s, one.reset_s) for one in found] == [((start + 18) * 60, (start + 40 + 4) * 60)]


def test_one_percent_of_errors_never_pages_fast_but_steadily_after_three_and_a_half_hours():
    """6 h at 6 times the budget are 0.006 x 360 / 0.01 = 216 minutes: the next one fires; half an hour is below 18 bad ones after 12."""
    start = 4 * DAY
    found = alerts(*outage(1, minutes=300), **MINUTE)
    assert of(FAST, found) == []
    assert [(one.fired_s, one.reset_s) for one in of(STEADY, found)] == [
        ((start + 217) * 60, (start + 300 + 12) * 60)
    ]


def test_a_slow_burn_is_a_ticket_after_a_day_and_a_half():
    """3 d hold the budget once from 0.001 x 4320 / 0.002 = 2160 minutes on, two in a thousand being bad."""
    bad = np.concatenate([np.zeros(4 * DAY), np.full(3 * DAY, 2)])
    found = alerts(bad, np.full(bad.size, 1000), **MINUTE)
    assert [(one.rule.name, one.fired_s, one.reset_s) for one in found] == [
        ("slow", (4 * DAY + 2161) * 60, None)
    ]


def test_a_total_outage_pages_within_its_first_minute():
    found = of(FAST, alerts(*outage(100, minutes=10), **MINUTE))
    assert found[0].fired_s == (4 * DAY + 1) * 60


def test_a_blip_that_is_over_does_not_page_though_the_hour_is_still_spent():
    """Two minutes of full outage spend more than an hour's 14.4, yet five minutes later nothing fires."""
    bad, total = outage(100, minutes=2)
    held = firing(bad, total, **MINUTE)[0]
    long = burn_rate(bad, total, window_ticks=60, budget_share=0.001)
    assert held.sum() == 6  # the two minutes, and four more in which five hold a bad one above 1.44 %
    assert (long > 14.4).sum() == 61


def test_burning_just_at_the_rate_does_not_fire():
    bad = np.full(200, 144)
    assert not firing(bad, np.full(200, 10_000), **MINUTE)[0].any()
    assert firing(bad + 1, np.full(200, 10_000), **MINUTE)[0].all()


def test_nothing_fires_without_events():
    assert not firing(np.zeros(100), np.zeros(100), **MINUTE).any()


def test_an_alert_that_comes_back_is_told_twice():
    """20 % bad: full windows hold 14.4 times the budget from 5 minutes on, the hour being clean again; the first is not full."""
    burst = np.concatenate([np.full(30, 20), np.zeros(90)])
    found = of(FAST, alerts(np.tile(burst, 2), np.full(240, 100), **MINUTE))
    assert [(one.fired_s / 60, one.reset_s / 60) for one in found] == [(1, 35), (125, 155)]


COUNTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=40)


@given(COUNTS, st.integers(1, 12))
def test_the_rate_is_that_of_adding_up_each_window(counts, window):
    bad, good = np.array(counts).T
    total = bad + good
    found = burn_rate(bad, total, window_ticks=window, budget_share=0.01)
    for tick in range(bad.size):
        held = slice(max(0, tick + 1 - window), tick + 1)
        events = total[held].sum()
        expected = bad[held].sum() / events / 0.01 if events else np.nan
        assert found[tick] == pytest.approx(expected, nan_ok=True)


@given(COUNTS)
def test_alerts_are_the_ticks_that_fire(counts):
    bad, good = np.array(counts).T
    rule = BurnRule("any", 3.0, 6, 2, page=True)
    held = firing(bad, bad + good, tick_s=1, budget_share=0.1, rules=[rule])[0]
    told = np.zeros_like(held)
    for one in alerts(bad, bad + good, tick_s=1, budget_share=0.1, rules=[rule]):
        end = held.size if one.reset_s is None else int(one.reset_s) - 1
        assert not told[int(one.fired_s) - 1 : end].any()
        told[int(one.fired_s) - 1 : end] = True
    assert told.tolist() == held.tolist()


def test_many_services_at_once_as_one_by_one():
    bad = np.random.default_rng(0).binomial(100, 0.02, (3, 2, 500))
    at_once = firing(bad, 100, **MINUTE)
    assert at_once.shape == (3, 3, 2, 500)
    assert at_once[:, 1, 0].tolist() == firing(bad[1, 0], 100, **MINUTE).tolist()


@pytest.mark.parametrize(
    ("bad", "total", "tick_s", "budget"),
    [
        ([2], [1], 60, 0.001),
        ([-1], [1], 60, 0.001),
        ([1], [1], 60, 0.0),
        ([1], [1], 7, 0.001),
        ([1], [1], 3600, 0.001),
    ],
)
def test_counts_budgets_and_ticks_that_make_no_sense_are_refused(bad, total, tick_s, budget):
    with pytest.raises(ValueError, match=r"events|budget|ticks"):
        firing(bad, total, tick_s=tick_s, budget_share=budget)


def test_alerts_are_told_of_one_series():
    with pytest.raises(ValueError, match="one series"):
        alerts(np.zeros((2, 5)), np.ones((2, 5)), **MINUTE)
