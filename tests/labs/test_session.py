"""A play in progress: the twin is the same until the onset, and what the player does before it keeps."""

import numpy as np
import pytest
from tests.labs.playing import ONSET_H, SEED, SMALL, begun, scenario, seen, session

from greenroom.labs.commands import do
from greenroom.labs.onset import onset
from greenroom.labs.payments.faults import broken
from greenroom.labs.payments.happenings import lines
from greenroom.labs.payments.timeline import Decider
from greenroom.model.lab_kinds import FAULTS as FAULTS_OF
from greenroom.model.lab_kinds import Fault, SystemKind

FAULTS = tuple(one for one in FAULTS_OF[SystemKind.PAYMENTS] if one is not Fault.NONE)
TRAINED = (Fault.SAMPLED_WITHOUT_CORRECTION, Fault.IMMATURE_LABELS)


def past(of, at_h=ONSET_H):
    """Scores, decisions and features before `at_h`."""
    until = int((of.system.world.payments.when_h < at_h).sum())
    return (
        of.system.timeline.score[:until],
        of.system.timeline.declined[:until],
        of.system.timeline.codes[:, :until],
    )


def equal(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("fault", FAULTS)
def test_the_twin_is_the_same_world_until_the_onset_and_another_after_it(fault):
    ill, twin = session(fault), session(fault, twin=True)
    assert equal(past(ill), past(twin))
    until = ill.board.until(ONSET_H)
    for name, values in ill.board.values.items():
        assert np.array_equal(values[:until], twin.board.values[name][:until], equal_nan=True)
    assert any(
        not np.array_equal(values[until:], twin.board.values[name][until:], equal_nan=True)
        for name, values in ill.board.values.items()
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_that_can_be_looked_at_before_the_onset_tells_the_fault_from_its_twin(fault):
    ill, twin = (session(fault, f"wait {ONSET_H - 8}", twin=one) for one in (False, True))
    assert seen(ill) == seen(twin)
    for line in ("retrain", "promote v5", "rollback", "lineage", "status"):
        assert do(ill, line).said == do(twin, line).said
    assert ill.now_h == twin.now_h < ONSET_H


@pytest.mark.parametrize("fault", FAULTS)
def test_something_that_can_be_looked_at_afterwards_does(fault):
    ill, twin = (session(fault, f"wait {ONSET_H + 30}", twin=one) for one in (False, True))
    assert seen(ill) != seen(twin)


def test_onset_and_severity_are_within_their_ranges_and_the_seeds():
    wide = scenario(Fault.COUNTED_TWICE, onset_h=(30, 60), severity=(3.0, 5.0))
    drawn = [onset(wide, seed) for seed in range(60)]
    assert {one.at_h for one in drawn} <= set(range(30, 61))
    assert min(one.at_h for one in drawn) < 36
    assert max(one.at_h for one in drawn) > 54
    assert all(3 <= one.severity <= 5 for one in drawn)
    assert drawn[4] == onset(wide, 4)
    twin = onset(wide, 4, twin=True)
    assert (twin.fault, twin.at_h, twin.severity) == (Fault.NONE, drawn[4].at_h, drawn[4].severity)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_deployment_log_is_the_twins_and_has_a_decoy_at_the_onset(fault):
    ill, twin = (
        lines(onset(scenario(fault), SEED, twin=one), fault, SEED, SMALL, 6) for one in (False, True)
    )
    assert ill == twin
    at_onset = [one.text for one in ill if one.at_h == ONSET_H]
    assert len(at_onset) == 1 + (fault not in {Fault.NEW_RING, Fault.HOLIDAY}) + (
        fault is Fault.HALF_MIGRATED
    )
    assert not any(word in one.text for one in ill for word in fault.value.split("-") if len(word) > 5)


CHANGES = {
    "threshold 0.4": {"threshold": 0.4},
    "decide approve": {"decider": Decider.APPROVE},
    "block 3": {"blocked": frozenset({3})},
    "rollback": {"champion": 2},
}


@pytest.mark.parametrize("line", CHANGES)
@pytest.mark.parametrize("fault", [Fault.UNIT_CHANGE, Fault.STALE_TABLES, Fault.SAMPLED_WITHOUT_CORRECTION])
def test_a_change_before_the_onset_is_kept_and_the_fault_still_happens(fault, line):
    played = session(fault, "wait 20", line)
    ((name, value),) = CHANGES[line].items()
    before, after = played.system.timeline.state_at(ONSET_H - 0.01), played.system.timeline.state_at(ONSET_H)
    assert getattr(before, name) == value
    if (name, fault) != ("champion", Fault.SAMPLED_WITHOUT_CORRECTION):  # there a new champion is the fault
        assert getattr(after, name) == value
    healthy = session(fault, "wait 20", line, twin=True).system
    assert after.pipeline == broken(played.system.onset, before.pipeline)
    assert not equal(
        (played.system.timeline.score, played.system.timeline.codes),
        (healthy.timeline.score, healthy.timeline.codes),
    )


def test_what_is_left_out_before_the_onset_stays_so_in_the_broken_state():
    played = session(Fault.UNIT_CHANGE, "fallback paid_3h")
    pipeline = played.system.timeline.state_at(ONSET_H).pipeline
    assert (pipeline.left_out, pipeline.amount_scale) == (frozenset({"paid_3h"}), 100.0)


@pytest.mark.parametrize("wait_h", [ONSET_H - 0.1, ONSET_H, ONSET_H + 20])
def test_a_change_at_the_onset_or_after_it_is_made_on_what_is_broken(wait_h):
    played = session(Fault.UNIT_CHANGE, f"wait {wait_h}", "threshold 0.4")
    assert played.system.timeline.state.threshold == 0.4
    assert played.system.timeline.state.pipeline.amount_scale == 100.0
    assert played.system.timeline.state_at(ONSET_H - 0.2).pipeline.amount_scale == 1.0


@pytest.mark.parametrize("fault", TRAINED)
def test_a_version_trained_before_the_onset_keeps_its_name_and_the_nightly_one_comes_after_it(fault):
    played = session(fault, "wait 10", "retrain")
    mine = played.system.timeline.registry[4]
    do(played, "threshold 0.1")
    do(played, "promote v5")
    do(played, "wait 40")
    assert [one.name for one in played.system.timeline.registry] == [f"v{n}" for n in range(1, 7)]
    assert played.system.timeline.registry[4] is mine
    assert played.system.timeline.registry[5].trained_h == ONSET_H
    assert "champion v6" in do(played, "status").said
    assert do(played, "rollback").said == "v5 serves again."


@pytest.mark.parametrize("fault", TRAINED)
def test_the_nightly_version_is_trained_wrong_but_for_the_twins(fault):
    ill, twin = session(fault), session(fault, twin=True)
    before, after = ill.system.timeline.state_at(ONSET_H - 1), ill.system.timeline.state_at(ONSET_H)
    assert (before.champion, after.champion) == (3, 4)
    assert ill.system.timeline.registry[4].recipe != twin.system.timeline.registry[4].recipe
    assert twin.system.timeline.registry[4].recipe == twin.system.timeline.registry[3].recipe


def test_what_the_nightly_version_learns_from_follows_from_what_was_decided_before():
    idle = session(Fault.IMMATURE_LABELS)
    closed = session(Fault.IMMATURE_LABELS, "decide decline")
    assert closed.system.timeline.registry[4].rows < 0.8 * idle.system.timeline.registry[4].rows


def test_time_goes_forwards_and_no_further_than_the_end():
    played = session()
    played.go(30.0)
    played.go(10.0)
    assert (played.now_h, played.ended) == (30.0, False)
    played.go(1e6)
    assert (played.now_h, played.ended) == (SMALL.lab_h, True)


def test_two_sessions_of_a_seed_do_not_touch_each_other():
    idle = session(Fault.UNIT_CHANGE)
    before = past(idle, SMALL.lab_h)
    kept = [each.copy() for each in before]
    session(
        Fault.UNIT_CHANGE,
        "retrain",
        "promote v5",
        "decide decline",
        "fallback paid_3h",
        "review 100",
        "finish",
    )
    assert equal(past(idle, SMALL.lab_h), kept)
    assert equal(past(begun(idle.scenario), SMALL.lab_h), kept)
    assert len(idle.system.timeline.registry) == 4
