"""What each fault does to the metrics, and that nothing tells it from its twin before it happens."""

import numpy as np
import pytest
from tests.labs.experiment.desk import FAULTS, START_H, alerted, said, session

from greenroom.labs.commands import do
from greenroom.labs.experiment.plan import Stage
from greenroom.labs.scoring import course, outcome, yardsticks
from greenroom.model.lab_kinds import BENIGN, Fault

LOOKS = ("status", "plan", "arms", "read clicks", "slices", "segments", "aa", "power", "logs")
TELLS = {
    Fault.SAMPLE_RATIO: "sample_ratio_evidence",
    Fault.PEEKING: "guardrail_worse",
    Fault.WRONG_UNIT: "aa_significant_share",
    Fault.UNDERPOWERED: "detectable_lift",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_before_the_start_a_fault_and_its_twin_look_the_same_whatever_is_looked_at(fault):
    real, twin = session(fault), session(fault, twin=True)
    until = real.board.until(START_H)
    for name, values in real.board.values.items():
        assert np.array_equal(values[:until], twin.board.values[name][:until], equal_nan=True), name
    for one in (real, twin):
        do(one, "wait 27")
    assert [do(real, line).said for line in LOOKS] == [do(twin, line).said for line in LOOKS]
    assert real.system.happened == twin.system.happened


@pytest.mark.parametrize("fault", TELLS)
def test_its_own_metric_tells_a_fault_and_the_twin_is_silent(fault):
    assert TELLS[fault] in alerted(session(fault))
    assert not alerted(session(fault, twin=True))


@pytest.mark.parametrize("fault", [Fault.SAMPLE_RATIO, Fault.PEEKING, Fault.WRONG_UNIT])
def test_left_alone_the_desk_ships_what_is_worse(fault):
    assert session(fault).system.timeline.states[-1].stage is Stage.FULL


def test_left_alone_the_desk_takes_out_what_its_test_cannot_see():
    last = session(Fault.UNDERPOWERED).system.timeline.states[-1]
    assert last.stage is Stage.ENDED
    assert "no effect is shown" in last.why


def test_a_sound_test_ships_what_is_better_without_any_help():
    assert session(Fault.NONE).system.timeline.states[-1].stage is Stage.FULL


@pytest.mark.parametrize("fault", [one for one in FAULTS if one not in BENIGN])
def test_the_best_play_costs_less_than_nothing_and_harm_begins_with_the_start(fault):
    best, nothing = yardsticks(session(fault))
    assert best.cost_usd < 0.3 * nothing.cost_usd
    assert not nothing.harm_usd[:START_H].any()


def test_programs_are_all_in_the_canary_until_users_are_assigned_anew():
    of = session(Fault.SAMPLE_RATIO, "wait 52", "arms")
    assert "a mismatch" in said(of)
    for line in ("rehash", "wait 12", "arms"):
        do(of, line)
    assert "within chance" in said(of)


def test_the_same_lines_give_the_same_bits():
    lines = ("wait 50", "aa", "rehash", "canary 50", "cuped on", "wait 60", "slices", "promote")
    first, again = session(Fault.PEEKING, *lines), session(Fault.PEEKING, *lines)
    assert [one.said for one in first.log] == [one.said for one in again.log]
    assert course(first).harm_usd.tobytes() == course(again).harm_usd.tobytes()


@pytest.mark.parametrize("fault", FAULTS)
def test_no_exploit_pays(fault):
    idle = session(fault)
    for play in idle.system.exploits:
        if play.name != "roll-back-every-hour":
            assert outcome(session(fault, *play.lines)).score < 0.3, play.name
    often = session(fault, *["rollback", "wait 3"] * 90)
    assert outcome(often).score < 0.3
