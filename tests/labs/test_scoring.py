"""The outcome: what a play cost beside the best play and beside doing nothing, on the same payments."""

from itertools import pairwise

import numpy as np
import pytest
from tests.labs.playing import ONSET_H, begun, scenario, session

from greenroom.labs.commands import do, replay
from greenroom.labs.payments.exploits import EXPLOITS
from greenroom.labs.payments.timeline import MISSED_USD, WRONGED_USD
from greenroom.labs.plays import carry_out
from greenroom.labs.scoring import course, outcome, turned_h, yardsticks
from greenroom.model.lab_kinds import Component, Fault

MENDED = (  # those whose harm stands out of the noise of a small world
    Fault.UNIT_CHANGE, Fault.STALE_TABLES, Fault.ZERO_FOR_MISSING, Fault.COUNTED_TWICE, Fault.NEW_RING,
    Fault.SAMPLED_WITHOUT_CORRECTION, Fault.IMMATURE_LABELS,
)  # fmt: skip
BENIGN = {Fault.NONE: "conclude none none", Fault.HOLIDAY: "conclude world holiday"}


def ring_of(of):
    paid = of.system.world.payments
    return np.bincount(paid.category[paid.stolen & (paid.when_h >= ONSET_H)]).argmax()


def fixed(fault, delay_h, *more):
    """A play whose fix is begun `delay_h` hours after the onset."""
    played = session(fault)
    played.go(ONSET_H + delay_h)
    lines = [line.replace("{ring}", str(ring_of(played))) for line in played.scenario.fix]
    return replay(played, (*lines, *more))


@pytest.mark.parametrize("fault", MENDED)
def test_the_fix_at_the_onset_scores_one_and_nothing_scores_zero(fault):
    best, idle = outcome(fixed(fault, 0)), outcome(session(fault))
    assert best.score == pytest.approx(1)
    assert idle.score == pytest.approx(0)
    assert best.you.cost_usd < idle.you.cost_usd
    assert (best.mitigated_h, idle.mitigated_h) == (0, None)


@pytest.mark.parametrize("fault", MENDED)
def test_the_later_the_fix_the_lower_the_score(fault):
    scores = [outcome(fixed(fault, delay_h)).score for delay_h in (0, 12, 48, 72)]
    assert all(sooner > later for sooner, later in pairwise([*scores, 0.0]))


def test_mitigation_is_the_hour_that_parts_doing_nothing_from_the_best_play():
    quiet, outage = np.zeros(100), np.where((np.arange(100) >= 40) & (np.arange(100) < 60), 500.0, 0.0)
    noise = np.random.default_rng(1).normal(0, 20, 100)
    for delay_h in (0, 3, 9, 19):
        mine = np.where(np.arange(100) < 40 + delay_h, outage, quiet)
        assert turned_h(mine, quiet, outage, ONSET_H) == delay_h
        assert turned_h(mine + noise, quiet + 30.0, outage + 30.0, ONSET_H) == delay_h
    lasting = np.where(np.arange(100) >= 40, 500.0, 0.0)
    assert turned_h(lasting + noise, quiet + 30.0, lasting + 30.0, ONSET_H) is None, (
        "it stayed as it would have been"
    )
    assert turned_h(outage * 3, quiet, outage, ONSET_H) == 20, (
        "what ends by itself ends for those who made it worse too"
    )


def test_what_was_mended_before_it_hurt_was_mended_at_the_onset():
    harm = np.where(np.arange(100) >= 90, 400.0, 0.0)  # nothing hurts before hour 90
    noise = np.random.default_rng(2).normal(0, 0.2, 100)
    assert turned_h(noise, np.zeros(100), harm, ONSET_H) == 0


def test_mitigation_is_timed_from_the_onset_to_the_fix_or_a_little_before():
    for delay_h in (24, 48):
        found = outcome(fixed(Fault.NEW_RING, delay_h)).mitigated_h
        assert delay_h - 2 <= found <= delay_h + 1


@pytest.mark.parametrize("fault", [*MENDED, *BENIGN])
@pytest.mark.parametrize("line", ["decide decline", "decide off"])
def test_to_decline_everybody_is_much_worse_than_to_do_nothing(fault, line):
    more = () if fault not in BENIGN else (BENIGN[fault],)
    assert outcome(session(fault, line, *more)).score < -5


@pytest.mark.parametrize("fault", BENIGN)
def test_where_nothing_is_to_be_mended_who_says_so_scores_one(fault):
    found = outcome(session(fault, BENIGN[fault]))
    assert found.score == 1
    assert (found.diagnosis, found.false_alarm, found.mitigated_h) == (True, False, None)
    assert found.best.cost_usd == found.nothing.cost_usd


@pytest.mark.parametrize("fault", BENIGN)
@pytest.mark.parametrize("line", ["status", "conclude features unit-change", "conclude world new-ring"])
def test_and_who_says_nothing_or_something_else_gets_no_more_than_a_quarter(fault, line):
    found = outcome(session(fault, line))
    assert found.score == 0.25
    assert found.diagnosis is (None if line == "status" else False)


@pytest.mark.parametrize("fault", BENIGN)
def test_and_what_is_spent_there_is_weighed_against_a_day(fault):
    found = outcome(session(fault, "audit", BENIGN[fault]))
    day_usd = found.nothing.cost_usd / 6
    assert found.score == pytest.approx(1 - 60 / day_usd)


@pytest.mark.parametrize("wait_h", [ONSET_H - 10, ONSET_H - 0.1, ONSET_H, ONSET_H + 10])
def test_to_change_or_declare_something_where_nothing_is_wrong_is_a_false_alarm(wait_h):
    change = ("threshold 0.2", BENIGN[Fault.NONE])
    assert outcome(session(Fault.NONE, f"wait {wait_h}", *change)).false_alarm
    assert outcome(session(Fault.NONE, f"wait {wait_h}", "declare features", *change[1:])).false_alarm
    assert not outcome(session(Fault.NONE, f"wait {wait_h}", "audit", "logs", *change[1:])).false_alarm
    assert not outcome(session(Fault.STALE_TABLES, f"wait {wait_h}", *change)).false_alarm


@pytest.mark.parametrize("fault", [Fault.UNIT_CHANGE, Fault.SAMPLED_WITHOUT_CORRECTION])
def test_in_the_twin_of_a_fault_nothing_is_wrong(fault):
    assert outcome(session(fault, "conclude none none", twin=True)).score == 1
    found = outcome(
        session(fault, f"wait {ONSET_H + 1}", "rollback", f"conclude features {fault}", twin=True)
    )
    assert found.false_alarm
    assert found.diagnosis is False
    assert found.score <= 0.25


@pytest.mark.parametrize("fault", [Fault.UNIT_CHANGE, Fault.NONE, Fault.NEW_RING])
def test_to_mute_the_alerts_changes_no_score(fault):
    lines = (f"wait {ONSET_H + 5}", "threshold 0.1", "declare features", "conclude none none")
    quiet, loud = outcome(session(fault, "mute", *lines)), outcome(session(fault, *lines))
    assert quiet.score == loud.score
    assert quiet.you.cost_usd == loud.you.cost_usd


def test_a_course_is_the_thefts_let_through_the_customers_turned_away_and_the_money_spent():
    played = session(Fault.UNIT_CHANGE, "wait 50", "audit", "rollback")
    found = course(played)
    assert found.spent_usd == 210
    assert found.harm_usd.shape == (144,)
    assert found.harm_usd.sum() == pytest.approx(
        MISSED_USD * found.counts["thefts let through"]
        + WRONGED_USD * found.counts["honest customers turned away"]
    )
    assert found.cost_usd == pytest.approx(found.harm_usd.sum() + 210)
    idle = course(session(Fault.UNIT_CHANGE))
    assert np.array_equal(found.harm_usd[:50], idle.harm_usd[:50])


def test_yardsticks_are_played_on_the_same_payments_and_do_not_depend_on_the_player():
    busy = session(Fault.UNIT_CHANGE, "decide decline", "retrain", "review 300")
    best, nothing = yardsticks(busy)
    idle_best, idle_nothing = yardsticks(session(Fault.UNIT_CHANGE))
    assert (best.cost_usd, nothing.cost_usd) == (idle_best.cost_usd, idle_nothing.cost_usd)
    assert best.cost_usd < nothing.cost_usd
    assert busy.log[0].line == "decide decline"
    assert busy.afresh().log == []


def test_the_ring_of_the_fix_is_the_kind_of_merchant_it_works_through():
    found = outcome(fixed(Fault.NEW_RING, 0))
    wrong = session(Fault.NEW_RING)
    wrong.go(ONSET_H)
    do(wrong, f"block {(ring_of(wrong) + 1) % 24}")
    assert outcome(wrong).score < 0.1 < found.score


def test_detection_counts_from_the_first_right_declaration_after_the_onset():
    lines = (f"wait {ONSET_H + 2}", "declare features", "wait 3", "declare materialiser", "wait 1",
             "declare materialiser")  # fmt: skip
    assert outcome(session(Fault.STALE_TABLES, *lines)).detected_h == 5
    assert outcome(session(Fault.STALE_TABLES, *lines[:3])).detected_h is None


def test_who_declares_one_component_after_the_other_has_detected_nothing():
    assert (
        outcome(session(Fault.STALE_TABLES, "wait 45", "declare stream", "declare materialiser")).detected_h
        == 5
    )
    declared = ("declare stream", "declare world", "declare materialiser")
    assert outcome(session(Fault.STALE_TABLES, "wait 45", *declared)).detected_h is None


@pytest.mark.parametrize(
    ("said", "right"),
    [("features unit-change", True), ("stream unit-change", False), ("features swapped-columns", False)],
)
def test_a_diagnosis_is_right_in_component_and_fault(said, right):
    found = outcome(session(Fault.UNIT_CHANGE, f"conclude {said}"))
    assert found.diagnosis is right
    assert found.score == 0  # saying so mends nothing


@pytest.mark.parametrize("fault", [Fault.UNIT_CHANGE, Fault.NONE, Fault.NEW_RING])
@pytest.mark.parametrize(
    "play", [one for one in EXPLOITS if one.name != "retrain-at-once"], ids=lambda one: one.name
)
def test_no_exploit_is_rewarded(fault, play):
    assert outcome(carry_out(play, begun(scenario(fault), 5))).score < 0.3


def test_an_outcome_asked_for_early_is_that_of_doing_nothing_more():
    early = session(Fault.STALE_TABLES, "wait 60", "restart")
    late = session(Fault.STALE_TABLES, "wait 60", "restart", "finish")
    assert outcome(early).score == outcome(late).score
    assert early.now_h == 60.5
    assert outcome(session(Fault.STALE_TABLES, f"conclude {Component.WORLD} holiday")).diagnosis is False
