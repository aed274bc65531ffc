"""Runs of labs on a real store: what was given is kept, and a run is the same wherever it is taken up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from greenroom.bootstrap import Greenroom
from greenroom.errors import InputError
from greenroom.model.lab import in_order
from greenroom.model.lab_kinds import SystemKind
from greenroom.model.ladder import Level
from greenroom.service.labs import Labs

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SLUG = "ticks-in-every-box"


@pytest.fixture
def room(tmp_path):
    return Greenroom(tmp_path / "data")


@pytest.fixture
def labs(room):
    ids = iter(f"{n:012x}" for n in range(0xA00000000001, 0xA00000001000))
    return Labs(room.store, room.library, now=lambda: NOON, new_id=lambda: next(ids))


def elsewhere(labs: Labs) -> Labs:
    """The same data folder in another process."""
    return Labs(labs.store, labs.library, labs.now, labs.new_id)


def test_a_run_is_taken_up_where_it_was_left(labs):
    run = labs.start(SLUG, seed=3)
    labs.do(run, "run-until alert")
    here = labs.do(run, "audit")
    other = elsewhere(labs)
    there = other.session(other.run())
    assert there.now_h == here.done_h
    assert there.log == labs.session(run).log
    assert there.board.values["score_psi"].tobytes() == labs.session(run).board.values["score_psi"].tobytes()


def test_a_run_is_played_at_its_level_wherever_it_is_taken_up(labs):
    hidden = "the-platform-team-is-away"
    severity = {}
    for level in (None, Level.SENIOR, Level.STAFF):
        run = labs.start(hidden, seed=3, level=level)
        assert labs.run(run.id).level is level
        severity[level] = elsewhere(labs).session(run).system.onset.severity
        assert elsewhere(labs).begun(run).system.onset.severity == severity[level]
    assert severity[Level.STAFF] < severity[Level.SENIOR], (
        "what is counted twice is seen sooner the more of it there is"
    )


def test_scenarios_come_system_by_system_the_plainest_first(labs):
    ordered = in_order(reversed(labs.library.catalogue.scenarios))
    assert ordered[0].slug == "first-week-on-call"
    assert sorted(one.slug for one in ordered) == sorted(one.slug for one in labs.library.catalogue.scenarios)
    systems = [one.system for one in ordered]
    assert list(dict.fromkeys(systems)) == list(SystemKind)
    assert systems == sorted(systems, key=list(SystemKind).index)


def test_what_cannot_be_done_is_not_kept(labs):
    run = labs.start(SLUG, seed=3)
    labs.do(run, "wait 5")
    with pytest.raises(InputError, match="There is no command dance"):
        labs.do(run, "dance")
    with pytest.raises(InputError, match="nothing to pin back"):
        labs.do(run, "pin")
    assert [one.line for one in labs.store.lab_steps(run.id)] == ["wait 5"]
    assert labs.session(run).now_h == 5.0


def test_a_second_window_is_told_that_the_run_went_on(labs):
    run = labs.start(SLUG, seed=3)
    other = elsewhere(labs)
    other.do(run, "wait 5")
    kept = labs.store.lab_steps

    def a_moment_ago(run_id):  # both looked before either wrote
        return kept(run_id)[:0]

    stale = Labs(
        SimpleNamespace(lab_steps=a_moment_ago, add_lab_step=labs.store.add_lab_step),
        labs.library,
        labs.now,
        labs.new_id,
    )
    with pytest.raises(InputError, match="went on in another window"):
        stale.do(run, "wait 7")
    assert labs.session(run).now_h == 5.0


def test_undo_takes_back_in_study_and_nowhere_else(labs):
    run = labs.start(SLUG, seed=3, study=True)
    labs.do(run, "wait 5")
    labs.do(run, "rollback")
    labs.do(run, "undo")
    session = labs.session(run)
    assert session.now_h == 5.0
    assert [entry.line for entry in session.log] == ["wait 5"]
    assert elsewhere(labs).session(run).now_h == 5.0
    labs.do(run, "undo")
    with pytest.raises(InputError, match="nothing to undo"):
        labs.do(run, "undo")
    strict = labs.start(SLUG, seed=3)
    labs.do(strict, "wait 5")
    with pytest.raises(InputError, match="What is done is done"):
        labs.do(strict, "undo")


def test_a_debrief_is_given_once_it_is_over(labs):
    run = labs.start(SLUG, seed=3)
    with pytest.raises(InputError, match="not over yet"):
        labs.debrief(run)
    for line in ("run-until alert", "audit", "restart", "conclude materialiser stale-tables", "finish"):
        labs.do(run, line)
    found = labs.debrief(run)
    assert found.outcome.score > 0.8
    assert found.outcome.diagnosis is True
    assert found.skipped == ()
    assert len(found.by_day) == 10
    assert sum(day[0] for day in found.by_day) == pytest.approx(found.outcome.you.harm_usd.sum())
    with pytest.raises(InputError, match="The lab is over"):
        labs.do(run, "status")


def test_what_was_not_looked_at_is_named(labs):
    run = labs.start(SLUG, seed=3)
    labs.do(run, "finish")
    found = labs.debrief(run)
    assert found.outcome.score == pytest.approx(0.0)
    assert any(one.startswith("audit") for one in found.skipped)
    assert {one.metric for one in found.told} >= {"audit_mismatch_share", "table_age_hours"}


def test_runs_are_named_by_their_beginning(labs):
    first, second = labs.start(SLUG, seed=1), labs.start(SLUG, seed=2)
    assert labs.run(first.id) == first
    assert labs.run().id in {first.id, second.id}
    with pytest.raises(InputError, match="Several runs begin"):
        labs.run(first.id[:8])
    with pytest.raises(InputError, match="no run 0000"):
        labs.run("0000")


def test_a_scenario_that_is_not_there_is_told_with_those_near(labs):
    with pytest.raises(InputError, match="Did you mean: ticks-in-every-box"):
        labs.start("ticks-in-each-box")


def test_a_line_that_is_too_long_is_refused(labs):
    run = labs.start(SLUG, seed=3)
    with pytest.raises(InputError, match="too long"):
        labs.do(run, "w" * 5000)


def test_at_an_interviews_pace_a_second_of_thinking_takes_a_minute_of_the_lab(room):
    at = [NOON]
    labs = Labs(room.store, room.library, now=lambda: at[0], new_id=lambda: "a00000000abc")
    run = labs.start(SLUG, seed=3, paced=True)
    at[0] += timedelta(seconds=30)
    assert labs.do(run, "status").said.startswith("day 1 00:30")
    at[0] += timedelta(days=2)  # a laptop that was closed
    assert labs.do(run, "audit").done_h == 0.5 + 8.0 + 0.5
    assert [one.line for one in labs.store.lab_steps(run.id)] == [
        "think 0.500",
        "status",
        "think 8.000",
        "audit",
    ]
    assert elsewhere(labs).session(run).log == labs.session(run).log


def test_when_thinking_ends_the_lab_the_line_comes_too_late(room):
    at = [NOON]
    labs = Labs(room.store, room.library, now=lambda: at[0], new_id=lambda: "a00000000abd")
    run = labs.start(SLUG, seed=3, paced=True)
    labs.do(run, "wait 239.9")
    at[0] += timedelta(seconds=30)
    labs.do(run, "conclude none none")
    assert labs.session(run).ended
    assert labs.session(run).concluded is None
    assert labs.debrief(run).outcome.diagnosis is None


def test_runs_that_nobody_has_looked_at_for_long_do_not_stay_in_memory(labs):
    runs = [labs.start(SLUG, seed=3) for _ in range(6)]
    for run in runs:
        labs.do(run, "wait 5")
    assert len(labs._sessions) == 4
    assert labs.do(runs[0], "wait 5").done_h == 10.0
