"""What a console shows: up to the player's now, with what happened and what they changed."""

from tests.labs.playing import ONSET_H, session

from greenroom.labs.commands import do
from greenroom.labs.panel import MOST_CHARTS, panel
from greenroom.model.lab_kinds import Fault


def test_charts_end_at_the_players_now_and_begin_in_the_quiet_week():
    shown = panel(session(Fault.UNIT_CHANGE, f"wait {ONSET_H + 0.5}"))
    assert {(one.ends_h[0], one.ends_h[-1]) for one in shown.charts} == {(-71.0, ONSET_H)}
    assert all(len(one.ends_h) == len(one.values) for one in shown.charts)


def test_what_fires_is_among_the_charts_and_the_alerts_unless_muted():
    played = session(Fault.UNIT_CHANGE, f"wait {ONSET_H + 6}")
    shown = panel(played)
    firing = [one.name for one in shown.charts if one.firing]
    assert "audit_mismatch_share" in firing
    assert any(one.startswith("audit_mismatch_share since day 2") for one in shown.alerts)
    do(played, "mute")
    assert panel(played).alerts == ("muted",)
    assert not any(one.firing for one in panel(played).charts)


def test_what_was_queried_is_charted_and_there_are_never_more_than_fit():
    names = (
        "score_psi",
        "table_age_hours",
        "observed_over_expected",
        "audit_mismatch_share",
        "feature_psi.abroad",
    )
    played = session(Fault.NONE, "wait 20", *(f"query {name}" for name in names))
    charts = [one.name for one in panel(played).charts]
    assert "feature_psi.abroad" in charts
    assert len(charts) == MOST_CHARTS


def test_marks_are_releases_until_now_and_the_players_changes_in_their_order():
    played = session(Fault.UNIT_CHANGE, f"wait {ONSET_H + 1}", "audit", "pin", "status")
    marks = panel(played).marks
    assert [one.text for one in marks if one.mine] == ["pin"]
    assert all(one.at_h <= played.now_h for one in marks)
    assert list(marks) == sorted(marks, key=lambda one: (one.at_h, one.mine))
    assert any(one.text.startswith("features f12") for one in marks)


def test_looking_at_the_console_changes_nothing():
    played = session(Fault.UNIT_CHANGE, "wait 50")
    before = (played.now_h, played.spent_usd, played.system.changes, list(played.log))
    assert panel(played) == panel(played)
    assert (played.now_h, played.spent_usd, played.system.changes, list(played.log)) == before
