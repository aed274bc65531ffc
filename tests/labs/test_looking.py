"""What a player sees: what has happened by now, and the truth only where somebody told it."""

import re
from dataclasses import replace

import numpy as np
import pytest
from tests.labs.playing import ONSET_H, SMALL, session

from greenroom.labs import looking
from greenroom.labs.clock import shown
from greenroom.labs.commands import do
from greenroom.labs.looking import active, beyond
from greenroom.labs.monitor.alerts import Alert
from greenroom.labs.payments import arms, registry, slices, validating
from greenroom.labs.payments import looking as of_payments
from greenroom.labs.payments.board import METRICS
from greenroom.labs.payments.timeline import Timeline, World
from greenroom.model.lab_kinds import Fault

NOW_H = 70.0


def with_truth(of, stolen):
    """`of`, in whose world other payments were stolen."""
    here = of.system.world
    of.system.world = World(
        replace(here.payments, stolen=stolen), here.tables, here.bins, here.offline, here.registry, here.begin
    )
    of.system.timeline = Timeline(of.system.world)
    return of


@pytest.mark.parametrize(
    ("at_h", "said"), [(0.0, "day 1 00:00"), (40.5, "day 2 16:30"), (143.99, "day 6 23:59")]
)
def test_the_clock_begins_on_day_one_at_midnight(at_h, said):
    assert shown(at_h) == said


def test_labels_that_no_bank_has_told_are_nowhere_to_be_seen():
    plain = session(Fault.NONE, f"wait {NOW_H}")
    paid = plain.system.world.payments
    other = with_truth(session(Fault.NONE, f"wait {NOW_H}"), paid.stolen ^ (paid.known_h > NOW_H))
    looks = ("status", "logs", "lineage", "audit", *(f"query '{one.name}' 240" for one in METRICS))
    assert [do(plain, line).said for line in looks] == [do(other, line).said for line in looks]
    told = with_truth(session(Fault.NONE, f"wait {NOW_H}"), paid.stolen ^ (paid.known_h <= NOW_H))
    assert do(told, "query matured_auc").said != do(plain, "query matured_auc").said


def test_alerts_until_now_do_not_depend_on_labels_told_later():
    plain = session(Fault.NONE)
    paid = plain.system.world.payments
    other = with_truth(session(Fault.NONE), paid.stolen ^ (paid.known_h > NOW_H))
    early = [one for one in other.alerts if one.at_h <= NOW_H]
    assert early == [one for one in plain.alerts if one.at_h <= NOW_H]
    assert [one for one in other.alerts if one.at_h > NOW_H]  # and afterwards they do


def test_only_hours_that_have_ended_are_shown():
    played = session(Fault.NONE, "wait 30.5")
    rows = do(played, "query payments_total 5").said.splitlines()[2:]
    assert [row.split("  ")[0] for row in rows] == [shown(hour) for hour in range(26, 31)]
    board = played.board
    assert float(rows[-1].split()[-1]) == board.values["payments_total"][board.until(30.0) - 1]


def test_a_metric_may_be_asked_for_in_plain_writing():
    played = session()
    assert (
        do(played, "query feature_psi.paid_3h").said
        == do(played, "query 'feature_psi{feature=\"paid_3h\"}'").said
    )


def test_alerts_show_from_when_they_fire_until_they_end():
    played = session(Fault.UNIT_CHANGE)
    first = played.alerts[0]
    for at_h, firing in ((first.at_h - 0.01, False), (first.at_h, True), (first.until_h - 0.01, True)):
        played.now_h = at_h
        assert (first in looking.active(played)) == firing
        assert (first.metric in looking.status(played)) == firing
    short = [one for one in played.alerts if one.until_h < SMALL.lab_h]
    for one in short:
        played.now_h = one.until_h
        assert one not in looking.active(played)


@pytest.mark.parametrize("fault", [Fault.SAMPLED_WITHOUT_CORRECTION, Fault.IMMATURE_LABELS])
def test_the_nightly_version_is_not_seen_before_it_is_trained(fault):
    played = session(fault, f"wait {ONSET_H - 2}")
    told = "\n".join(do(played, line).said for line in ("status", "lineage", "logs"))
    assert "v5" not in told
    assert "champion v4" in told
    do(played, "wait 2")
    told = [do(played, line).said for line in ("status", "lineage", "logs")]
    assert "champion v5" in told[0]
    assert "v5 champion" in told[1]
    assert "the night's version" in told[2]


def rows_of(said, name):
    """The lines of the lineage that tell of version `name`."""
    lines = said.splitlines()
    first = next(at for at, line in enumerate(lines) if line.split()[0] == name)
    last = next(at for at in range(first + 1, len(lines)) if not lines[at].startswith(" "))
    return "\n".join(lines[first:last])


def shares(said):
    """Thefts among what was let through, and among the rows, in percent."""
    found = re.search(r"thefts ([\d.]+)% of what was let through, ([\d.]+)% of the rows", said)
    return float(found[1]), float(found[2])


def test_the_lineage_tells_facts_from_which_a_fault_of_training_can_be_read():
    sampled = rows_of(do(session(Fault.SAMPLED_WITHOUT_CORRECTION, "wait 50"), "lineage").said, "v5")
    through, rows = shares(sampled)
    assert rows > 4 * through
    assert "sampl" not in sampled
    immature = rows_of(do(session(Fault.IMMATURE_LABELS, "wait 50"), "lineage").said, "v5")
    assert "the youngest 0 h old" in immature
    healthy = do(session(Fault.NONE, "wait 50"), "lineage").said
    assert healthy.count("the youngest 132 h old") == 4
    assert len(set(shares(rows_of(healthy, "v4")))) == 1
    assert healthy.count("without") == 3  # v1 to v3 know fewer features


def test_the_lineage_tells_whether_data_or_code_is_another():
    def hashes(fault, what):
        said = do(session(fault, "wait 50"), "lineage").said
        return re.findall(rf"{what} ([0-9a-f]{{16}})", said)

    assert len(set(hashes(Fault.NONE, "code"))) == len(hashes(Fault.NONE, "data")) == 4, (
        "each learnt from other features"
    )
    again = do(session(Fault.NONE, "wait 50", "retrain"), "lineage").said
    codes, data = (re.findall(rf"{what} ([0-9a-f]{{16}})", again) for what in ("code", "data"))
    assert codes[4] == codes[3], "retrained by the champion's recipe"
    assert data[4] != data[3], "on younger payments"
    assert hashes(Fault.IMMATURE_LABELS, "code")[4] not in hashes(Fault.NONE, "code")


def test_the_log_holds_releases_until_now_and_not_what_the_player_did():
    played = session(Fault.UNIT_CHANGE, f"wait {ONSET_H - 3}", "threshold 0.2")
    told = do(played, "logs").said
    assert "threshold" not in told
    assert "features f12" not in told
    do(played, "wait 3")
    assert f"{shown(ONSET_H)}  features f12 live" in do(played, "logs").said


def test_an_audit_names_the_features_that_are_served_wrong():
    ill = do(session(Fault.UNIT_CHANGE, f"wait {ONSET_H + 12}"), "audit").said.splitlines()[1:]
    assert [line.split(":")[0] for line in ill] == ["amount_usd", "amount_over_mean"]
    assert do(session(Fault.NEW_RING, f"wait {ONSET_H + 12}"), "audit").said.endswith("all agree")


def test_a_comparison_shows_a_hundredfold_amount_beside_itself_recomputed():
    said = do(session(Fault.UNIT_CHANGE, f"wait {ONSET_H + 12}"), "compare amount_usd").said
    rows = {line[:12].strip(): re.findall(r"[\d.]+", line[12:]) for line in said.splitlines()[1:]}
    assert float(rows["served now"][1]) == pytest.approx(100 * float(rows["recomputed"][1]))
    assert float(rows["week before"][1]) == pytest.approx(float(rows["recomputed"][1]), rel=0.2)


def test_reviewers_look_at_approved_payments_of_the_last_day_and_find_the_thefts_there_are():
    played = session(Fault.NEW_RING, "wait 95")
    paid, declined = played.system.world.payments, played.system.timeline.declined
    said = do(played, "review 300").said
    assert played.now_h == 98
    there = (paid.when_h > 74) & (paid.when_h <= 98) & ~declined
    chosen = np.flatnonzero(there)[np.argsort(paid.looked_at[there], kind="stable")][:300]
    assert said.startswith(f"{paid.stolen[chosen].sum()} thefts among 300 approved payments")
    ring = np.bincount(paid.category[paid.stolen & there]).argmax()
    assert said.splitlines()[1].startswith(f"kind of merchant {ring}:")


def test_looking_moves_nothing():
    played = session(Fault.UNIT_CHANGE, "wait 50")
    before = (played.system.timeline.score.tobytes(), played.system.changes, played.now_h, played.spent_usd)
    for look in (looking.status, looking.logs, looking.metrics):
        assert look(played) == look(played)
    for look in (of_payments.audit, registry.lineage, arms.side_by_side, slices.told, validating.importance):
        assert look(played.system, played, []) == look(played.system, played, [])
    of_payments.compare(played.system, played, ["paid_3h"])
    of_payments.reviewed(played.system, played.now_h, 100)
    assert (
        played.system.timeline.score.tobytes(),
        played.system.changes,
        played.now_h,
        played.spent_usd,
    ) == before


def test_what_alerts_to_the_end_alerts_at_the_end():
    played = session(Fault.UNIT_CHANGE, "finish")
    lasting = {one.metric for one in played.alerts if one.until_h == played.end_h}
    assert lasting
    assert {one.metric for one in active(played)} == lasting


@pytest.mark.parametrize(
    ("value", "low", "high", "told"),
    [
        (2.0, -1.0, 1.5, ("2.000", "above 1.500")),
        (0.1, 0.2, 9.0, ("0.100", "below 0.200")),
        (0.83481, 0.83522, 9.0, ("0.8348", "below 0.8352")),
    ],
)
def test_a_value_and_its_bound_have_the_digits_that_tell_them_apart(value, low, high, told):
    assert beyond(Alert("m", 3.0, 4.0, value, low, high)) == told
