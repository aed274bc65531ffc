"""The feed as a player has it: each fault has its signature, each verb does what it says, and what is refused changes nothing."""

import numpy as np
import pytest
from tests.labs.feed.feeding import FAULTS, LOOKS, ONSET_H, SMALL, days, session

from greenroom.errors import InputError
from greenroom.labs.commands import commands, do
from greenroom.labs.feed.features import NAMES
from greenroom.labs.plays import carry_out, carry_out_fix
from greenroom.labs.scoring import course, outcome
from greenroom.model.lab_kinds import COMPONENTS, Fault, SystemKind, verbs
from greenroom.model.lab_kinds import FAULTS as KNOWN

WRONG = tuple(one for one in FAULTS if one not in {Fault.NONE, Fault.NEW_PARTNER})
COSTLY = (Fault.SWAPPED_COLUMNS, Fault.CONSTANT_FEATURE)


def value(of, name, at_h):
    return of.board.values[name][of.board.until(at_h) - 1]


def test_the_verbs_and_faults_that_packs_may_use_are_those_there_are():
    assert tuple(commands(session())) == verbs(SystemKind.FEED)
    assert set(FAULTS) == set(KNOWN[SystemKind.FEED])
    for component in COMPONENTS[SystemKind.FEED]:
        assert "team" in do(session(), f"page {component}").said


@pytest.mark.parametrize("fault", [one for one in FAULTS if one is not Fault.NONE])
def test_before_the_onset_nothing_tells_the_fault_from_its_twin(fault):
    both = [session(fault, f"wait {ONSET_H - 6}", twin=twin) for twin in (False, True)]
    for line in LOOKS:
        said = [do(one, line).said for one in both]
        assert said[0] == said[1], line
    for name, values in both[0].board.values.items():
        until = both[0].board.until(ONSET_H)
        assert np.array_equal(values[:until], both[1].board.values[name][:until], equal_nan=True)


@pytest.mark.parametrize("fault", FAULTS)
def test_looks_change_nothing(fault):
    played = session(fault, f"wait {ONSET_H + 30}")
    before = played.system.timeline.changes
    for line in LOOKS:
        assert len(max(do(played, line).said.splitlines(), key=len)) <= 130
    assert played.system.timeline.changes == before
    assert not played.system.touched()


@pytest.mark.parametrize("fault", COSTLY)
def test_the_fix_at_the_onset_saves_what_the_fault_costs(fault):
    nothing, mended = session(fault), carry_out_fix(session(fault))
    twin = course(session(fault, twin=True)).harm_usd.sum()
    cost = course(nothing).harm_usd.sum()
    assert cost > twin * 1.005
    assert course(mended).harm_usd.sum() < (cost + twin) / 2


def test_harm_is_what_the_best_order_would_have_given_and_the_shown_did_not():
    played = session()
    of = played.system.world.tape
    lab = of.when_h >= 0
    missed = of.best_reads[lab].sum() - sum(float(one.expected.sum()) for one in days(played))
    assert course(played).harm_usd.sum() == pytest.approx(missed * 50)
    assert course(played).counts["good reads missed"] == int(missed * 200)
    assert course(session(Fault.NONE, "switch off")).harm_usd.sum() == pytest.approx(
        of.best_reads[lab].sum() * 50, rel=0.01
    )


def test_swapped_columns_show_in_the_audit_and_not_in_the_values():
    played = session(Fault.SWAPPED_COLUMNS, f"wait {ONSET_H + 24}")
    said = do(played, "audit").said
    assert [line.split(":")[0] for line in said.splitlines()[1:]] == ["topic_taste", "author_taste"]
    assert value(played, "audit_mismatch_share", 60) > 0.8
    assert value(played, 'feature_psi{feature="topic_taste"}', 60) < 0.03
    do(played, "pin")
    do(played, "wait 7")
    assert do(played, "audit").said.endswith("all agree")
    assert value(played, "audit_mismatch_share", played.now_h - 1) == 0
    with pytest.raises(InputError, match="pin back"):
        do(played, "pin")


def test_a_constant_passes_the_audit_and_loses_its_importance():
    played = session(Fault.CONSTANT_FEATURE, f"wait {ONSET_H + 30}")
    assert do(played, "audit").said.endswith("all agree")
    assert do(played, "compare quality").said.splitlines()[2].split()[5] == "1"
    name = 'feature_importance{feature="quality"}'
    assert value(played, name, played.now_h) < 0.3 * value(played, name, ONSET_H)


def test_a_backfill_needs_a_catalogue_in_order_and_gives_the_feature_back_to_training():
    played = session(Fault.CONSTANT_FEATURE, f"wait {ONSET_H + 60}")
    with pytest.raises(InputError, match="write the same again"):
        do(played, "backfill")
    timeline, at = played.system.timeline, NAMES.index("quality")
    logs = list(timeline.nodes(timeline.day_of(played.now_h))[-1].logs)
    assert len(np.unique(logs[-1].codes[at])) == 1
    assert len(np.unique(logs[-1].repaired[at])) > 5
    found = {}
    for line in ("restart", "backfill"):
        do(played, line)
        do(played, "retrain")
        made = timeline.standing(played.now_h)[0][-1]
        found[line] = made.model.weights
        wanted = played.system.world.trainer.version(
            0, played.now_h, made.recipe, made.split, logs, repaired=line == "backfill"
        )
        assert np.array_equal(made.model.weights, wanted.model.weights)
    assert not np.array_equal(found["restart"], found["backfill"])


def test_a_leaky_split_looks_good_offline_and_no_better_online():
    played = session(Fault.LEAKY_SPLIT, f"wait {ONSET_H + 30}")
    twin = session(Fault.LEAKY_SPLIT, twin=True)
    now = played.now_h
    assert value(played, "offline_auc", now) > value(twin, "offline_auc", now) + 0.04
    assert value(played, "online_auc", now) < value(twin, "online_auc", now) + 0.01
    by = {
        split: [float(row.split()[-1]) for row in do(played, f"judge {split}").said.splitlines()[1:]]
        for split in ("time", "random")
    }
    assert by["random"][1] > by["random"][0] + 0.04
    assert by["time"][1] < by["time"][0] + 0.005


def test_rolling_back_alone_does_not_keep_a_leaky_recipe_away_and_another_split_does():
    kept = {}
    for lines in (("rollback",), ("rollback", "split time")):
        played = session(Fault.LEAKY_SPLIT, f"wait {ONSET_H + 1}", *lines, "wait 40")
        registry, desk = played.system.timeline.standing(played.now_h)
        kept[lines] = registry[desk.champion].recipe.memory > 0
    assert list(kept.values()) == [True, False]


def test_the_loop_takes_the_slot_for_a_feature_and_random_slots_away():
    played = session(Fault.POSITION_LOOP, f"wait {ONSET_H + 60}")
    assert "slot as a feature" in do(played, "lineage").said
    assert "random slot in 0.0%" in do(played, "status").said
    assert value(played, 'feature_importance{feature="place"}', played.now_h) > 0.05
    do(played, "slots weigh")
    do(played, "retrain")
    assert do(played, "lineage").said.splitlines()[-1].split("  ")[-1].startswith("weighed by looks")


def test_a_partner_moves_the_items_and_not_the_order():
    played, twin = session(Fault.NEW_PARTNER), session(Fault.NEW_PARTNER, twin=True)
    assert value(played, "effective_items", 100) > 1.2 * value(twin, "effective_items", 100)
    assert np.nanmax(played.board.values["audit_mismatch_share"]) == 0
    given = [
        course(one).harm_usd.sum()
        for one in (played, session(Fault.NEW_PARTNER, f"wait {ONSET_H + 20}", "rollback"))
    ]
    assert given[0] <= given[1] + 500


@pytest.mark.parametrize(
    "line",
    [
        "promote v999", "promote", "split weekly", "split", "slots", "slots sometimes", "explore", "explore 2", "pin", "nightly",
        "fallback", "fallback nonsense", "switch", "judge", "judge never", "compare", "compare place", "retrain with", "retrain without nonsense",
    ],
)  # fmt: skip
def test_what_is_refused_changes_nothing(line):
    played = session(Fault.NONE, "wait 5")
    before = (played.now_h, played.spent_usd, list(played.system.timeline.states))
    with pytest.raises(InputError):
        do(played, line)
    assert (played.now_h, played.spent_usd, played.system.timeline.states) == before


def test_there_is_an_end_to_rolling_back():
    played = session(Fault.NONE, *["rollback"] * 5)
    with pytest.raises(InputError, match="oldest there is"):
        do(played, "rollback")


@pytest.mark.parametrize("fault", [Fault.NONE, Fault.SWAPPED_COLUMNS, Fault.CONSTANT_FEATURE])
def test_no_exploit_pays(fault):
    played = session(fault)
    for play in played.system.exploits:
        assert outcome(carry_out(play, played.afresh())).score < 0.3, play.name


def test_a_play_is_the_same_again():
    lines = (
        f"wait {ONSET_H + 5}",
        "retrain without quality",
        "promote {0}",
        "explore 0.1",
        "split user",
        "wait 20",
    )
    first = session(Fault.POSITION_LOOP, lines[0])
    name = do(first, lines[1]).said.split()[0]
    done = (*lines[:2], lines[2].format(name), *lines[3:])
    played = [session(Fault.POSITION_LOOP, *done) for _ in range(2)]
    assert played[0].log == played[1].log
    assert np.array_equal(course(played[0]).harm_usd, course(played[1]).harm_usd)
    assert np.array_equal(course(session(Fault.POSITION_LOOP, *done)).harm_usd, course(played[0]).harm_usd)
    assert SMALL.lab_h == len(course(played[0]).harm_usd)
