"""Thieves that count days as well as the company does: a ring leaves a kind of merchant when it is burnt."""

import numpy as np
import pytest
from tests.labs.playing import HEALTHY, ONSET_H, SEED, scenario

from greenroom.labs.commands import do
from greenroom.labs.noise import stream
from greenroom.labs.payments import thieves
from greenroom.labs.payments.paying import CATEGORIES
from greenroom.labs.payments.system import PaymentsSystem
from greenroom.labs.payments.thieves import BURNT_H
from greenroom.labs.payments.world import Size, Unrest, payments
from greenroom.labs.scoring import course
from greenroom.labs.session import Session
from greenroom.model.lab_kinds import Fault

LONG = Size(customers=400, per_day=1500, history_h=15 * 24.0, lab_h=10 * 24.0)
MOVE_H = ONSET_H + BURNT_H
USUAL = np.full(LONG.customers, 30.0)


def of_ring(seed=SEED):
    """When a ring that begins at `ONSET_H` steals, and through what: all that a healthy world has not."""
    paid, healthy = payments(seed, LONG, Unrest(ONSET_H, ring=1.0)), payments(seed, LONG, HEALTHY)
    new = ~np.isin(paid.when_h, healthy.when_h)
    return paid.when_h[new], paid.category[new]


def kinds_by_stay(seed, stays):
    """The kinds of merchant of a ring that goes on for `stays` times as long as a kind lasts, each stay's own."""
    size = Size(customers=LONG.customers, per_day=60, history_h=0.0, lab_h=stays * BURNT_H)
    made = thieves.ring(stream(seed, "ring"), size, USUAL, 0.0, 1.0)
    moved = thieves.moved_on(stream(seed, "ring moves"), made, 0.0)
    stay = np.floor(moved["when_h"] / BURNT_H)
    return [set(moved["category"][stay == each].tolist()) for each in range(stays)]


def played(*lines, twin=False):
    session = Session(
        scenario(Fault.NEW_RING), PaymentsSystem(scenario(Fault.NEW_RING), SEED, LONG, twin=twin)
    )
    for line in lines:
        do(session, line)
    return session


def test_a_ring_moves_to_another_kind_of_merchant_and_steals_there_at_the_same_pace():
    when, kind = of_ring()
    before, after = kind[when < MOVE_H], kind[when >= MOVE_H]
    assert len(np.unique(before)) == len(np.unique(after)) == 1
    assert before[0] != after[0]
    assert len(before) / BURNT_H == pytest.approx(len(after) / (LONG.lab_h - MOVE_H), rel=0.25)


def test_no_kind_comes_again_before_all_have_had_their_turn():
    kinds = kinds_by_stay(SEED, CATEGORIES + 2)
    assert {len(each) for each in kinds} == {1}
    assert set.union(*kinds[:CATEGORIES]) == set(range(CATEGORIES))
    assert kinds[CATEGORIES:] == kinds[:2]


def test_where_it_moves_is_drawn_by_the_seed():
    assert kinds_by_stay(SEED, 5) == kinds_by_stay(SEED, 5)
    others = {tuple(next(iter(kind)) for kind in kinds_by_stay(seed, 3)) for seed in range(10)}
    assert len({moves[0] for moves in others}) > 3
    assert len({moves[1] for moves in others}) > 3


def test_a_move_changes_the_kind_of_merchant_and_nothing_else():
    made = thieves.ring(stream(SEED, "ring"), LONG, USUAL, ONSET_H, 1.0)
    moved = thieves.moved_on(stream(SEED, "ring moves"), made, ONSET_H)
    assert {name for name in made if not np.array_equal(made[name], moved[name])} == {"category"}
    first = made["when_h"] < MOVE_H
    assert np.array_equal(made["category"][first], moved["category"][first])


def test_a_ring_that_comes_too_late_to_steal_anything_goes_nowhere():
    none = thieves.ring(stream(SEED, "ring"), LONG, USUAL, LONG.lab_h, 1.0)
    assert len(thieves.moved_on(stream(SEED, "ring moves"), none, LONG.lab_h)["category"]) == 0


def test_who_tries_out_stolen_cards_stays_with_one_kind():
    made = thieves.scheme(stream(SEED, "scheme"), LONG, USUAL, 1.3)
    assert np.ptp(made["when_h"]) > 2 * BURNT_H
    assert len(np.unique(made["category"])) == 1


def test_what_only_the_seed_knows_is_both_kinds_in_their_order():
    when, kind = of_ring()
    known = played().system.known()
    assert known["ring"] == str(kind[when < MOVE_H][0])
    assert known["second"] == str(kind[when >= MOVE_H][0])


def test_in_the_twin_nobody_comes_and_nobody_moves():
    twin = played(twin=True).system.world.payments
    assert np.array_equal(twin.when_h, payments(SEED, LONG, HEALTHY).when_h)


def test_a_block_made_once_helps_until_the_ring_moves_and_harms_from_then_on():
    idle = played()
    once = played(f"wait {ONSET_H}", f"block {idle.system.known()['ring']}")
    spared = course(idle).harm_usd - course(once).harm_usd
    move = int(MOVE_H)
    assert spared[int(ONSET_H) + 1 : move].sum() > 0.5 * course(idle).harm_usd[int(ONSET_H) + 1 : move].sum()
    assert spared[move:].sum() < 0


def test_to_block_the_second_and_to_serve_the_first_again_saves_more_than_to_keep_both_blocked():
    known = played().system.known()
    lines = (f"wait {ONSET_H}", f"block {known['ring']}", f"wait {BURNT_H}", f"block {known['second']}")
    kept, served = course(played(*lines)), course(played(*lines, f"unblock {known['ring']}"))
    later = slice(int(MOVE_H) + 1, None)
    assert served.harm_usd[later].sum() < kept.harm_usd[later].sum() < course(played()).harm_usd[later].sum()
