"""A canary serves the customers it is said to serve; what is told of the arms and slices is so; a plan goes on by itself until it is stopped."""

import re

import numpy as np
import pytest
from tests.labs.playing import ONSET_H, session

from greenroom.errors import InputError
from greenroom.labs.commands import do
from greenroom.labs.payments.arms import METRICS, arms_of, once_a_day
from greenroom.labs.payments.timeline import canary_of
from greenroom.model.lab_kinds import Fault


def served(of):
    return of.system.timeline.canary, of.system.world.payments


def test_a_canary_serves_its_share_of_customers_and_a_larger_one_the_same_and_more():
    small, paid = served(session(Fault.NONE, "wait 10", "canary 0.2 v3"))
    large, _ = served(session(Fault.NONE, "wait 10", "canary 0.5 v3"))
    later = paid.when_h >= 10.25
    assert len(np.unique(paid.customer[small])) / 400 == pytest.approx(0.2, abs=0.06)
    assert not small[paid.when_h < 10].any()
    assert not (small & ~large).any()
    assert set(paid.customer[later & small]).isdisjoint(paid.customer[later & ~small])


def test_the_canarys_customers_are_scored_by_its_version_and_the_others_by_the_champion():
    of = session(Fault.NONE, "wait 10", "canary 0.5 v1")
    timeline, world = of.system.timeline, of.system.world
    pipeline = timeline.state.pipeline
    later = world.payments.when_h >= 10.25
    for arm, place in ((timeline.canary & later, 0), (~timeline.canary & later, 3)):
        expected = world.scores(timeline.registry[place], pipeline)[arm]
        assert np.array_equal(timeline.score[arm], expected)


def test_a_rollout_goes_by_its_plan_until_it_is_paused_or_taken_back():
    def shares(*lines):
        states = session(Fault.LEAKED_LABEL, f"wait {ONSET_H + 1}", *lines).system.timeline.states
        return [one.share for one in states if one.since_h >= ONSET_H]

    assert shares() == [0.2, 0.5, 1.0]
    assert set(shares("canary pause")) == {0.2}
    assert shares("canary rollback")[-1] == 0.0
    assert 0.5 not in shares("canary rollback")
    assert shares("threshold 0.1")[-1] == 1.0  # another change leaves the plan as it is


def test_promoting_ends_the_canary_and_serves_all_with_its_version():
    of = session(Fault.LEAKED_LABEL, f"wait {ONSET_H + 1}", "canary promote")
    state = of.system.timeline.state
    assert (state.challenger, of.system.timeline.registry[state.champion].name) == (None, "v5")
    assert state.before[-1] == 3


def test_a_version_that_is_promoted_by_itself_ends_a_players_canary():
    of = session(Fault.SAMPLED_WITHOUT_CORRECTION, "canary 1 v3")
    assert of.system.timeline.state_at(ONSET_H - 1).challenger == 2
    assert of.system.timeline.state_at(ONSET_H).challenger is None


def test_a_spared_country_is_served_by_the_champion_and_the_rest_of_the_plan_goes_on():
    of = session(Fault.SEGMENT_LEFT_OUT, f"wait {ONSET_H + 1}")
    paid = of.system.world.payments
    name = of.system.known()["market"]
    do(of, f"canary spare {name}")
    later = paid.when_h > of.now_h
    there = paid.country[paid.customer] == paid.countries.index(name)
    assert not of.system.timeline.canary[later & there].any()
    assert np.array_equal(
        of.system.timeline.canary[paid.when_h > ONSET_H + 72], ~there[paid.when_h > ONSET_H + 72]
    )
    with pytest.raises(InputError, match="Which country"):
        do(of, "canary spare XX")


def test_in_quiet_weeks_the_arms_are_those_of_a_first_canary_and_afterwards_those_that_are_served():
    of = session(Fault.LEAKED_LABEL)
    paid = of.system.world.payments
    mine, theirs = arms_of(of.system.timeline)
    quiet = paid.when_h < ONSET_H
    assert np.array_equal(mine[quiet], canary_of(paid, 0.2, frozenset())[quiet])
    assert np.array_equal(theirs[quiet], ~mine[quiet])
    alone = paid.when_h >= ONSET_H + 72  # all are served by the version: there is nobody to compare with
    assert not mine[alone].any()
    assert not theirs[alone].any()


def test_a_customer_who_is_declined_often_in_a_day_is_one_case():
    of = session(Fault.NONE, "decide decline")
    paid, cases = of.system.world.payments, once_a_day(of.system.timeline)
    day = np.floor(paid.when_h[cases] / 24).astype(int)
    assert len(set(zip(paid.customer[cases], day, strict=True))) == cases.sum()
    assert cases.sum() < of.system.timeline.declined.sum()


def test_only_where_a_canary_comes_by_plan_its_metrics_are_on_the_dashboard():
    names = {one.name for one in METRICS}
    assert names <= set(session(Fault.SEGMENT_LEFT_OUT).board.values)
    assert names.isdisjoint(session(Fault.NONE).board.values)


def test_the_arms_are_told_with_their_shares_of_declines():
    of = session(Fault.NONE, "wait 10", "canary 0.5 v1", "wait 40")
    said = do(of, "arms").said
    paid, timeline = of.system.world.payments, of.system.timeline
    since = (paid.when_h >= 10.25) & (paid.when_h <= of.now_h)
    for name, rows in (("canary", since & timeline.canary), ("others", since & ~timeline.canary)):
        line = next(line for line in said.splitlines() if line.startswith(name))
        assert f"{rows.sum():,}" in line
        assert f"{timeline.declined[rows].mean():.2%}" in line
    assert "as decided" in said
    assert "NOT" not in said


def test_the_slice_that_is_harmed_comes_first():
    of = session(Fault.SEGMENT_LEFT_OUT, f"wait {ONSET_H + 70}")
    said = do(of, "slices country").said.splitlines()
    assert said[2].startswith(f"country {of.system.known()['market']} ")
    p_values = [float(line.split()[-1]) for line in said[2:]]
    assert p_values == sorted(p_values)


def test_without_a_canary_slices_are_held_against_the_week_before():
    assert "week before" in do(session(Fault.NONE, "wait 50"), "slices").said


def test_importance_and_validation_show_a_column_that_knows_what_nobody_could_know():
    of = session(Fault.LEAKED_LABEL, f"wait {ONSET_H + 20}")
    told = do(of, "importance v5").said.splitlines()
    assert told[2].startswith("disputed_3d")
    row = next(line for line in do(of, "validate v5").said.splitlines() if line.startswith("disputed_3d"))
    alone, then, *shares = (float(one.rstrip("%")) for one in row.split()[1:])
    assert alone > 0.9
    assert then < 0.65
    assert shares[-1] == 100.0  # every theft differs from what was served
    twin = do(session(Fault.LEAKED_LABEL, f"wait {ONSET_H + 20}", twin=True), "validate v5").said
    assert not re.search(r"disputed_3d.* 100\.0%$", twin, re.MULTILINE)


def test_who_promotes_the_version_of_the_canary_has_no_canary_any_more():
    of = session(Fault.LEAKED_LABEL, f"wait {ONSET_H + 1}")
    state = of.system.timeline.state_at(of.now_h)
    name = of.system.timeline.registry[state.challenger].name
    do(of, f"promote {name}")
    after = of.system.timeline.state_at(of.now_h)
    assert (after.champion, after.challenger, after.share) == (state.challenger, None, 0.0)


def test_a_feature_that_only_a_version_has_is_told_apart_from_one_that_is_not_there():
    of = session(Fault.LEAKED_LABEL, f"wait {ONSET_H + 1}")
    with pytest.raises(InputError, match="disputed_3d is joined for versions"):
        do(of, "compare disputed_3d")
    with pytest.raises(InputError, match="There is no feature disputed_4d"):
        do(of, "compare disputed_4d")
