"""Plays written down in advance: carried out to the end, with what was found out filled in."""

import pytest
from tests.labs.playing import ONSET_H, SEED, begun, play, scenario, session

from greenroom.errors import InputError
from greenroom.labs.payments.exploits import EXPLOITS
from greenroom.labs.plays import carry_out, carry_out_fix
from greenroom.model.lab_kinds import Fault


def carried_out(fault, *lines, name="good"):
    return carry_out(play(*lines, name=name), begun(scenario(fault), SEED))


def said(of):
    return [one.line for one in of.log]


def test_a_play_goes_line_by_line_and_then_to_the_end():
    played = carried_out(Fault.STALE_TABLES, "wait 50", "restart")
    assert said(played) == ["wait 50", "restart"]
    assert played.ended
    assert (
        played.system.timeline.states
        == session(Fault.STALE_TABLES, "wait 50", "restart").system.timeline.states
    )


def test_it_stops_where_the_lab_ends():
    assert said(carried_out(Fault.NONE, "wait 144", "rollback")) == ["wait 144"]


def test_found_is_the_kind_of_merchant_that_the_last_review_named_first():
    played = carried_out(Fault.NEW_RING, "wait 95", "review 300", "block {found}")
    named = played.log[1].said.splitlines()[1].split(":")[0].removeprefix("kind of merchant ")
    assert said(played)[-1] == f"block {named}"
    thefts = played.system.world.payments.category[
        played.system.world.payments.stolen & (played.system.world.payments.when_h > 40)
    ]
    assert int(named) == max(range(24), key=thefts.tolist().count)


def test_blocked_is_the_kind_of_merchant_that_was_blocked_last():
    played = carried_out(
        Fault.NONE, "block 3", "block 5", "unblock {blocked}", "block 7", "unblock {blocked}"
    )
    assert said(played) == ["block 3", "block 5", "unblock 5", "block 7", "unblock 7"]
    assert played.system.timeline.state.blocked == {3}


def test_the_lines_of_a_fix_are_done_one_after_another_and_those_after_the_end_are_left_out():
    fix = ("block 3", "wait 20", "unblock 3", "wait 120", "block 4")
    played = carry_out_fix(begun(scenario(Fault.NEW_RING, fix=fix), SEED))
    assert [(one.line, one.done_h) for one in played.log] == [
        ("block 3", ONSET_H + 0.25), ("wait 20", ONSET_H + 20.25), ("unblock 3", ONSET_H + 20.5), ("wait 120", played.end_h),
    ]  # fmt: skip


def test_trained_is_the_version_trained_last_whatever_its_number():
    played = carried_out(
        Fault.SAMPLED_WITHOUT_CORRECTION, "wait 60", "retrain", "retrain", "promote {trained}"
    )
    assert said(played)[-1] == "promote v7"  # the nightly one is v5


def test_a_line_that_cannot_be_done_is_an_error_but_for_the_exploit_that_runs_out():
    with pytest.raises(InputError, match="pin back"):
        carried_out(Fault.NONE, "pin", "wait 1")
    hourly = next(one for one in EXPLOITS if one.name == "roll-back-every-hour")
    played = carry_out(hourly, session(Fault.NONE))
    assert said(played) == ["rollback", "wait 1"] * 3
    assert played.ended


@pytest.mark.parametrize("exploit", EXPLOITS, ids=lambda one: one.name)
def test_every_exploit_can_be_carried_out_in_any_lab_and_does_something(exploit):
    played = carry_out(exploit, session(Fault.SAMPLED_WITHOUT_CORRECTION))
    assert played.ended
    assert (
        played.muted
        or played.system.timeline.states != session(Fault.SAMPLED_WITHOUT_CORRECTION).system.timeline.states
    )
