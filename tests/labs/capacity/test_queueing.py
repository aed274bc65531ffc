"""Waiting in closed form: Erlang's formulas, and what any queue obeys."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.capacity.queueing import (
    allen_cunneen_wait_s,
    erlang_b,
    erlang_c,
    fewest_servers,
    kingman_wait_s,
    mean_wait_s,
    response_beyond,
    response_quantile_s,
    utilisation,
    wait_quantile_s,
)

BUSY = st.floats(0.05, 0.98)
SERVERS = st.integers(1, 40)
SERVICE_S = st.floats(0.001, 100)


@given(SERVERS, BUSY)
def test_the_share_that_waits_is_erlangs_sum_of_factorials(servers, busy):
    load = busy * servers
    last = load**servers / math.factorial(servers) / (1 - busy)
    first = sum(load**count / math.factorial(count) for count in range(servers))
    assert erlang_c(servers, load) == pytest.approx(last / (first + last), rel=1e-9)


def test_erlangs_tables_are_met():
    assert erlang_b(10, 5.0) == pytest.approx(0.0184, abs=5e-5)
    assert erlang_c(2, 1.0) == pytest.approx(1 / 3)
    assert erlang_c(10, 8.0) == pytest.approx(0.4092, abs=5e-5)
    assert erlang_c(2000, 1900.0) == pytest.approx(0.0131, abs=5e-4)  # factorials of that size overflow


@given(BUSY, SERVICE_S)
def test_one_server_waits_and_answers_as_the_textbook_says(busy, service_s):
    rate = busy / service_s
    assert mean_wait_s(rate, service_s) == pytest.approx(busy / (1 - busy) * service_s)
    assert response_quantile_s(0.99, rate, service_s) == pytest.approx(
        math.log(100) * service_s / (1 - busy), rel=1e-9
    )


@given(SERVERS, BUSY, SERVICE_S, st.floats(0.01, 0.9999))
def test_a_quantile_is_where_the_tail_says(servers, busy, service_s, share):
    rate = busy * servers / service_s
    time_s = response_quantile_s(share, rate, service_s, servers)
    assert response_beyond(time_s, rate, service_s, servers) == pytest.approx(1 - share, rel=1e-6)
    assert wait_quantile_s(share, rate, service_s, servers) <= time_s


@pytest.mark.parametrize(("servers", "busy"), [(1, 0.7), (2, 0.5), (8, 0.9), (16, 0.3)])
def test_the_tail_sums_to_the_mean(servers, busy):  # at two servers half busy both rates are equal: the 0 / 0
    rate = busy * servers
    times = np.linspace(0, 80 / (1 - busy), 200_001)
    tail = [response_beyond(time, rate, 1.0, servers) for time in times[::20]]
    assert np.trapezoid(tail, times[::20]) == pytest.approx(1 + mean_wait_s(rate, 1.0, servers), rel=1e-3)


def test_a_quantile_is_found_very_close_to_full_load():
    assert response_quantile_s(0.99, 0.9999, 1.0) == pytest.approx(math.log(100) * 1e4, rel=1e-6)


@given(SERVERS, st.floats(1.0, 3.0), SERVICE_S)
def test_an_overloaded_queue_waits_for_ever(servers, busy, service_s):
    rate = 1.001 * busy * servers / service_s
    assert utilisation(rate, service_s, servers) > 1
    assert mean_wait_s(rate, service_s, servers) == math.inf
    assert wait_quantile_s(0.5, rate, service_s, servers) == math.inf
    assert response_quantile_s(0.5, rate, service_s, servers) == math.inf
    assert response_beyond(1e9, rate, service_s, servers) == 1
    assert kingman_wait_s(rate / servers, service_s, arrival_cv=0, service_cv=0) == math.inf


@given(SERVERS, BUSY)
def test_another_server_shortens_the_wait_and_queues_apart_lengthen_it(servers, busy):
    rate = busy * servers
    assert mean_wait_s(rate, 1.0, servers + 1) < mean_wait_s(rate, 1.0, servers)
    assert mean_wait_s(rate / servers, 1.0) >= mean_wait_s(rate, 1.0, servers) * (1 - 1e-9)


def test_few_wait_where_servers_are_many_and_the_median_waits_not_at_all():
    assert wait_quantile_s(0.5, 7.0, 1.0, 10) == 0
    assert wait_quantile_s(0.99, 7.0, 1.0, 10) > 0


@given(BUSY, st.floats(0, 4))
def test_with_poisson_arrivals_kingman_is_pollaczek_khinchine(busy, service_cv):
    exact = busy * (1 + service_cv**2) / (2 * (1 - busy))
    assert kingman_wait_s(busy, 1.0, arrival_cv=1, service_cv=service_cv) == pytest.approx(exact)


@given(SERVERS, BUSY)
def test_allen_cunneen_is_erlang_where_both_vary_as_exponentials(servers, busy):
    rate = busy * servers
    assert allen_cunneen_wait_s(rate, 1.0, servers, arrival_cv=1, service_cv=1) == pytest.approx(
        mean_wait_s(rate, 1.0, servers)
    )


@given(st.floats(0.1, 200), st.floats(1.01, 5))
def test_the_fewest_servers_are_enough_and_one_fewer_is_not(rate, times):
    servers = fewest_servers(rate, 1.0, mean_response_s=times)
    assert 1 + mean_wait_s(rate, 1.0, servers) <= times
    assert servers == 1 or 1 + mean_wait_s(rate, 1.0, servers - 1) > times


def test_what_cannot_be_is_refused_by_name():
    with pytest.raises(ValueError, match="service_s is -1"):
        mean_wait_s(1.0, -1.0)
    with pytest.raises(ValueError, match="servers is 0"):
        mean_wait_s(1.0, 1.0, 0)
    with pytest.raises(ValueError, match=r"share is 1\.0"):
        response_quantile_s(1.0, 0.5, 1.0)
    with pytest.raises(ValueError, match="the service alone takes 1"):
        fewest_servers(3.0, 1.0, mean_response_s=1.0)
