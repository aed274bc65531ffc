"""What a player does decides payments from then on, and touches neither the past nor the world."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.labs.playing import HEALTHY, SEED, SMALL, world_of

from greenroom.labs.payments.features.serving import Pipeline
from greenroom.labs.payments.learning.trainer import Recipe
from greenroom.labs.payments.timeline import (
    MISSED_USD,
    THRESHOLD,
    WRONGED_USD,
    Decider,
    State,
    Timeline,
    world,
)

WORLD = world(SEED, SMALL, HEALTHY)
PAID = WORLD.payments
CHANGES = st.sampled_from(
    [
        {"decider": Decider.DECLINE},
        {"decider": Decider.OFF},
        {"decider": Decider.APPROVE},
        {"decider": Decider.MODEL},
        {"threshold": 0.01},
        {"threshold": 1.0},
        {"champion": 0},
        {"blocked": frozenset({3, 5})},
        {"pipeline": Pipeline(amount_scale=100.0)},
        {"pipeline": Pipeline(left_out=frozenset({"paid_3h"}))},
    ]
)
TIMED = st.lists(st.tuples(st.floats(0, SMALL.lab_h), CHANGES), min_size=1, max_size=5)


def changed(*changes):
    system = Timeline(WORLD)
    for at_h, what in changes:
        system.change(at_h, **what)
    return system


@settings(max_examples=25)
@given(changes=TIMED)
def test_an_action_changes_nothing_before_it(changes):
    system = Timeline(WORLD)
    for at_h, what in sorted(changes, key=lambda one: one[0]):
        before = [system.score.copy(), system.declined.copy(), system.codes.copy()]
        system.change(at_h, **what)
        past = PAID.when_h < at_h
        for old, new in zip(before, (system.score, system.declined, system.codes), strict=True):
            assert np.array_equal(old[..., past], new[..., past])


@settings(max_examples=25)
@given(changes=TIMED)
def test_nothing_a_player_does_moves_the_world(changes):
    system = changed(*sorted(changes, key=lambda one: one[0]))
    system.register(100.0, Recipe(days=2.0), recomputed=False)
    untouched = world_of()
    for name in ("when_h", "customer", "amount_usd", "stolen", "known_h", "unconditional", "looked_at"):
        assert np.array_equal(getattr(system.world.payments, name), getattr(untouched, name))
    assert len(WORLD.registry) == 4
    assert np.array_equal(Timeline(WORLD).score, FRESH.score)


FRESH = Timeline(WORLD)


def test_a_state_holds_from_its_time_on_and_an_earlier_one_forgets_those_after_it():
    system = changed((50.0, {"threshold": 0.5}), (90.0, {"champion": 0}))
    assert [system.state_at(at_h).threshold for at_h in (49.9, 50.0, 100.0)] == [THRESHOLD, 0.5, 0.5]
    assert [system.state_at(at_h).champion for at_h in (89.9, 90.0)] == [3, 0]
    system.change(60.0, decider=Decider.APPROVE)
    assert system.states[-1] == State(60.0, threshold=0.5, decider=Decider.APPROVE)
    assert not system.declined[PAID.when_h >= 60].any()


def test_what_is_set_back_serves_as_if_it_had_never_been():
    system = changed(
        (50.0, {"threshold": 0.5, "champion": 1}), (50.0, {"threshold": THRESHOLD, "champion": 3})
    )
    assert np.array_equal(system.score, FRESH.score)
    assert np.array_equal(system.declined, FRESH.declined)


def test_the_model_declines_above_the_threshold_but_for_those_held_out():
    expected = (FRESH.score > THRESHOLD) & ~PAID.unconditional
    assert np.array_equal(FRESH.declined, expected)
    assert 0.005 < FRESH.declined.mean() < 0.06


@pytest.mark.parametrize(
    ("decider", "declined"), [(Decider.APPROVE, False), (Decider.DECLINE, True), (Decider.OFF, True)]
)
def test_other_deciders_treat_all_alike(decider, declined):
    system = changed((50.0, {"decider": decider}))
    assert np.all(system.declined[PAID.when_h >= 50] == declined)


def test_a_block_declines_its_kind_of_merchant_whatever_the_score():
    system = changed((50.0, {"blocked": frozenset({3})}))
    later = PAID.when_h >= 50
    assert system.declined[later & (PAID.category == 3)].all()
    other = later & (PAID.category != 3)
    assert np.array_equal(system.declined[other], FRESH.declined[other])


def test_costs_are_thefts_let_through_and_honest_customers_turned_away():
    system = changed((0.0, {"decider": Decider.DECLINE}))
    lab = PAID.when_h >= 0
    assert system.costs_usd()[lab].sum() == pytest.approx(WRONGED_USD * (~PAID.stolen[lab]).sum())
    system.change(0.0, decider=Decider.APPROVE)
    assert system.costs_usd()[lab].sum() == pytest.approx(MISSED_USD * PAID.stolen[lab].sum())
    assert FRESH.costs_usd()[lab].sum() < system.costs_usd()[lab].sum()


@pytest.mark.parametrize("factor", [0.3, 4.0])
def test_the_threshold_that_is_set_costs_less_than_far_ones(factor):
    lab = PAID.when_h >= 0
    other = changed((0.0, {"threshold": THRESHOLD * factor}))
    assert FRESH.costs_usd()[lab].sum() < other.costs_usd()[lab].sum()


@pytest.mark.parametrize(
    "what", [{"decider": Decider.DECLINE}, {"decider": Decider.OFF}, {"blocked": frozenset(range(24))}]
)
def test_a_version_trained_behind_a_closed_gate_has_no_labels_from_then(what):
    system = changed((-100.0, what))
    version = system.register(120.0, Recipe(days=4.0), recomputed=False)
    assert version.rows == ((PAID.when_h >= -108) & (PAID.when_h < -100) & ~FRESH.declined).sum()


def test_versions_learn_from_what_was_served_unless_it_is_recomputed():
    recipe = Recipe(days=3.0, mature_only=False)
    system = changed((20.0, {"pipeline": Pipeline(amount_scale=100.0)}))
    served = system.register(100.0, recipe, recomputed=False)
    recomputed = system.register(100.0, recipe, recomputed=True)
    assert (served.name, recomputed.name) == ("v5", "v6")
    assert served.data_hash != recomputed.data_hash
    assert FRESH.world.registry[-1].trained_h == -36  # labels of the quiet week are told to nobody before


def test_older_versions_know_less_and_cost_more():
    lab = PAID.when_h >= 0
    costs = [changed((0.0, {"champion": at})).costs_usd()[lab].sum() for at in range(4)]
    assert costs[0] > costs[1] > costs[3]
    assert all(WORLD.registry[at].recipe.unused > WORLD.registry[at + 1].recipe.unused for at in range(3))
