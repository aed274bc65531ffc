"""Budgets: what a sum buys, what a canary and a holdout cost, how fast an error budget goes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.capacity.budgets import (
    Canary,
    budget_spent,
    burn_rate,
    gpus_for,
    holdout_usd_per_year,
    hours_to_alert,
    keys_per_s,
    mean_age_days,
    split_budget,
    stored_bytes,
)


@pytest.mark.parametrize(("usd_per_hour", "gpus"), [(2, 2853), (2.5, 2283), (3, 1902), (4, 1426)])
def test_fifty_million_a_year_rents_so_many_gpus(usd_per_hour, gpus):
    assert gpus_for(50e6, usd_per_gpu_hour=usd_per_hour) == gpus


def test_the_published_daily_bill_of_deepseek_comes_out():
    """DeepSeek's account of February 2025: 226.75 nodes of 8 on average, 87,072 dollars a day at 2 dollars a GPU hour."""
    assert gpus_for(87_072 * 365, usd_per_gpu_hour=2) == 226.75 * 8


def test_a_split_is_what_its_shares_say():
    parts = split_budget(50e6, {"training": 0.6, "serving": 0.3, "reserve": 0.1}, usd_per_gpu_hour=2.5)
    assert [(part.name, part.gpus) for part in parts] == [
        ("training", 1369),
        ("serving", 684),
        ("reserve", 228),
    ]
    assert sum(part.usd_per_year for part in parts) == pytest.approx(50e6)
    assert sum(part.gpu_hours for part in parts) == pytest.approx(20e6)


def test_more_than_the_whole_cannot_be_split():
    with pytest.raises(ValueError, match="more than the budget"):
        split_budget(1e6, {"training": 0.7, "serving": 0.4}, usd_per_gpu_hour=2)
    with pytest.raises(ValueError, match="serving is 30"):
        split_budget(1e6, {"serving": 30}, usd_per_gpu_hour=2)


def test_a_canary_seen_in_half_an_hour_harms_eight_and_after_a_fortnight_thousands():
    canary = Canary(0.1, requests_per_day=200_000)
    assert canary.harmed(effect_share=0.02, delay_h=1) == pytest.approx(16.7, abs=0.05)
    assert canary.harmed(effect_share=0.02, delay_h=0.5) == pytest.approx(8.3, abs=0.05)
    assert canary.harmed(effect_share=0.02, delay_h=14 * 24) == pytest.approx(5600)


@given(st.floats(0.001, 0.4), st.floats(0, 5), st.floats(0, 1), st.floats(0.1, 100))
def test_the_harm_of_a_canary_does_not_depend_on_its_share_where_the_verdict_needs_a_number(
    share, releases, effect, needed
):
    def harm_usd(of):
        canary = Canary(of, requests_per_day=1e6)
        hours = 1000 * needed / canary.requests_per_h
        return canary.usd_per_week(
            bad_releases_per_week=releases, effect_share=effect, delay_h=hours, usd_per_harm=2
        )

    assert harm_usd(share) == pytest.approx(harm_usd(2 * share))
    assert harm_usd(share) == pytest.approx(releases * effect * 1000 * needed * 2)


def test_a_canary_costs_what_its_requests_cost_more_even_when_nothing_is_bad():
    canary = Canary(0.05, requests_per_day=8e6, extra_usd_per_request=0.0002)
    quiet = canary.usd_per_week(bad_releases_per_week=0, effect_share=0, delay_h=0, usd_per_harm=9)
    assert quiet == pytest.approx(560)


def test_the_alert_of_the_workbook_takes_two_percent_of_the_budget_before_it_rings():
    """Google's Site Reliability Workbook, chapter 5: burn rate 14.4 over an hour is 2 percent, 6 over six hours is 5."""
    for burn in (14.4, 20, 200):
        assert budget_spent(burn, hours_to_alert(burn, threshold=14.4, window_h=1)) == pytest.approx(0.02)
        assert budget_spent(burn, hours_to_alert(burn, threshold=6, window_h=6)) == pytest.approx(0.05)
    assert hours_to_alert(14.3, threshold=14.4, window_h=1) == math.inf


def test_burning_at_one_lasts_exactly_the_period():
    assert burn_rate(0.001, objective=0.999) == pytest.approx(1)
    assert budget_spent(burn_rate(0.001, objective=0.999), 720) == pytest.approx(1)
    assert burn_rate(0.02, objective=0.999) == pytest.approx(20)
    with pytest.raises(ValueError, match="objective"):
        burn_rate(0.1, objective=1.0)


def test_training_four_times_as_often_hardly_rejuvenates_what_waits_for_labels():
    monthly = mean_age_days(label_delay_days=45, build_days=3, interval_days=30)
    weekly = mean_age_days(label_delay_days=45, build_days=3, interval_days=7)
    assert (monthly, weekly) == (63, 51.5)


def test_a_holdout_costs_nothing_where_good_and_bad_even_out():
    case = {"declined_per_day": 1000, "share": 0.01, "usd_per_bad": 90, "usd_per_good": 10}
    assert holdout_usd_per_year(**case, bad_share=0.1) == pytest.approx(0)
    assert holdout_usd_per_year(**case, bad_share=1) == pytest.approx(3650 * 90)
    assert holdout_usd_per_year(**case, bad_share=0) == pytest.approx(-3650 * 10)


def test_storage_and_reads_follow_copies_room_and_cache():
    assert stored_bytes(36e6, 1400, copies=2, fill=0.5) == pytest.approx(201.6e9)
    assert keys_per_s(6000, keys_per_request=500, cached_share=0.8) == pytest.approx(600_000)
    assert keys_per_s(6000, keys_per_request=500, cached_share=1) == 0
    with pytest.raises(ValueError, match="fill is 0"):
        stored_bytes(1, 1, fill=0)
