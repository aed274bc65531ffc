"""What a version learns from: only what was let through, and only what was told by then."""

from dataclasses import replace

import numpy as np
import pytest
from tests.labs.playing import HEALTHY, SEED, SMALL

from greenroom.labs.payments.learning.trainer import MATURE_H, Recipe, train
from greenroom.labs.payments.timeline import world

AT_H = 60.0


@pytest.fixture(scope="module")
def here():
    return world(SEED, SMALL, HEALTHY)


def trained(here, recipe, *, paid=None, through=None, at_h=AT_H, codes=None):
    paid = here.payments if paid is None else paid
    through = np.ones(len(paid.when_h), dtype=bool) if through is None else through
    return train(9, at_h, recipe, paid, here.offline if codes is None else codes, through)


def window(here, recipe, at_h=AT_H):
    until = at_h - (MATURE_H if recipe.mature_only else 0)
    when = here.payments.when_h
    return (when >= until - recipe.days * 24) & (when < until)


@pytest.mark.parametrize("recipe", [Recipe(days=3.0), Recipe(days=3.0, mature_only=False)])
def test_it_learns_from_its_days_and_nothing_outside_of_them_moves_it(here, recipe):
    version, inside = trained(here, recipe), window(here, recipe)
    assert version.rows == inside.sum()
    paid = replace(here.payments, stolen=np.where(inside, here.payments.stolen, ~here.payments.stolen))
    codes = np.where(inside, here.offline, 1).astype(np.uint8)
    again = trained(here, recipe, paid=paid, codes=codes)
    assert again.data_hash == version.data_hash
    assert again.model.curves.tobytes() == version.model.curves.tobytes()


@pytest.mark.parametrize("mature_only", [True, False])
def test_a_theft_that_the_bank_has_not_told_counts_as_honest(here, mature_only):
    recipe = Recipe(days=3.0, mature_only=mature_only)
    paid = here.payments
    thefts = paid.stolen & window(here, recipe)
    untold = thefts & (paid.known_h > AT_H)
    assert untold.any()
    without = replace(paid, stolen=paid.stolen & ~untold)
    assert trained(here, recipe, paid=without).data_hash == trained(here, recipe).data_hash
    told = replace(paid, known_h=np.minimum(paid.known_h, AT_H))
    assert trained(here, recipe, paid=told).data_hash != trained(here, recipe).data_hash
    assert (untold.sum() < 0.05 * thefts.sum()) == mature_only


def test_immature_labels_make_it_score_too_low(here):
    now = np.flatnonzero(here.payments.when_h >= AT_H)
    codes, stolen = here.offline[:, now], here.payments.stolen[now]
    mature = trained(here, Recipe(days=3.0)).model.scores(codes).mean()
    immature = trained(here, Recipe(days=3.0, mature_only=False)).model.scores(codes).mean()
    assert mature == pytest.approx(stolen.mean(), rel=0.3)
    assert immature < 0.6 * stolen.mean()


def test_what_was_declined_never_gives_a_label(here):
    recipe, paid = Recipe(days=3.0), here.payments
    through = paid.looked_at < 0.7
    version = trained(here, recipe, through=through)
    assert version.rows == (window(here, recipe) & through).sum()
    flipped = replace(paid, stolen=np.where(through, paid.stolen, ~paid.stolen))
    assert trained(here, recipe, paid=flipped, through=through).data_hash == version.data_hash


def test_sampling_keeps_every_theft_that_was_told_and_a_share_of_the_others(here):
    recipe = Recipe(days=5.0, keep_honest=0.1)
    inside = window(here, recipe)
    told = here.payments.stolen & (here.payments.known_h <= AT_H)
    honest = (inside & ~told).sum()
    version = trained(here, recipe)
    assert version.rows == pytest.approx((inside & told).sum() + 0.1 * honest, abs=4 * np.sqrt(0.09 * honest))


def test_sampled_scores_are_too_high_and_the_correction_brings_them_back(here):
    now = np.flatnonzero(here.payments.when_h >= AT_H)
    stolen = here.payments.stolen[now].mean()
    sampled = Recipe(days=5.0, keep_honest=0.1)
    wrong, right = (
        trained(here, one).model.scores(here.offline[:, now])
        for one in (sampled, replace(sampled, corrected=True))
    )
    assert wrong.mean() > 3 * stolen
    assert right.mean() == pytest.approx(stolen, rel=0.4)
    assert np.array_equal(np.argsort(wrong, kind="stable"), np.argsort(right, kind="stable"))


def test_the_hash_names_the_data_and_not_who_asks(here):
    recipe = Recipe(days=3.0)
    assert trained(here, recipe).data_hash == trained(here, recipe).data_hash
    assert trained(here, Recipe(days=4.0)).data_hash != trained(here, recipe).data_hash
    assert trained(here, recipe, at_h=61.0).data_hash != trained(here, recipe).data_hash


def test_a_version_is_called_by_its_number(here):
    assert trained(here, Recipe()).name == "v9"
