"""A design tried: simulated and formula agree where the formula is exact, and figures are read strictly."""

import math

import pytest

from greenroom.labs.capacity.calculator import component, designed, tried


@pytest.mark.parametrize(("servers", "busy"), [(1, 0.5), (4, 0.7), (16, 0.6)])
def test_one_component_agrees_with_the_formula_it_is_shown_beside(servers, busy):
    found = tried(designed([f"scorer:{servers}:10"], 100 * servers * busy, 1.0))
    part = found.parts[0]
    assert part.busy_share == pytest.approx(busy)
    assert found.found.mean_ms.mean == pytest.approx(part.wait_ms + 10, rel=0.03)
    assert found.found.p99_ms == pytest.approx(part.p99_ms, rel=0.06)


def test_the_same_design_gets_the_same_figures():
    assert tried(designed(["a:2:5", "b:1:3"], 150, 1.0)) == tried(designed(["a:2:5", "b:1:3"], 150, 1.0))


def test_a_part_that_few_requests_reach_bears_more():
    every, few = (tried(designed([f"store:1:5:0:{share}"], 100, 1.0)).parts[0] for share in (1, 0.2))
    assert few.component.highest_rate_per_s == 5 * every.component.highest_rate_per_s
    assert few.busy_share == pytest.approx(every.busy_share / 5)


def test_beyond_what_it_bears_waits_are_without_end_and_costs_are_not():
    found = tried(designed(["a:1:10:2"], 200, 1.0))
    assert not found.found.is_stable
    assert math.isinf(found.parts[0].wait_ms)
    assert found.found.usd_per_month == found.parts[0].usd_per_month == 1460


def test_other_spreads_have_no_exact_percentile():
    assert tried(designed(["a:1:5:0:1:0.5"], 100, 1.0)).parts[0].p99_ms is None


def test_what_is_left_out_is_one_server_for_all_at_no_price():
    made = component("scorer:4:12")
    assert (
        made.name,
        made.servers,
        made.service_ms,
        made.share,
        made.usd_per_server_hour,
        made.service_cv,
    ) == ("scorer", 4, 12, 1, 0, 1)


@pytest.mark.parametrize(
    "written",
    ["", "a", "a:1", ":1:2", "a:1:2:3:4:5:6", "a:x:2", "a:1:nan", "a:0:2", "a:2001:2", "a:1:-2", "a:1:2:0:0"],
)
def test_what_is_no_component_is_refused_by_name(written):
    with pytest.raises(ValueError, match=r"a|component"):
        component(written)
