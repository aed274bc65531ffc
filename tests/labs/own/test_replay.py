"""Events replayed: what drifts is found where it drifts, and labels are used when they are told, no sooner."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from tests.labs.own.streams import stream

from greenroom.errors import InputError
from greenroom.labs.own.coding import coded
from greenroom.labs.own.events import events
from greenroom.labs.own.replay import Asked
from greenroom.labs.own.replay import replay as replayed
from greenroom.labs.own.retraining import Prices, cadences
from greenroom.labs.own.sheet import read
from greenroom.labs.own.windows import windows
from greenroom.labs.payments.learning.additive import BINS

TURNED = "2026-01-23"
NEXT = "2026-01-24"


@cache
def replay(kind="calm", asked=None):
    return replayed(stream(kind), asked or Asked())


def monitor(found, name):
    return next(one for one in found.monitors if one.name == name)


def named(found, at):
    return None if at is None else found.windows[at]


def test_a_calm_stream_rings_none_of_the_labs_alerts():
    found = replay()
    assert found.by == "day"
    assert (found.windows[0], found.windows[-1]) == ("2026-01-11", "2026-01-30")
    assert [one.name for one in found.monitors if one.rang and not one.name.startswith("any_")] == []
    assert all(one.alerted is None for one in found.drifts)
    assert np.nanmin(found.metrics["matured_auc"]) > 0.7


def test_a_column_that_moves_is_named_with_its_day_and_harms_nothing():
    found = replay("shift")
    first, *others = found.drifts
    assert (first.name, named(found, first.significant), named(found, first.alerted)) == (
        "side",
        TURNED,
        NEXT,
    )
    assert first.most_psi > 0.5 > 2 * others[0].most_psi
    assert first.kl_there > 0.2
    assert found.weights["side"] < 0.3 * found.weights["main"]
    assert named(found, monitor(found, "any_psi_thumb").first) == TURNED
    assert monitor(found, "matured_auc").first is None


def test_a_column_whose_meaning_turns_is_seen_by_labels_alone_and_only_once_they_are_told():
    found = replay("turn", Asked(delay=2))
    for name in ("score_psi", "expected_auc", "feature_psi", "flagged_share"):
        assert monitor(found, name).first is None, name
    rang = monitor(found, "matured_auc")
    assert named(found, rang.first) == NEXT
    assert named(found, found.told_in(rang)) == "2026-01-26"
    assert found.told_in(replace(rang, first=len(found.windows) - 1)) is None


def test_retraining_pays_where_the_meaning_turned_and_not_where_nothing_did():
    never, daily, rarely = replay("turn").cadences
    assert (never.every, daily.every, rarely.every) == (0, 1, 5)
    assert daily.trainings > rarely.trainings > never.trainings == 0
    assert daily.auc > rarely.auc > never.auc
    assert daily.log_loss < rarely.log_loss < never.log_loss
    assert daily.saved_low_usd > 0
    assert daily.saved_usd == pytest.approx(never.cost_usd - daily.cost_usd)
    assert daily.saved_usd > 0.1 * never.cost_usd
    calm = replay().cadences
    assert abs(calm[1].saved_usd) < 0.1 * calm[0].cost_usd


def test_labels_that_come_later_make_retraining_worth_less():
    saved = [replay("turn", Asked(delay=delay)).cadences[1].saved_usd for delay in (0, 3, 100)]
    assert saved[0] > saved[1] > saved[2]


def test_no_model_knows_a_label_before_it_is_told():
    of = events(read(stream("turn")))
    cut = windows(of)
    features = coded(of, int(cut.begins[0]))
    asked = {"delay": 2, "prices": Prices()}
    told = cadences(features, of.label, cut, (1,), **asked)[1].auc_by_window
    window = 14  # among all; its model may know the labels of windows up to 11
    later = np.arange(len(of.label)) >= cut.begins[12]
    later[cut.rows(window)] = False  # by its own labels it is judged
    changed = cadences(features, np.where(later, ~of.label, of.label), cut, (1,), **asked)[1].auc_by_window
    assert changed[window - cut.quiet] == told[window - cut.quiet]
    sooner = np.arange(len(of.label)) >= cut.begins[11]
    sooner[cut.rows(window)] = False
    changed = cadences(features, np.where(sooner, ~of.label, of.label), cut, (1,), **asked)[1].auc_by_window
    assert changed[window - cut.quiet] != told[window - cut.quiet]


def test_the_same_file_gives_the_same_replay():
    assert replayed(stream("turn"), Asked()) == replay("turn")


def test_equal_steps_where_there_are_no_dates():
    rows = stream("shift").split("\n")[:-1]
    numbered = "\n".join([rows[0], *(f"{at},{row.split(',', 1)[1]}" for at, row in enumerate(rows[1:]))])
    found = replayed(numbered, Asked(time="when", by="10"))
    assert (found.by, len(found.windows), found.windows[found.quiet]) == ("step", 16, "step 1")
    assert found.drifts[0].name == "side"
    with pytest.raises(InputError, match="no dates"):
        replayed(numbered, Asked(time="when", by="day"))


def test_kinds_that_are_new_or_missing_have_bins_of_their_own():
    text = "\n".join(
        row.replace(",a,", ",new,") if at > 9000 else row for at, row in enumerate(stream().split("\n"))
    )
    of = events(read(text.replace(",b,", ",,")))
    found = coded(of, 3000)
    shop = found.codes[found.names.index("shop")]
    assert set(shop[:3000].tolist()) == {0, 1, 2}
    assert set(shop[9500:].tolist()) == {
        0,
        BINS,
        int(shop[of.features[-1].kinds == of.features[-1].kind_names.index("c")][0]),
    }


def test_a_column_that_tells_the_label_by_itself_is_pointed_out():
    text = "\n".join(
        f"{row},{'paid_back' if not at else row[-1:]}" for at, row in enumerate(stream().split("\n")[:-1])
    )
    found = replayed(text, Asked(label="is_fraud"))
    assert any("paid_back tells the label nearly by itself" in note for note in found.notes)


@pytest.mark.parametrize(
    ("rows", "asked", "told"),
    [(500, Asked(), "There are 500 events; at least 1,000"), (1000, Asked(by="200"), "A window would hold"), (2000, Asked(learn_share=0.02), "learnt from")],
)  # fmt: skip
def test_too_few_events_are_told(rows, asked, told):
    text = "\n".join(stream().split("\n")[: rows + 1])
    with pytest.raises(InputError, match=told) as caught:
        replayed(text, asked)
    assert caught.value.code == "too_few"
