"""What a player does decides the feed from then on, and touches neither the past nor the world."""

import numpy as np
import pytest
from tests.labs.feed.feeding import SMALL

from greenroom.labs.feed.days import world
from greenroom.labs.feed.features import Pipeline
from greenroom.labs.feed.learning import Recipe
from greenroom.labs.feed.nights import Split
from greenroom.labs.feed.serving import CONTROL, MODEL, RANDOM
from greenroom.labs.feed.states import Does, Event
from greenroom.labs.feed.timeline import Timeline
from greenroom.labs.feed.world import Unrest

WORLD = world(11, SMALL, Unrest())
FRESH = Timeline(WORLD)
AT_H = 58.5
CHANGES = {
    "popular": (None, {"shows": "popular"}),
    "off": (None, {"shows": "off"}),
    "explore": (None, {"explore": 0.5}),
    "back": (Event(Does.BACK), {}),
    "put": (Event(Does.PUT, 2), {}),
    "swapped": (None, {"pipeline": Pipeline(swapped=("topic_taste", "author_taste"))}),
    "missing": (None, {"pipeline": Pipeline(left_out=frozenset({"quality"}))}),
    "frozen": (None, {"nightly": False}),
    "by slot": (None, {"recipe": Recipe(weighted=False, unused=frozenset())}),
}


def changed(*changes):
    system = Timeline(WORLD)
    for at_h, event, what in changes:
        system.change(at_h, event, **what)
    return system


def joined(system, name):
    return np.concatenate([getattr(one.log, name) for one in system.nodes()])


WHEN = WORLD.tape.when_h


@pytest.mark.parametrize("how", CHANGES)
def test_a_change_moves_what_comes_after_it_and_nothing_before(how):
    system = changed((AT_H, *CHANGES[how]))
    past = WHEN < AT_H
    for name in ("item", "clicked", "expected", "label"):
        old, new = joined(FRESH, name), joined(system, name)
        assert np.array_equal(old[past], new[past])
    assert not np.array_equal(joined(FRESH, "expected")[~past], joined(system, "expected")[~past])


def test_what_is_set_back_at_once_was_never_set():
    system = changed((AT_H, None, {"explore": 0.5}), (AT_H, None, {"explore": FRESH.states[0].explore}))
    assert np.array_equal(joined(system, "expected"), joined(FRESH, "expected"))


def test_plays_that_agree_share_their_days():
    one, other = changed((AT_H, None, {"explore": 0.4})), changed((AT_H, None, {"explore": 0.4}))
    assert all(a is b for a, b in zip(one.nodes(), other.nodes(), strict=True))
    assert one.nodes()[-1] is not FRESH.nodes()[-1]


def test_each_night_trains_a_version_that_serves_from_midnight():
    registry, desk = FRESH.standing(30.0)
    assert registry[desk.champion].trained_h == 24.0
    assert registry[desk.control].trained_h == 0.0
    assert [registry[at].trained_h for at in desk.before] == [-96.0, -72.0, -48.0, -24.0, 0.0]


def test_nothing_is_trained_where_nothing_was_ever_shown():
    system = changed((-300.0, None, {"shows": "off"}))
    assert system.standing(140.0)[0] == ()


def test_a_frozen_feed_trains_nothing_and_keeps_its_champion():
    system = changed((30.0, None, {"nightly": False}))
    assert system.standing(140.0)[1].champion == FRESH.standing(30.0)[1].champion
    assert len(system.standing(140.0)[0]) == len(FRESH.standing(30.0)[0])


def test_rolling_back_lasts_until_the_next_night():
    system = changed((50.0, Event(Does.BACK), {}))
    before = FRESH.standing(49.0)[1]
    assert system.standing(50.0)[1].champion == before.before[-1]
    assert system.standing(73.0)[0][-1].trained_h == 72.0
    assert system.standing(73.0)[1].champion == len(system.standing(73.0)[0]) - 1


def test_one_visit_in_ten_is_the_control_and_some_are_random():
    system = changed((0.0, None, {"explore": 0.2}))
    arms = np.concatenate([one.log.arm for one in system.nodes()[SMALL.before_days :]])
    assert np.mean(arms == RANDOM) == pytest.approx(0.2, abs=0.03)
    assert np.mean(arms == CONTROL) == pytest.approx(0.08, abs=0.02)
    assert np.mean(arms == MODEL) == pytest.approx(0.72, abs=0.03)


def test_a_random_slot_may_be_any_slot():
    system = changed((0.0, None, {"explore": 1.0}))
    shown, plain = joined(system, "item"), joined(FRESH, "item")
    lab = WHEN >= 0
    strange = ~(shown[lab][:, :, None] == plain[lab][:, None, :]).any(axis=2)
    first_day = WHEN[lab] < 24  # later models differ too
    by_slot = strange[first_day].mean(axis=0)
    assert by_slot.min() > 0.5 * by_slot.max()


def test_the_trained_model_orders_far_better_than_chance_or_popularity():
    best = WORLD.tape.best_reads[WHEN >= 0].sum()
    given = {
        name: joined(one, "expected")[WHEN >= 0].sum() / best
        for name, one in (
            ("model", FRESH), ("popular", changed((0.0, None, {"shows": "popular"}))), ("off", changed((0.0, None, {"shows": "off"}))),
        )
    }  # fmt: skip
    assert given["model"] > 0.6
    assert given["popular"] < given["model"] - 0.1
    assert given["off"] == 0


@pytest.mark.parametrize(
    ("split", "low", "high"), [(Split.RANDOM, 0.03, 0.2), (Split.TIME, -0.2, 0.02), (Split.USER, -0.2, 0.02)]
)
def test_memory_pays_where_copies_are_on_both_sides_of_a_split_and_nowhere_else(split, low, high):
    remembering = Recipe(memory=65536)
    system = changed((48.0, Event(Does.NIGHT), {"challenger": remembering, "split": split}))
    registry, desk = system.standing(48.0)
    usual, other = registry[-2:]
    assert (usual.recipe, other.recipe) == (Recipe(), remembering)
    assert low < other.offline - usual.offline < high
    assert registry[desk.champion] is (other if other.offline > usual.offline + 0.005 else usual)


def test_weights_by_slot_follow_the_looks():
    log = changed((-200.0, None, {"explore": 0.4})).nodes()[-1].log
    assert 0.5 < log.steepness < 1.3  # the truth is 0.9
    rows = log.label > 0
    slot = np.broadcast_to(np.arange(1, 7), log.label.shape)
    assert log.weighted[rows] == pytest.approx((log.label * slot**log.steepness)[rows])
