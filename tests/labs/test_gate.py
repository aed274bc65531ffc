"""The admission gate: a fair scenario passes, and one that is spoilt on purpose is refused for just that."""

import re

import pytest
from tests.labs.playing import begun, play, scenario

from greenroom.labs import session as sessions
from greenroom.labs.gate import failings
from greenroom.labs.monitor.alerts import Alert
from greenroom.labs.payments.system import PaymentsSystem
from greenroom.model.lab import PlayKind
from greenroom.model.lab_kinds import Fault

SEED = 4
ALERT = "run-until alert"
FIX = play(ALERT, "declare features", "pin", "conclude features unit-change")
CALM = play("wait 72", "audit", "conclude none none")


def tempting(*lines):
    return play(*lines, name="tempting", kind=PlayKind.TEMPTING)


FAIR = {
    "caught_by": ("audit_mismatch_share",), "within_h": 4, "missed_by": ("payments_total",),
    "plays": (FIX, tempting(ALERT, "rollback")),
}  # fmt: skip
SPOILT = {
    "a tempting play that is the fix": (
        {"plays": (play(ALERT, "wait 5", "pin"), tempting(ALERT, "pin"))}, r"tempting scores 0\.\d\d, the reference 0\.\d\d",
    ),
    "a monitor that never alerts": ({"caught_by": ("table_age_hours",)}, r"none of table_age_hours alerts within 4 h, but audit"),
    "a monitor that alerts too late": ({"within_h": 1}, r"none of audit_mismatch_share alerts within 1 h, but nothing"),
    "a blind monitor that is not": ({"missed_by": ("audit_mismatch_share",)}, r"audit_mismatch_share should not tell by then"),
    "a reference that does nothing": (
        {"plays": (play("finish"),)}, r"the reference scores 0\.00, doing nothing 0\.00",
    ),
    "a reference that comes too late": ({"plays": (play("wait 130", "pin"),)}, r"the reference scores 0\.\d\d, doing"),
    "a fix that mends nothing": ({"fix": ("restart",)}, r"the fix saves -150 USD"),
}  # fmt: skip


def refused(fault=Fault.UNIT_CHANGE, **changes):
    return failings(begun(scenario(fault, **{**FAIR, **changes}), SEED))


def test_a_fair_scenario_is_admitted():
    assert refused() == ()


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_scenario_is_refused_and_told_why(how):
    changes, why = SPOILT[how]
    found = refused(**changes)
    assert any(re.search(why, one) for one in found), found


def quiet(*plays):
    return refused(Fault.NONE, caught_by=(), missed_by=(), plays=plays)


def test_where_nothing_is_wrong_a_reference_has_to_say_so_and_to_leave_it_alone():
    assert quiet(CALM, tempting("wait 72", "decide approve", "conclude none none")) == ()
    assert "the reference scores 0.25" in quiet(play("audit"))[0]
    assert "tempting scores 1.00" in quiet(CALM, tempting("conclude none none"))[0]


def test_an_exploit_that_pays_is_refused(monkeypatch):
    monkeypatch.setattr(PaymentsSystem, "exploits", (tempting(ALERT, "pin"),))
    assert [one for one in refused() if "the exploit tempting scores 0.9" in one]


def test_a_fault_that_costs_nothing_is_refused():
    found = failings(begun(scenario(Fault.SWAPPED_COLUMNS, **FAIR), 8))
    assert "the fix saves -426 USD, which is too little to score by" in found[0]


def test_alerts_before_the_onset_and_in_the_twin_are_refused(monkeypatch):
    early = Alert("score_psi", 3.0, 4.0, 1.0, 0.0, 0.5)
    real = sessions.alerts
    monkeypatch.setattr(sessions, "alerts", lambda *given: (early, *real(*given)))
    found = refused(plays=(play("wait 43", "pin"),))
    assert found == (
        "score_psi alerts before anything is wrong",
        "the twin, where nothing is wrong, alerts: score_psi",
    )
