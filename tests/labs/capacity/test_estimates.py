"""The estimates of the library that the calculator can work out come out the same, and their usual mistake does not pass."""

from __future__ import annotations

from pathlib import Path
from statistics import NormalDist

import pytest

from greenroom.content.arithmetic import worked
from greenroom.content.read import read_packs
from greenroom.labs.capacity.budgets import (
    Canary,
    budget_spent,
    burn_rate,
    gpus_for,
    holdout_usd_per_year,
    hours_to_alert,
    keys_per_s,
    mean_age_days,
    stored_bytes,
)
from greenroom.labs.capacity.decode import (
    LanguageModel,
    Node,
    largest_batch,
    tokens_per_s,
    usd_per_million_tokens,
)
from greenroom.labs.capacity.queueing import fewest_servers, mean_wait_s
from greenroom.model.practice import Estimation

PACKS = Path(__file__).parents[3] / "packs"
BOTH_RISKS = (
    NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(0.8)
) ** 2  # 7.85, of which the rule of 16 is twice
ROUGH = 0.03


@pytest.fixture(scope="module")
def estimates():
    shelf = read_packs([PACKS], exemplars=False)
    return {entry.value.slug: entry.value for entry in shelf.of(Estimation)}


@pytest.fixture
def quantities(estimates):
    return lambda slug: worked(estimates[slug])


def passes(estimate, guess):
    return estimate.answer / estimate.factor <= guess <= estimate.answer * estimate.factor


def test_the_days_of_a_click_test_are_those_of_the_exact_power(quantities):
    it = quantities("days-for-three-percent-more-clicks")
    variance = it["rate"] * (1 - it["rate"]) * it["error_ratio"] ** 2
    exact = 2 * BOTH_RISKS * variance / it["effect"] ** 2
    assert it["corrected"] == pytest.approx(exact, rel=ROUGH)
    assert it["days"] == 21
    assert 2 * exact / it["views_per_day"] == pytest.approx(17, abs=0.1)


def test_the_share_of_a_canary_is_that_of_the_exact_power(quantities):
    it = quantities("share-for-a-canary-read-in-five-days")
    share, orders = it["share_percent"] / 100, it["orders_per_day"] * it["days"]
    variance = it["cancelled"] * (1 - it["cancelled"]) * (1 / (share * orders) + 1 / ((1 - share) * orders))
    assert it["effect"] ** 2 / variance == pytest.approx(BOTH_RISKS, rel=ROUGH)


def test_the_weekly_cost_of_a_canary(quantities):
    it = quantities("weekly-cost-of-a-canary")
    canary = Canary(it["canary_share"], it["requests_per_day"], it["extra_cost"])
    cost = canary.usd_per_week(
        bad_releases_per_week=it["releases"] * it["bad_share"],
        effect_share=it["broken"],
        delay_h=it["verdict_requests"] / canary.requests_per_h,
        usd_per_harm=it["loss_each"],
    )
    assert it["weekly"] == pytest.approx(cost)
    assert it["verdict_requests"] / canary.requests_per_h == pytest.approx(6)


def test_the_gpus_of_the_serving_share(quantities):
    it = quantities("answers-a-day-from-a-gpu-budget")
    assert it["gpus"] == gpus_for(it["serving_share"] * it["budget"], usd_per_gpu_hour=it["hourly"]) == 684


def test_the_price_of_a_million_tokens(quantities):
    it = quantities("price-of-a-million-tokens-by-bandwidth")
    model = LanguageModel(
        it["weights_gb"] * 1e9, 1, layers=80, kv_heads=8, head_size=125, bytes_per_kv_number=1
    )
    node = Node(int(it["gpus"]), 141e9, it["bandwidth_gb"] * 1e9, it["hourly"], bandwidth_share=it["reached"])
    assert model.kv_bytes_per_token == it["token_kb"] * 1000
    batch, context = int(it["batch"]), it["context_tokens"]
    rate = tokens_per_s(model, node, batch=batch, context_tokens=context)
    assert it["price"] == pytest.approx(
        usd_per_million_tokens(rate, gpus=node.gpus, usd_per_gpu_hour=node.usd_per_gpu_hour)
    )
    assert (
        largest_batch(model, node, context_tokens=context) > 2 * batch
    )  # so twice the batch, as it says, would fit


def test_the_replicas_hold_the_mean_and_one_fewer_does_not(quantities):
    it = quantities("replicas-that-keep-the-mean-in-budget")
    rate, service_s = it["rate"], it["ranker_ms"] / 1000

    def mean_ms(replicas):
        stages = ((it["gateway_ms"], it["gateway_busy"]), (it["features_ms"], it["features_busy"]))
        before = sum(work + 1000 * mean_wait_s(1000 * busy / work, work / 1000) for work, busy in stages)
        return before + 1000 * (service_s + mean_wait_s(rate / replicas, service_s))

    replicas = int(it["replicas"])
    assert mean_ms(replicas) <= it["budget_ms"] < mean_ms(replicas - 1)
    assert fewest_servers(rate, service_s, mean_response_s=it["left_ms"] / 1000) == 26  # one queue for all
    assert mean_ms(40) == pytest.approx(54)  # at the habit of 60 percent busy


def test_the_error_budget_of_a_bad_change(quantities):
    it = quantities("error-budget-eaten-by-one-bad-change")
    after_h = (it["react_min"] + it["undo_min"]) / 60
    for region_share, spent in ((it["region_share"], it["spent"]), (1, 11.26)):
        burn = burn_rate(it["bad_share"] * region_share, objective=1 - it["allowed"])
        hours = hours_to_alert(burn, threshold=it["alert_at"], window_h=1) + after_h
        assert 100 * budget_spent(burn, hours) == pytest.approx(spent, abs=0.005)


def test_the_worth_of_weekly_retraining(quantities):
    it = quantities("worth-of-retraining-weekly")
    ages = [
        mean_age_days(label_delay_days=it["label_days"], build_days=it["build_days"], interval_days=days)
        for days in (it["now_days"], it["weekly_days"])
    ]
    assert ages == [it["age_now"], it["age_weekly"]]


def test_the_nodes_of_the_feature_store(quantities):
    it = quantities("nodes-for-feature-reads-at-the-peak")
    items = keys_per_s(it["rate"], keys_per_request=it["candidates"], cached_share=it["cached"])
    rows = ((it["items"], it["item_bytes"]), (it["users"], it["user_bytes"]))
    assert it["reads"] == pytest.approx(items + it["rate"])
    assert it["memory_gb"] == pytest.approx(
        sum(stored_bytes(count, size, copies=it["copies"]) for count, size in rows) / 1e9
    )
    assert it["by_reads"] > it["by_memory"]


def test_the_price_of_letting_declines_through(quantities):
    it = quantities("price-of-letting-some-declines-through")
    price = holdout_usd_per_year(
        declined_per_day=it["payments_per_day"] * it["declined"],
        share=it["let_through"],
        bad_share=it["precision"],
        usd_per_bad=it["loss_each"],
        usd_per_good=it["margin_each"],
    )
    assert it["price"] == pytest.approx(price)


@pytest.mark.parametrize(
    ("slug", "mistaken"),
    [
        ("days-for-three-percent-more-clicks", 7),  # error bars taken as they are
        ("days-for-three-percent-more-clicks", 10.8),  # the ratio not squared
        ("share-for-a-canary-read-in-five-days", 5.2),  # 16, as for two equal arms
        ("weekly-cost-of-a-canary", 560),  # only what it takes to run
        ("answers-a-day-from-a-gpu-budget", 312e6),  # nodes full all day
        ("days-for-three-percent-more-clicks", 14),  # the same, in whole weeks
        ("weekly-cost-of-a-canary", 720),  # only the harm
        ("price-of-a-million-tokens-by-bandwidth", 32),  # one request at a time
        ("price-of-a-million-tokens-by-bandwidth", 0.67),  # caches are free
        ("price-of-a-million-tokens-by-bandwidth", 0.71),  # the bandwidth of the data sheet
        ("replicas-that-keep-the-mean-in-budget", 24),  # nobody ever waits
        ("replicas-that-keep-the-mean-in-budget", 38),  # nobody waits before the ranker
        ("replicas-that-keep-the-mean-in-budget", 40),  # 60 percent busy, as the hop before
        ("replicas-that-keep-the-mean-in-budget", 48),  # 50 percent busy, as the gateway
        ("error-budget-eaten-by-one-bad-change", 2.0),  # until the pager rings
        ("error-budget-eaten-by-one-bad-change", 3.7),  # the pager waits for a full hour
        ("worth-of-retraining-weekly", 314_000),  # whole intervals, not halves
        ("worth-of-retraining-weekly", 207_000),  # runs are free
        ("worth-of-retraining-weekly", 77_000),  # today's runs charged again
        ("nodes-for-feature-reads-at-the-peak", 5),  # memory alone
        ("nodes-for-feature-reads-at-the-peak", 6),  # full to the brim and none to spare
        ("nodes-for-feature-reads-at-the-peak", 43),  # no cache
        ("price-of-letting-some-declines-through", 1_022_000),  # all of it fraud
    ],
)
def test_the_usual_mistake_does_not_pass_and_the_exact_result_does(estimates, slug, mistaken):
    estimate = estimates[slug]
    assert not passes(estimate, mistaken)
    assert passes(estimate, worked(estimate)[estimate.steps[-1].name])


@pytest.mark.parametrize(
    ("slug", "sound"),
    [
        ("days-for-three-percent-more-clicks", 17),  # not rounded to weeks
        ("days-for-three-percent-more-clicks", 28),  # 90 percent power
        ("share-for-a-canary-read-in-five-days", 2.06),  # only a rise is of interest
        ("share-for-a-canary-read-in-five-days", 3.55),  # 90 percent power
        ("answers-a-day-from-a-gpu-budget", 100e6),  # a third busy
        ("answers-a-day-from-a-gpu-budget", 218e6),  # seven tenths
        ("price-of-a-million-tokens-by-bandwidth", 0.79),  # 90 percent of the bandwidth
        ("price-of-a-million-tokens-by-bandwidth", 1.42),  # 50 percent
        ("replicas-that-keep-the-mean-in-budget", 73),  # a tenth to spare
        ("nodes-for-feature-reads-at-the-peak", 7),  # the spare one is all the room
        ("nodes-for-feature-reads-at-the-peak", 12),  # nodes half busy
        ("price-of-letting-some-declines-through", 496_000),  # half of it fraud
        ("price-of-letting-some-declines-through", 706_000),  # seven tenths
    ],
)
def test_a_sound_other_assumption_passes(estimates, slug, sound):
    assert passes(estimates[slug], sound)
