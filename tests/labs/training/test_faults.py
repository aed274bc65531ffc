"""What each fault shows, that its twin does not have it, and what mends it."""

import numpy as np
import pytest
from tests.labs.training.playing import ALERT, FAULTS, ONSET_H, night, said, session

from greenroom.labs.gate import played
from greenroom.labs.plays import carry_out, carry_out_fix
from greenroom.labs.scoring import course, outcome
from greenroom.model.lab import Play, PlayKind
from greenroom.model.lab_kinds import Fault

LOOKS = (
    "status",
    "runs",
    "curve",
    "gradnorm",
    "shards",
    "verify all",
    "bisect",
    "validate n01",
    "orchestrator",
    "logs",
    "page trainer",
)


def seen(of):
    return [said(of, line) for line in LOOKS]


@pytest.mark.parametrize("fault", FAULTS)
def test_before_the_onset_nothing_tells_a_fault_from_its_twin(fault):
    whole, twin = session(fault, "wait 30"), session(fault, "wait 30", twin=True)
    until = whole.board.until(ONSET_H)
    for name, values in whole.board.values.items():
        assert np.array_equal(values[:until], twin.board.values[name][:until], equal_nan=True), name
    assert seen(whole) == seen(twin)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_twin_trains_every_night_and_has_the_same_log(fault):
    twin = session(fault, twin=True)
    assert all(one.passed for one in twin.system.timeline.nights if one.day > 0)
    assert twin.alerts == ()
    assert twin.system.happened == session(fault).system.happened


@pytest.mark.parametrize("fault", FAULTS)
def test_the_fix_at_the_onset_is_as_good_as_no_fault_and_nothing_costs_more(fault):
    mended = course(carry_out_fix(session(fault))).cost_usd
    assert mended == pytest.approx(course(session(fault, twin=True)).cost_usd, rel=0.02)
    assert course(session(fault)).cost_usd > mended + 1500


def test_an_infinite_row_breaks_another_step_in_another_shuffle():
    of = session(Fault.INFINITE_ROW, ALERT, "train", "train")
    runs = [one for one in of.system.timeline.runs(of.now_h) if one.failed]
    assert {one.fit.stopped for one in runs} == {"loss not finite"}
    assert len({one.fit.last_step for one in runs}) > 1
    found = said(of, "bisect")
    assert found.count("amount_over_mean_log is inf in the file") == 1


def test_dollars_in_float16_break_every_shuffle_at_the_same_step_and_every_shard():
    of = session(Fault.HALF_PRECISION, ALERT, "train", "train")
    assert {one.failed for one in of.system.timeline.runs(of.now_h) if one.failed} == {
        "step 16: loss scale at its least"
    }
    found = said(of, "bisect")
    assert found.count("seller_turnover_usd") == 8
    assert "inf in fp16" in found
    assert said(of, "verify all").count("all match") == 8


@pytest.mark.parametrize("line", ["precision bf16", "precision fp32", "standardise on"])
def test_each_way_out_of_float16_trains(line):
    assert "m1 is trained" in said(session(Fault.HALF_PRECISION, ALERT, line), "train")


def test_damaged_files_are_found_by_checksum_and_by_manifest():
    of = session(Fault.CORRUPT_RECORDS, ALERT)
    assert night(of, "n03").run.fit is None
    told = said(of, "verify all").splitlines()
    assert sum("corrupted record" in line for line in told) == 2
    assert sum("truncated record" in line for line in told) == 1
    assert sum("all match" in line for line in told) == 5


def test_ignoring_errors_loses_the_rest_of_each_damaged_file_and_the_validator_says_so():
    of = session(Fault.CORRUPT_RECORDS, ALERT, "reader ignore", "train")
    rows = of.system.timeline.run("m1").rows
    assert rows.read["d02-c"] < 0.1 * of.system.world.expected(1, 2)
    assert rows.read["d01-c"] == of.system.world.expected(0, 2)
    assert "FAILS, not enforced" in said(of, "validate m1")
    assert "d02-c" in said(of, "validate m1")


def test_an_export_that_hangs_leaves_green_nights_without_runs():
    of = session(Fault.SKIPPED_RUNS, "wait 103")
    values = of.board.values
    at = of.board.until(103) - 1
    assert night(of, "n04").run is None
    assert values["jobs_green"][at] == 1
    assert values["train_failures"][at] == 0
    assert values["alias_age_hours"][at] < 30
    assert values["model_age_hours"][at] > 70
    assert "skipped (wait timed out)" in said(of, "orchestrator")


def test_a_version_that_never_saw_a_market_is_bad_there_and_looks_good_elsewhere():
    of = session(Fault.SKIPPED_RUNS, "wait 103", "train partial", "promote m1", "wait 24")
    market = of.system.known()["stuck"]
    at = of.board.until(of.now_h) - 1
    area = {one: of.board.values[f'live_auc{{market="{one}"}}'][at] for one in "abcd"}
    assert area[market] < 0.85
    assert min(value for one, value in area.items() if one != market) > 0.85


@pytest.mark.parametrize(
    ("fault", "lines"),
    [
        (Fault.INFINITE_ROW, (ALERT, "bound on", "resume", "promote {resumed}")),
        (Fault.HALF_PRECISION, (ALERT, "standardise on", "train", "promote {trained}")),
        (Fault.CORRUPT_RECORDS, (ALERT, "contract on", "train", "promote {trained}")),
        (Fault.SKIPPED_RUNS, ("wait 80", "orchestrator", "restart {stuck}", "catch-up", "promote {caught}")),
    ],
)
def test_who_mends_it_after_the_first_signs_scores_well_and_no_exploit_does(fault, lines):
    of = session(fault)
    play = Play(name="good", kind=PlayKind.REFERENCE, why="It is tried.", lines=lines)
    assert outcome(carry_out(play, of.afresh())).score > 0.8
    for exploit in of.system.exploits:
        assert played(of, exploit).score < 0.3, exploit.name


def test_a_model_that_is_no_number_lets_every_theft_through():
    of = session(Fault.INFINITE_ROW, ALERT, "guard off", "train", "promote m1")
    paid = of.system.world.tape
    rows = (paid.when_h >= of.now_h) & (paid.when_h < of.now_h + 12)
    by_hour = of.system.course(0.0).harm_usd[int(of.now_h) + 1 : int(of.now_h) + 12].sum()
    thefts = (paid.stolen & (paid.when_h >= int(of.now_h) + 1) & (paid.when_h < int(of.now_h) + 12)).sum()
    assert rows.any()
    assert by_hour == 120 * thefts
    assert of.board.values["not_a_number_share"][-1] > 0


@pytest.mark.parametrize(
    ("fault", "line", "off"),
    [
        (Fault.INFINITE_ROW, "bound on", lambda now: not now.bound),
        (Fault.CORRUPT_RECORDS, "contract on", lambda now: not now.contract),
        (Fault.HALF_PRECISION, "standardise on", lambda now: not now.recipe.standardise),
    ],
)
def test_a_release_comes_with_settings_of_its_own_and_what_is_set_after_it_holds(fault, line, off):
    early, late = session(fault, line), session(fault, f"wait {ONSET_H}", line)
    assert not off(early.system.timeline.settings_at(ONSET_H - 1))
    assert off(early.system.timeline.settings_at(ONSET_H))
    assert not off(late.system.timeline.settings_at(ONSET_H + 1))
