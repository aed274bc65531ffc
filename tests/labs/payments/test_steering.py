"""Schemas, what is let through to learn from, and versions trained at night."""

import numpy as np
import pytest
from tests.labs.playing import HEALTHY, ONSET_H, SEED, SMALL, session

from greenroom.errors import InputError
from greenroom.labs.commands import do
from greenroom.labs.payments.features.definitions import MOVED, NAMES
from greenroom.labs.payments.features.disputes import as_of, by_payment
from greenroom.labs.payments.features.serving import Pipeline
from greenroom.labs.payments.learning.additive import fit
from greenroom.labs.payments.learning.trainer import Recipe
from greenroom.labs.payments.timeline import Timeline, world
from greenroom.labs.payments.world import payments
from greenroom.model.lab_kinds import Fault

WORLD = world(SEED, SMALL, HEALTHY)
PAID = WORLD.payments


def refused(of, line, why):
    before = tuple(of.system.timeline.states)
    with pytest.raises(InputError, match=why):
        do(of, line)
    assert tuple(of.system.timeline.states) == before


def test_a_version_that_reads_another_schema_takes_its_units_for_the_old_ones():
    rows = np.arange(len(PAID.when_h))
    other = Pipeline(schemas=frozenset({2})).read_in(1)
    for name in NAMES:
        served, own = (WORLD.tables.value(name, rows, one) for one in (other, Pipeline()))
        assert np.allclose(served, own * MOVED.get(name, 1.0))
    both = Pipeline(schemas=frozenset({1, 2}))
    assert both.read_in(1) == both.read_in(2) == Pipeline() == Pipeline(schemas=frozenset({2})).read_in(2)


def test_rolling_back_over_a_migration_breaks_what_is_served_until_both_schemas_are_written():
    def harm(*lines):
        of = session(Fault.HALF_MIGRATED, f"wait {ONSET_H}", *lines)
        return of.system.course(0.0).cost_usd

    assert harm("dualwrite", "rollback") < harm() < harm("rollback")


def test_features_of_another_schema_cannot_be_pinned_and_both_cannot_be_written_twice():
    of = session(Fault.HALF_MIGRATED, f"wait {ONSET_H}")
    refused(of, "pin", "another schema")
    do(of, "dualwrite")
    refused(of, "dualwrite", "no older schema")
    assert "schema 1 and 2" in do(of, "lineage").said


def test_a_table_that_was_half_filled_is_told_and_a_recomputed_one_is_full():
    of = session(Fault.HALF_MIGRATED, f"wait {ONSET_H + 1}")
    filled = {
        line.split()[0]: line.split()[3] for line in do(of, "validate v5").said.splitlines() if "%" in line
    }
    assert all(float(filled[name].rstrip("%")) < 5 for name in MOVED)
    do(of, "retrain recomputed")
    assert (of.system.timeline.registry[-1].codes != 0).all()
    assert of.system.timeline.registry[-1].recipe.schema == 2


@pytest.mark.parametrize("share", [0.0, 0.03, 0.2])
def test_a_holdout_lets_its_share_through_whatever_the_score_and_remembers_with_what_chance(share):
    timeline = session(Fault.NONE, f"holdout {share}").system.timeline
    later = PAID.when_h > 0.1
    above = later & (timeline.score > timeline.state.threshold)
    through = above & ~timeline.declined
    assert np.array_equal(through, above & (PAID.explored_at < share))
    assert np.all(timeline.chance[through] == share)
    assert np.all(timeline.chance[later & ~above] == 1.0)


def test_weights_stand_for_payments_like_it_that_got_no_label():
    timeline = session(Fault.NONE, "holdout 0.2").system.timeline
    made = timeline.register(130.0, Recipe(days=4.0, mature_only=False, weighted=True), recomputed=False)
    assert set(np.unique(made.weights)) == {1.0, 5.0}
    inside = (PAID.when_h >= made.table.since_h) & (PAID.when_h < made.table.until_h)
    assert made.weights.sum() == pytest.approx(inside.sum(), rel=0.02)


def test_a_payment_of_weight_two_teaches_what_two_payments_teach():
    codes, stolen = WORLD.offline[:, :3000], PAID.stolen[:3000]
    weights = np.where(stolen, 2.0, 1.0)
    twice = np.concatenate([np.arange(3000), np.flatnonzero(stolen)])
    weighted, repeated = fit(codes, stolen, weights=weights), fit(codes[:, twice], stolen[twice])
    assert np.allclose(weighted.scores(codes), repeated.scores(codes))


def test_nights_train_and_promote_until_they_are_switched_off():
    def champions(*lines):
        of = session(Fault.UNEXPLORED, *lines)
        return [of.system.timeline.registry[one.champion].trained_h for one in of.system.timeline.states]

    assert [at for at in champions() if at > 0] == [26.0, 26.0, 98.0]  # the onset is a state too
    assert [at for at in champions("wait 50", "nightly off") if at > 0][-1] == 26.0
    refused(session(Fault.NONE), "nightly off", "Nothing is trained at night")


def test_a_change_before_a_night_is_learnt_from_and_one_after_it_is_not():
    def hashes(*lines):
        return [one.data_hash for one in session(Fault.UNEXPLORED, *lines).system.timeline.registry[4:]]

    plain = hashes()
    assert len(plain) == 2
    assert hashes("wait 30", "decide decline")[0] == plain[0]
    assert hashes("wait 30", "decide decline")[1] != plain[1]
    assert hashes("wait 99", "decide decline") == plain


def test_what_was_disputed_counts_from_when_it_was_told_and_with_a_late_join_from_its_own_hour():
    paid = payments(SEED, SMALL, HEALTHY)
    then, late = as_of(paid), by_payment(paid, np.inf)
    for row in [*np.flatnonzero(paid.stolen)[:20].tolist(), 100, 2000, 9000]:
        when, mine = paid.when_h[row], paid.stolen & (paid.customer == paid.customer[row])
        near = mine & (paid.when_h > when - 72) & (paid.when_h <= when)
        assert late[row] == near.sum()
        assert then[row] == (near & (np.ceil(paid.known_h) <= when)).sum()
    assert (late[paid.stolen] >= 1).all()
    assert by_payment(paid, -paid.size.history_h).max() == 0


def test_a_version_on_a_leaked_column_loses_to_the_champion_where_it_serves():
    timeline = Timeline(WORLD)
    leaked = timeline.register(60.0, Recipe(extra=("disputed_3d",), late_join=True), recomputed=False)
    later = PAID.when_h > 60
    champion = timeline.score[later & PAID.stolen].mean()
    assert WORLD.scores(leaked, Pipeline())[later & PAID.stolen].mean() < 0.5 * champion


def test_request_features_are_computed_once_for_all_states_in_which_they_are_served_alike():
    keys = {(name, Pipeline(frozen_h=h).for_feature(name)) for name in NAMES for h in (10.0, 20.0, 30.0)}
    assert len(keys) == 7 + 3 * 5  # seven that the request carries, five from tables
