"""Samples become a score by arithmetic, and the spread stays visible."""

import pytest
from tests.interview.second_opinion.case import COUNT

from greenroom.interview.second_opinion.sample import Dropped, Sample
from greenroom.interview.second_opinion.score import score
from greenroom.model.judgement import Label, Quote

LETTERS = {"M": Label.MET, "p": Label.PARTIAL, "-": Label.MISSED, "x": Label.CONTRADICTED}


def sample(letter: str, start: int = 0) -> Sample:
    label = LETTERS[letter]
    quotes = () if label is Label.MISSED else (Quote(text="four words of it", start=start, end=start + 16),)
    return Sample(label, quotes, f"Because {label}", "Say more.")


def scored(letters: str, dropped: int = 0):
    return score(COUNT, [sample(letter) for letter in letters], [Dropped("it is no record")] * dropped)


@pytest.mark.parametrize(
    ("letters", "label", "rating"),
    [
        ("M", Label.MET, 4),
        ("MMM", Label.MET, 4),
        ("MMp", Label.MET, 3),
        ("MMM--", Label.MET, 3),
        ("MM-", Label.MET, 3),
        ("Mp-", Label.PARTIAL, 2),
        ("Mpp", Label.PARTIAL, 2),
        ("p--", Label.MISSED, 1),
        ("M--", Label.MISSED, 1),
        ("M-", Label.MISSED, 1),  # of two middle ones the lower
        ("x--", Label.MISSED, 1),
        ("xx-", Label.CONTRADICTED, 1),
        ("MMMMp", Label.MET, 4),
    ],
)
def test_the_median_label_decides_and_the_others_move_the_rating(letters, label, rating):
    one, spread = scored(letters)
    assert (one.label, one.rating) == (label, rating)
    assert spread.labels == tuple(LETTERS[letter] for letter in letters)


def test_the_order_of_samples_changes_neither_label_nor_rating():
    results = {(one.label, one.rating, one.points) for one, _ in map(scored, ("Mp-", "-pM", "pM-"))}
    assert len(results) == 1


def test_the_spread_says_who_said_what():
    one, spread = scored("MpM", dropped=2)
    assert spread.spread == "2 of 5 say met, 1 partial, 2 not used, as it is no record"
    assert (spread.asked, spread.agreed) == (5, 2)
    assert one.explanation == f"Because met. ({spread.spread})"


def test_more_agreement_is_more_confidence_and_one_sample_is_never_sure():
    order = [
        scored("M", dropped=2),
        scored("Mp-"),
        scored("MMp"),
        scored("M"),
        scored("MMM"),
        scored("MMMMM"),
    ]
    confidences = [one.confidence for one, _ in order]
    assert confidences == sorted(confidences)
    assert confidences[-1] < 1


def test_no_sample_no_score():
    one, spread = scored("", dropped=3)
    assert (one.label, one.rating, one.points, one.confidence) == (None, None, None, 0.0)
    assert one.unscored == "No sample could be used: 3 not used, as it is no record."
    assert spread.agreed == 0


@pytest.mark.parametrize(
    ("letters", "claimed", "scored"),
    [("-", 0, True), ("-", 1, False), ("--", 1, True), ("--", 2, False), ("M", 2, True), ("x", 2, True)],
)
def test_a_missed_does_not_win_by_needing_no_quote(letters, claimed, scored):
    dropped = [Dropped("its quotes are not in the answer", claimed=Label.MET)] * claimed
    one, spread = score(COUNT, [sample(letter) for letter in letters], dropped)
    assert (one.rating is not None) == scored == (not one.unscored)
    assert len(spread.labels) == len(letters)


def test_evidence_comes_from_the_samples_that_decided_each_passage_once():
    one, _ = score(COUNT, [sample("M", 40), sample("p", 90), sample("M", 45), sample("M", 3)], [])
    assert [quote.start for quote in one.evidence] == [3, 40]
