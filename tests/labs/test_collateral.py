"""Changes that helped nobody are found, and those that helped are not called so."""

import pytest
from tests.labs.playing import ONSET_H, session

from greenroom.labs.collateral import changed, needless
from greenroom.labs.debrief import debrief
from greenroom.labs.scoring import Standing
from greenroom.model.lab_kinds import Component, Fault

AFTER = f"wait {ONSET_H + 6}"


def test_what_mends_the_fault_is_needed_and_what_does_nothing_is_not():
    played = session(Fault.STALE_TABLES, AFTER, "dedupe", "restart", "unblock 4")
    assert needless(played) == ["dedupe", "unblock 4"]
    assert [one.line for one in changed(played)] == ["dedupe", "restart", "unblock 4"]


def test_a_stopgap_until_the_fix_is_not_needless():
    gap = "fallback paid_3h paid_24h spent_24h amount_over_mean"
    played = session(Fault.COUNTED_TWICE, AFTER, "block 3", "unblock 3", "wait 20", "dedupe")
    assert "dedupe" not in needless(played)
    assert "unblock 3" not in needless(played)  # without it the kind would be declined to the end
    assert gap not in needless(played)


def test_a_line_that_a_later_one_needs_is_not_needless():
    played = session(Fault.NONE, "wait 30", "retrain", "promote v5", "rollback")
    assert "retrain" not in needless(played)


def test_looking_waiting_and_noting_are_no_changes():
    played = session(
        Fault.UNIT_CHANGE, AFTER, "audit", "declare features", "mute", "query score_psi", "page features"
    )
    assert changed(played) == []
    assert needless(played) == []


def found(*lines):
    return debrief(session(Fault.STALE_TABLES, f"wait {ONSET_H + 1}", *lines, "finish"))


def test_who_finds_the_cause_and_mends_it_is_successful():
    told = found("declare materialiser", "restart", "conclude materialiser stale-tables")
    assert (told.standing, told.needless, told.woken) == (Standing.SUCCESSFUL, (), ())


@pytest.mark.parametrize(
    "lines",
    [
        ("restart",),  # mended, and nothing concluded
        ("restart", "conclude stream counted-twice"),
        ("dedupe", "threshold 0.09090909", "unblock 3", "restart", "conclude materialiser stale-tables"),
    ],
)
def test_who_tries_everything_or_names_another_cause_is_not_however_well_it_went(lines):
    told = found(*lines)
    assert told.outcome.score > 0.7
    assert told.standing is Standing.INCONCLUSIVE


def test_who_avoids_little_has_failed_whatever_they_concluded():
    told = found("conclude materialiser stale-tables")
    assert told.outcome.diagnosis
    assert told.standing is Standing.FAILED


def test_components_declared_for_nothing_are_told():
    assert found("declare stream", "declare materialiser", "restart").woken == (Component.STREAM,)


def test_every_hint_takes_five_hundredths_of_the_score():
    hints = ("Look at how old things are.", "It is the tables.")
    lines = (f"wait {ONSET_H + 1}", "restart", "conclude materialiser stale-tables", "finish")
    plain = debrief(session(Fault.STALE_TABLES, *lines, hints=hints)).outcome.score
    helped = debrief(session(Fault.STALE_TABLES, "hint", "hint", *lines, hints=hints)).outcome.score
    assert plain - helped == pytest.approx(0.10)
