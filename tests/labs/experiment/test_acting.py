"""What a player can do: each verb does what it says, and what is refused changes nothing."""

import pytest
from tests.labs.experiment.desk import said, session

from greenroom.errors import InputError
from greenroom.labs.commands import do
from greenroom.labs.experiment.plan import Rule, Stage, Unit
from greenroom.model.lab_kinds import Fault


@pytest.fixture
def desk():
    return session(Fault.PEEKING, "wait 50")


def now(of):
    return of.system.timeline.state_at(of.now_h)


SETTINGS = {
    "rule fixed": ("rule", Rule.FIXED),
    "unit request": ("unit", Unit.REQUEST),
    "cuped on": ("cuped", True),
    "horizon 5": ("horizon_days", 5),
    "guard on": ("guard", True),
    "ratio-check off": ("ratio_check", False),
    "pause": ("auto", False),
}


@pytest.mark.parametrize("line", SETTINGS)
def test_a_setting_changes_the_plan_and_leaves_users_in_their_arms(desk, line):
    before = now(desk)
    do(desk, line)
    name, value = SETTINGS[line]
    assert getattr(now(desk).plan, name) == value
    assert now(desk).epoch == before.epoch


@pytest.mark.parametrize(
    "line", ["rule lucky", "unit page", "cuped", "horizon 99", "guard maybe", "canary 95", "canary some", "read ctr", "read clicks page"],
)  # fmt: skip
def test_what_is_refused_changes_nothing(desk, line):
    states, spent, at_h = list(desk.system.timeline.states), desk.spent_usd, desk.now_h
    with pytest.raises(InputError):
        do(desk, line)
    assert (desk.system.timeline.states, desk.spent_usd, desk.now_h) == (states, spent, at_h)


def test_what_is_set_before_the_start_holds_for_the_a_a_test_alone():
    of = session(Fault.PEEKING, "wait 5", "rule fixed", "pause", "rollback")
    assert now(of).epoch.share == 0
    do(of, "wait 30")
    assert now(of).plan.rule is Rule.NAIVE
    assert now(of).plan.auto
    assert now(of).stage is Stage.FIRST


def test_the_challenger_cannot_be_promoted_out_of_the_shadow():
    of = session(Fault.PEEKING, "wait 5")
    with pytest.raises(InputError, match="shadow"):
        do(of, "promote")


def test_a_share_set_by_hand_begins_a_test_of_its_own(desk):
    do(desk, "canary 50")
    assert (now(desk).stage, now(desk).epoch.share, now(desk).epoch.since_h) == (Stage.TEST, 0.5, desk.now_h)
    do(desk, "arms")
    assert "began" in said(desk)


def test_rolled_back_everybody_is_served_by_the_champion_and_a_second_time_changes_nothing(desk):
    do(desk, "rollback")
    assert (now(desk).stage, now(desk).epoch.live) == (Stage.ENDED, False)
    states = list(desk.system.timeline.states)
    do(desk, "rollback")
    assert desk.system.timeline.states == states
    with pytest.raises(InputError, match="no arms"):
        do(desk, "rehash")


def test_a_paused_controller_decides_nothing_until_it_is_resumed(desk):
    do(desk, "pause")
    assert desk.system.timeline.states[-1].stage is Stage.FIRST
    do(desk, "resume")
    assert desk.system.timeline.states[-1].stage is Stage.FULL


def test_a_guard_takes_a_harmful_challenger_out_where_the_rule_would_go_on(desk):
    for line in ("rule group-sequential", "canary 50", "guard on"):
        do(desk, line)
    last = desk.system.timeline.states[-1]
    assert (last.stage, last.why) == (Stage.ENDED, "clicks are worse, by the always-valid interval")


def test_cuped_halves_what_the_variance_was():
    of = session(Fault.NONE, "wait 98")
    world, state = of.system.world, now(of)
    from greenroom.labs.experiment.reads import reading

    plain = reading(world, state.epoch, 98.0)
    adjusted = reading(world, state.epoch, 98.0, cuped=True)
    assert adjusted.difference.variance < 0.5 * plain.difference.variance
    assert adjusted.difference.value == pytest.approx(
        plain.difference.value, abs=4 * plain.difference.variance**0.5
    )
