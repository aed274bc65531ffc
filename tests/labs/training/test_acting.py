"""Each verb does what it says from now on, and what is refused changes nothing."""

import numpy as np
import pytest
from tests.labs.training.playing import ALERT, night, said, session

from greenroom.errors import InputError
from greenroom.labs.commands import commands, do
from greenroom.labs.training.board import METRICS
from greenroom.labs.training.records import RECORD_BYTES
from greenroom.model.lab_kinds import OWN_VERBS, Fault, SystemKind

REFUSED = (
    "promote", "promote n09", "promote n01", "resume n01", "validate n99", "curve x", "quarantine", "quarantine d99-c", "quarantine d01-c:x",
    "release d01-a", "refetch", "refetch d09-a", "bound perhaps", "contract", "reader lenient", "precision fp8", "standardise maybe", "lr -1",
    "lr much", "clip -1", "guard dog", "leave-out", "leave-out height", "gate ajar", "restart", "restart e", "skip 0", "skip", "verify d99-a",
    "train hard",
)  # fmt: skip


def test_the_verbs_are_those_that_are_announced():
    assert tuple(session().system.commands) == OWN_VERBS[SystemKind.TRAINING]


@pytest.mark.parametrize("line", REFUSED)
def test_what_is_refused_changes_nothing(line):
    of = session(Fault.NONE, "wait 10")
    before = (of.now_h, of.spent_usd, of.system.changes, len(of.log), of.system.timeline.made.copy())
    with pytest.raises(InputError):
        do(of, line)
    assert (of.now_h, of.spent_usd, of.system.changes, len(of.log), of.system.timeline.made) == before


SET = {
    "precision fp32": lambda now: now.recipe.precision == "fp32",
    "standardise on": lambda now: now.recipe.standardise,
    "lr 0.5": lambda now: now.recipe.lr == 0.5,
    "clip 2": lambda now: now.recipe.clip == 2,
    "guard skip": lambda now: now.recipe.guard == "skip",
    "leave-out ip_risk distance_km": lambda now: len(now.recipe.left_out) == 2,
    "bound on": lambda now: now.bound,
    "contract on": lambda now: now.contract,
    "reader ignore": lambda now: now.ignore_errors,
    "gate closed": lambda now: now.gate == "closed",
    "quarantine b01-c b01-a:3": lambda now: now.quarantined == {"b01-c", "b01-a:3"},
    "refetch b01-c": lambda now: now.refetched == {"b01-c"},
}


@pytest.mark.parametrize("line", SET)
def test_a_setting_holds_from_now_on_and_not_before(line):
    of = session(Fault.NONE, "wait 30", line)
    timeline = of.system.timeline
    assert SET[line](timeline.settings_at(of.now_h))
    assert not SET[line](timeline.settings_at(of.now_h - 1))
    assert SET[line](night(of, "n04").run.settings)
    assert not SET[line](night(of, "n02").run.settings)
    assert of.system.touched()


@pytest.mark.parametrize("line", [*SET, "skip 2", "restart all", "rollback", "promote nb2"])
def test_an_action_moves_no_metric_before_it(line):
    before, after = session(Fault.NONE, "wait 30"), session(Fault.NONE, "wait 30", line)
    until = before.board.until(30.0)
    for one in METRICS:
        assert np.array_equal(
            before.board.values[one.name][:until], after.board.values[one.name][:until], equal_nan=True
        )


def test_what_only_looks_changes_nothing_and_costs_what_is_said():
    of = session(Fault.NONE, "wait 30")
    for line in (
        "runs",
        "curve",
        "gradnorm n01",
        "shards",
        "verify all",
        "bisect",
        "validate",
        "orchestrator",
    ):
        do(of, line)
    assert not of.system.touched()
    assert of.spent_usd == 8 * 10 + 90 + 30
    assert of.now_h == pytest.approx(30 + 8 * 0.2 + 4 * 0.1 + 1.5 + 0.5)


def test_a_run_by_hand_takes_its_hours_and_serves_nobody_until_promoted():
    of = session(Fault.NONE, "wait 30")
    assert said(of, "train").startswith("m1 is trained (4.2 h, 255 USD)")
    assert (of.now_h, of.spent_usd) == (34.25, 255.0)
    assert not of.system.touched()
    do(of, "promote m1")
    assert of.system.timeline.serving_at(of.now_h).name == "m1"
    assert of.system.timeline.serving_at(60.0).name == "n03"  # the next night takes over


def test_float32_takes_twice_as_long():
    of = session(Fault.NONE, "wait 30", "precision fp32", "train")
    assert of.now_h == pytest.approx(30.1 + 8.25)


def test_a_rollback_goes_back_to_who_served_before_and_again():
    of = session(Fault.NONE, "wait 32", "promote nb2", "rollback")
    assert of.system.timeline.serving_at(of.now_h).name == "n02"
    do(of, "rollback")
    assert of.system.timeline.serving_at(of.now_h).name == "n01"


def test_resume_goes_on_from_the_last_checkpoint_for_the_hours_that_are_left():
    of = session(Fault.INFINITE_ROW, ALERT)
    broken = of.system.timeline.runs(of.now_h)[-1]
    do(of, "bound on")
    told = said(of, "resume")
    made = of.system.timeline.run("m1")
    assert f"from step {broken.fit.checkpoints[-1].step} of {broken.name}" in told
    assert made.fit.first_step == broken.fit.checkpoints[-1].step
    assert made.fit.last_step == made.fit.steps


def test_a_run_that_was_resumed_twice_keeps_its_shuffle():
    of = session(Fault.INFINITE_ROW, ALERT, "resume", "bound on", "resume")
    runs = of.system.timeline.runs(of.now_h)[-3:]
    assert [one.name for one in runs] == ["n03", "m1", "m2"]
    assert {one.shuffle for one in runs} == {"n03"}


def test_a_row_in_quarantine_is_left_out_and_a_shard_too():
    of = session(Fault.NONE, "wait 30", "quarantine d01-c b01-a:3", "train")
    rows = of.system.timeline.run("m1").rows
    out = ~rows.usable
    assert out.sum() == rows.read["d01-c"] + 1
    do(of, "release all")
    do(of, "train")
    assert of.system.timeline.run("m2").rows.usable.all()


def test_what_is_fetched_again_is_whole_and_a_bound_keeps_infinite_rows_out():
    of = session(Fault.CORRUPT_RECORDS, ALERT, "refetch d02-a d02-b d02-c", "verify all")
    assert of.log[-1].said.count("all match") == 8
    assert "d02-a" in said(of, "shards")
    assert of.system.world.expected(1, 0) * RECORD_BYTES == len(
        of.system.world.file(1, 0, of.system.damage_now(1, 0, of.now_h))
    )
    other = session(Fault.INFINITE_ROW, ALERT, "bound on", "bisect")
    assert "inf" not in other.log[-1].said
    assert (~night(other, "n05").run.rows.usable).sum() > 5


def test_skipped_nights_train_nothing_and_a_closed_gate_promotes_nothing():
    of = session(Fault.NONE, "wait 30", "skip 2")
    assert [night(of, name).run is None for name in ("n02", "n03", "n04", "n05")] == [
        False,
        True,
        True,
        False,
    ]
    shut = session(Fault.NONE, "wait 30", "gate closed")
    assert night(shut, "n04").run is not None
    assert shut.system.timeline.serving_at(160.0).name == "n02"


def test_restarting_everything_delays_what_was_done():
    of = session(Fault.NONE, "wait 30", "restart all")
    assert night(of, "n03").run is None
    assert night(of, "n05").run is not None
    with pytest.raises(InputError):
        do(of, "train")
    assert said(of, "catch-up").startswith("m1 is trained")
    assert of.now_h > 60


def test_an_export_that_is_restarted_before_it_hangs_hangs_all_the_same():
    of = session(Fault.SKIPPED_RUNS)
    do(of, f"restart {of.system.known()['stuck']}")
    assert night(of, "n04").run is None


def test_catch_up_is_refused_while_a_shard_will_not_come():
    of = session(Fault.SKIPPED_RUNS, "wait 80")
    with pytest.raises(InputError, match="will not come"):
        do(of, "catch-up")
    do(of, f"restart {of.system.known()['stuck']}")
    assert said(of, "catch-up").startswith("m1 is trained")


def test_status_is_short_and_answers_are_narrow():
    of = session(Fault.CORRUPT_RECORDS, ALERT)
    assert len(said(of, "status").splitlines()) <= 10
    for line in ("runs", "shards", "orchestrator", "verify all", "bisect", "validate n02", "curve n02"):
        assert max(map(len, said(of, line).splitlines())) <= 110, line
    assert set(commands(of)) >= set(OWN_VERBS[SystemKind.TRAINING])


def test_the_report_counts_the_rows_that_were_left_out():
    of = session(Fault.INFINITE_ROW, ALERT, "bound on", "resume")
    assert "1 rows left out" in said(of, "validate m1")
    assert "left out" not in said(of, "validate n01")
