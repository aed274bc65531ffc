"""Anchors can be read alone."""

from greenroom.model.question import Anchors


def test_an_excellent_anchor_that_builds_on_the_good_one_is_told_in_full():
    anchors = Anchors(
        poor="No date.", mixed="A date.", good="A date and an owner.", excellent="As good, and what stops it."
    )
    assert anchors.excellent_in_full == "A date and an owner, and what stops it."


def test_one_that_leans_on_the_good_one_is_told_after_it():
    anchors = Anchors(
        poor="No date.", mixed="A date.", good="Names an owner.", excellent="Also says what stops it."
    )
    assert anchors.excellent_in_full == "Names an owner. Also says what stops it."


def test_one_that_stands_alone_is_left_as_it_is():
    anchors = Anchors(
        poor="No date.", mixed="A date.", good="A date and an owner.", excellent="Says what would stop it."
    )
    assert anchors.excellent_in_full == "Says what would stop it."
