"""What a run recorded: as it was, and nothing of what is to come or was never told."""

from dataclasses import replace

import numpy as np
import pytest
from tests.labs.playing import ONSET_H, begun, scenario, session

from greenroom.labs.commands import replay
from greenroom.labs.payments.features.definitions import NAMES
from greenroom.labs.payments.timeline import QUIET_H
from greenroom.labs.records import tables
from greenroom.model.lab_kinds import Fault


def recorded(of):
    return {table.name: list(table.rows()) for table in tables(of)}


def columns(of, name):
    table = next(one for one in tables(of) if one.name == name)
    return {column.name: column.values for column in table.columns}


def test_there_are_payments_metrics_alerts_the_log_and_the_lines_given():
    of = session(Fault.STALE_TABLES, "run-until alert", "audit", "restart")
    found = recorded(of)
    assert list(found) == ["payments", "metrics", "alerts", "log", "commands"]
    assert [row[-1] for row in found["commands"]] == ["run-until alert", "audit", "restart"]
    assert [row[2] for row in found["alerts"]] == [one.metric for one in of.alerts if one.at_h <= of.now_h]
    assert any("materialiser 2.7" in row[1] for row in found["log"])


def test_payments_are_as_they_were_served_scored_and_decided():
    of = session(Fault.UNIT_CHANGE, f"wait {ONSET_H + 20}", "rollback", "wait 10", "decide off", "wait 5")
    paid, timeline = of.system.world.payments, of.system.timeline
    rows = np.flatnonzero((paid.when_h >= QUIET_H) & (paid.when_h <= of.now_h))
    found = columns(of, "payments")
    served = {name: of.system.world.bins.codes(name, found[name].filled(np.nan)) for name in NAMES}
    assert all((served[name] == timeline.codes[at, rows]).all() for at, name in enumerate(NAMES))
    assert (found["chance"] == timeline.score[rows]).all()
    late = found["at_h"] > ONSET_H
    assert np.ma.median(found["amount_usd"][late]) > 10 * np.ma.median(found["amount_usd"][~late])
    assert set(found["version"][found["at_h"] < ONSET_H]) == {"v4"}
    assert set(found["version"][found["at_h"] > ONSET_H + 21]) == {"v3"}
    assert set(found["decision"][found["at_h"] > of.now_h - 5]) == {"failed"}
    assert set(found["decision"]) == {"approve", "decline", "failed"}


def test_a_label_is_there_only_where_the_bank_has_told_and_never_of_what_was_declined():
    of = session(Fault.NONE, "wait 30")
    found = columns(of, "payments")
    told = ~np.ma.getmaskarray(found["label"])
    assert 0.2 < told.mean() < 0.9
    assert (found["told_h"][told] <= of.now_h).all()
    assert not told[found["decision"] == "decline"].any()
    paid = of.system.world.payments
    assert (found["label"][told] == paid.stolen[found["payment"][told]]).all()


@pytest.mark.parametrize("fault", [Fault.UNIT_CHANGE, Fault.NEW_RING, Fault.IMMATURE_LABELS])
def test_until_the_onset_nothing_tells_it_from_a_run_in_which_nothing_goes_wrong(fault):
    line = f"wait {ONSET_H - 1}"
    of, twin = (replay(begun(scenario(fault), twin=twin), (line,)) for twin in (False, True))
    mine, theirs = recorded(of), recorded(twin)
    if fault is Fault.NEW_RING:  # it adds payments later, so those before keep their numbers
        assert len(of.system.world.payments.when_h) > len(twin.system.world.payments.when_h)
    assert mine == theirs


def test_a_truth_that_nobody_told_changes_nothing_that_is_recorded():
    of = session(Fault.NONE, "wait 30", "rollback")
    before = recorded(of)
    paid, timeline = of.system.world.payments, of.system.timeline
    untold = (paid.known_h > of.now_h) | timeline.declined
    assert untold.sum() > 1000
    changed = replace(paid, stolen=np.where(untold, ~paid.stolen, paid.stolen))
    timeline.world = of.system.world = replace(of.system.world, payments=changed)
    of._read = None  # the dashboard is made anew
    assert recorded(of) == before


def test_no_time_in_any_table_is_later_than_now():
    of = session(Fault.UNIT_CHANGE, f"wait {ONSET_H + 9}", "pin", "wait 2.5")
    for table in tables(of):
        for column in table.columns:
            if column.name.endswith("_h") and "over" not in column.name and column.name not in NAMES:
                assert column.values.max() <= of.now_h, (table.name, column.name)
    ahead = [one for one in of.alerts if one.until_h > of.now_h >= one.at_h]
    assert ahead, "an alert fires now, and when it will end is not to be told"
    unknown = columns(of, "alerts")["until_h"].mask.sum()
    assert unknown == len(ahead)


def test_alerts_are_not_recorded_while_they_are_muted():
    assert recorded(session(Fault.UNIT_CHANGE, "run-until alert"))["alerts"]
    assert not recorded(session(Fault.UNIT_CHANGE, "run-until alert", "mute"))["alerts"]
