"""Every verb: what it takes in time and money, what it does and when, and that what is refused leaves no trace."""

import re

import numpy as np
import pytest
from tests.labs.playing import ONSET_H, SMALL, session

from greenroom.errors import InputError
from greenroom.labs.commands import commands, do
from greenroom.labs.payments.board import METRICS
from greenroom.labs.payments.features.serving import Pipeline
from greenroom.labs.payments.learning.trainer import train
from greenroom.labs.payments.timeline import Decider
from greenroom.model.lab_kinds import Component, Fault, SystemKind, verbs

COSTS = {  # line -> hours, USD
    "help": (0, 0), "status": (0, 0), "metrics": (0, 0), "query score_psi": (0, 0),
    "logs": (0, 0), "lineage": (0.1, 0), "importance": (0.1, 10), "importance v2": (0.1, 10), "validate v3": (1, 100),
    "arms": (0.1, 0), "slices": (0.25, 30), "slices country": (0.25, 30), "compare paid_3h": (0.25, 20), "audit": (0.5, 60),
    "review": (2, 600), "review 50": (0.5, 150),
    "rollback": (0.25, 150), "promote v2": (0.25, 150), "retrain": (2, 300), "retrain immature": (2, 300),
    "pin": (0.25, 150), "restart": (0.5, 150), "dedupe": (0.5, 150), "fallback paid_3h spent_24h": (0.25, 150),
    "canary 0.1 v3": (0.25, 150), "holdout 0.05": (0.1, 150),
    "threshold 0.2": (0.1, 150), "decide approve": (0.1, 150), "block 3": (0.25, 150), "unblock 3": (0.25, 150),
    "mute": (0, 0), "unmute": (0, 0), "page stream": (0.5, 250), "update All is 'well'": (0, 0), "hint": (0, 0), "declare features": (0, 0), "conclude features unit-change": (0, 0),
    "wait 5": (5, 0), "think 2": (2, 0), "run-until +5h": (5, 0),
}  # fmt: skip
REFUSED = (
    "", "  ", "reboot", "wait", "wait -1", "wait nan", "wait inf", "wait 9999", "wait 'a", "query", "query nothing",
    "query score_psi 0", "compare", "compare nothing", "review 9", "review 1001", "review many", "promote", "promote v9",
    "retrain well", "fallback", "fallback amount_usd", "fallback paid_3h nothing", "threshold", "threshold 1.1",
    "threshold nan", "decider", "decide ajar", "block", "block 24", "block -1", "unblock x", "declare", "declare everything",
    "conclude", "conclude features", "page", "page nobody", "update", "importance v9", "validate v9", "slices colour", "canary", "canary 0.1", "canary 2 v3", "canary 0.1 v4",
    "canary 0.1 v9", "canary pause", "canary promote", "canary rollback", "canary spare AT", "dualwrite", "holdout", "holdout 0.3", "nightly off", "hint", "conclude features gremlins", "run-until noon", "pin",
)  # fmt: skip


def trace(of):
    """All that a command may change."""
    return (
        of.now_h, of.spent_usd, of.ended, of.muted, of.hints, tuple(of.updates), of.system.pinned, tuple(of.declared), of.concluded, tuple(of.log),
        tuple(of.system.timeline.states), tuple(of.system.timeline.registry), of.system.timeline.declined.tobytes(), of.alerts,
    )  # fmt: skip


def test_every_verb_is_tried_here_and_in_its_usage():
    elsewhere = {
        "finish",
        "dualwrite",
        "nightly",
    }  # the last two are refused where there is nothing of the kind
    assert {line.split()[0] for line in COSTS} | elsewhere == set(commands(session()))
    assert all(one.usage.split()[0] == verb for verb, one in commands(session()).items())


@pytest.mark.parametrize("line", COSTS)
def test_a_command_takes_its_hours_and_its_money_and_is_in_the_log(line):
    played = session(Fault.UNIT_CHANGE, f"wait {ONSET_H + 1}", hints=("Look at what arrives.",))
    began, spent = played.now_h, played.spent_usd
    entry = do(played, f" {line} ")
    hours, usd = COSTS[line]
    assert (entry.line, entry.at_h, entry.done_h) == (line, began, pytest.approx(began + hours))
    assert played.now_h == entry.done_h
    assert played.spent_usd - spent == usd
    assert played.log[-1] is entry
    assert entry.said


@pytest.mark.parametrize("line", REFUSED)
def test_what_is_refused_says_why_and_changes_nothing(line):
    played = session(Fault.STALE_TABLES, "wait 30", "threshold 0.2")
    before = trace(played)
    with pytest.raises(InputError) as refused:
        do(played, line)
    assert refused.value.hint
    assert trace(played) == before


def test_the_oldest_version_cannot_be_rolled_back():
    played = session(Fault.NONE, *(["rollback"] * 3))
    assert played.system.timeline.state.champion == 0
    before = trace(played)
    with pytest.raises(InputError, match="oldest"):
        do(played, "rollback")
    assert trace(played) == before


def test_a_refusal_in_the_last_hour_does_not_end_the_lab():
    played = session(Fault.NONE, f"wait {SMALL.lab_h - 0.1}")
    with pytest.raises(InputError):
        do(played, "retrain well")
    assert not played.ended
    assert do(played, "status")


@pytest.mark.parametrize("line", ["finish", "wait 100", "review 1000", "retrain", "run-until +2"])
def test_what_goes_beyond_the_end_ends_with_the_lab_and_nothing_comes_after_it(line):
    played = session(Fault.NONE, f"wait {SMALL.lab_h - 1}")
    entry = do(played, line)
    assert (entry.done_h, played.now_h, played.ended) == (SMALL.lab_h, SMALL.lab_h, True)
    with pytest.raises(InputError, match="over"):
        do(played, "status")
    assert played.log[-1] is entry


DONE = {
    "rollback": ("champion", 2, 0.25), "promote v2": ("champion", 1, 0.25), "threshold 0.3": ("threshold", 0.3, 0.1),
    "decide approve": ("decider", Decider.APPROVE, 0.1), "decide decline": ("decider", Decider.DECLINE, 0.1), "decide off": ("decider", Decider.OFF, 0.1),
    "block 3": ("blocked", frozenset({3}), 0.25), "fallback paid_3h": ("pipeline", Pipeline(left_out=frozenset({"paid_3h"})), 0.25),
}  # fmt: skip


@pytest.mark.parametrize("line", DONE)
def test_a_change_holds_from_the_end_of_the_time_it_takes_and_changes_nothing_else(line):
    name, value, hours = DONE[line]
    played = session(Fault.NONE, "wait 50")
    before = played.system.timeline.state_at(50.0)
    do(played, line)
    assert played.system.timeline.state.since_h == pytest.approx(50 + hours)
    assert played.system.timeline.state_at(50 + hours - 0.01) == before
    same = {"champion", "threshold", "decider", "blocked", "pipeline"} - {name}
    assert getattr(played.system.timeline.state, name) == value
    assert all(getattr(played.system.timeline.state, one) == getattr(before, one) for one in same)


def test_blocks_and_fallbacks_add_up_and_a_block_can_be_taken_back():
    played = session(
        Fault.NONE, "block 3", "block 5", "fallback paid_3h", "fallback spent_24h paid_3h", "unblock 3"
    )
    state = played.system.timeline.state_at(played.now_h)
    assert state.blocked == {5}
    assert state.pipeline.left_out == {"paid_3h", "spent_24h"}
    assert "blocked kinds of merchant: 5\n" in do(played, "status").said


MENDS = {
    Fault.UNIT_CHANGE: "pin", Fault.ZERO_FOR_MISSING: "pin", Fault.SWAPPED_COLUMNS: "pin",
    Fault.STALE_TABLES: "restart", Fault.COUNTED_TWICE: "dedupe",
}  # fmt: skip


@pytest.mark.parametrize("fault", MENDS)
@pytest.mark.parametrize("line", ["pin", "restart", "dedupe", "rollback", "threshold 0.1"])
def test_the_serving_path_is_mended_by_what_mends_it_and_by_nothing_else(fault, line):
    played = session(fault, f"wait {ONSET_H + 6}")
    broken = played.system.timeline.state.pipeline
    assert broken != Pipeline()
    if line == "pin" and MENDS[fault] != "pin":
        with pytest.raises(InputError, match="pin back"):
            do(played, line)
        return
    do(played, line)
    assert played.system.timeline.state.pipeline == (Pipeline() if line == MENDS[fault] else broken)
    if line == MENDS[fault]:
        do(played, "wait 7")
        assert do(played, "audit").said.endswith("all agree")


def test_features_can_be_pinned_once_and_only_after_a_release():
    early = session(Fault.UNIT_CHANGE, f"wait {ONSET_H - 2}")
    with pytest.raises(InputError, match="pin back"):
        do(early, "pin")
    do(early, "wait 3")
    do(early, "pin")
    with pytest.raises(InputError, match="pin back"):
        do(early, "pin")
    assert do(session(Fault.UNIT_CHANGE, f"wait {ONSET_H}", twin=True), "pin")


def test_a_version_is_trained_when_its_two_hours_are_over_and_serves_once_promoted():
    played = session(Fault.NONE, "wait 50", "retrain")
    assert played.system.timeline.registry[4].trained_h == 52
    assert played.system.timeline.state_at(played.now_h).champion == 3
    do(played, "promote v5")
    assert played.system.timeline.state_at(played.now_h).champion == 4
    recipes = [
        session(Fault.NONE, line).system.timeline.registry[4].recipe
        for line in ("retrain", "retrain immature")
    ]
    assert [one.mature_only for one in recipes] == [True, False]


def test_recomputed_training_learns_from_the_event_log_and_not_from_what_was_served():
    lines = (f"wait {ONSET_H + 60}", "retrain immature", "retrain immature recomputed")
    played = session(Fault.UNIT_CHANGE, *lines)
    paid, through = played.system.world.payments, ~played.system.timeline.declined
    for version, codes in zip(
        played.system.timeline.registry[4:],
        (played.system.timeline.codes, played.system.world.offline),
        strict=True,
    ):
        expected = train(0, version.trained_h, version.recipe, paid, codes, through)
        assert version.data_hash == expected.data_hash
    assert not np.array_equal(played.system.timeline.codes, played.system.world.offline)


def test_a_version_of_the_future_cannot_be_promoted():
    played = session(Fault.SAMPLED_WITHOUT_CORRECTION, f"wait {ONSET_H - 1}")
    with pytest.raises(InputError, match="v1, v2, v3, v4"):
        do(played, "promote v5")
    do(played, "wait 1")
    assert do(played, "promote v5").said == "v5 is the champion."


def test_declaring_and_concluding_are_noted_with_their_time_and_the_last_conclusion_counts():
    played = session(Fault.NONE, "declare features", "wait 3", "declare world", "conclude none none",
                     "conclude world holiday")  # fmt: skip
    assert played.declared == [(0.0, Component.FEATURES), (3.0, Component.WORLD)]
    assert played.concluded == (Component.WORLD, Fault.HOLIDAY)


def test_run_until_alert_stops_at_the_first_new_alert_and_then_at_the_next():
    played = session(Fault.UNIT_CHANGE)
    ahead = list(played.alerts)
    entry = do(played, "run-until alert")
    assert played.now_h == ahead[0].at_h > ONSET_H
    assert entry.said.startswith(ahead[0].metric)
    firing = {one.metric for one in ahead if one.at_h <= played.now_h < one.until_h}
    do(played, "run-until alert")
    rest = [one for one in ahead if one.at_h > ahead[0].at_h and one.metric not in firing]
    assert played.now_h == rest[0].at_h


def test_run_until_alert_without_one_leaves_an_hour_to_conclude():
    played = session(Fault.NONE)
    assert played.alerts == ()
    assert do(played, "run-until alert").said.startswith("No alert until the last hour of the lab.")
    assert played.now_h == SMALL.lab_h - 1
    do(played, "conclude none none")
    assert do(played, "run-until alert").done_h == SMALL.lab_h - 1  # there is no more to wait for
    assert not played.ended


def test_run_until_alert_stops_at_what_the_player_broke_too():
    played = session(Fault.UNIT_CHANGE, "wait 20", "fallback amount_over_mean")
    stop = do(played, "run-until alert")
    assert 20 < stop.done_h < ONSET_H
    assert "amount_over_mean" in stop.said.splitlines()[0] or "audit" in stop.said.splitlines()[0]


def test_who_mutes_sees_no_alert():
    played = session(Fault.UNIT_CHANGE, "mute", f"wait {ONSET_H + 10}")
    assert "alerts: muted" in do(played, "status").said
    assert do(played, "run-until alert").done_h == SMALL.lab_h - 1


def test_what_is_asked_for_is_found_without_the_quotes_that_a_shell_takes():
    played = session(Fault.NONE, "wait 30")
    answers = {
        do(played, f"query {name} 3").said
        for name in (
            "feature_psi{feature=amount_usd}",
            "feature_psi.amount_usd",
            "'feature_psi{feature=\"amount_usd\"}'",
        )
    }
    assert len(answers) == 1


def test_bounds_that_cannot_be_met_are_not_shown():
    played = session(Fault.NONE, "wait 30")
    assert "below -" not in "".join(
        do(played, f"query {one.name} 3").said for one in METRICS if '"' not in one.name
    )


def test_help_names_every_verb_with_what_it_takes():
    told = do(session(), "help").said
    assert all(one.usage in told for one in commands(session()).values())
    assert re.search(r"^audit .*\(0\.5 h, 60 USD\)$", told, re.MULTILINE)


def test_the_verbs_that_packs_may_use_are_those_there_are():
    assert tuple(commands(session())) == verbs(SystemKind.PAYMENTS)
