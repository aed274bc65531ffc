"""The committee's arithmetic: votes, doubts, splits, flips, the level below."""

import numpy as np
import pytest
from tests.interview.rounds import QUESTION

from greenroom.interview import committee
from greenroom.interview.committee import MEMBERS
from greenroom.interview.overall import overall
from greenroom.interview.score import POINTS_OF
from greenroom.interview.standard import asked
from greenroom.model.debrief import Flip, Scorecard
from greenroom.model.judgement import CriterionScore, Judge, Judgement, Label, Quote

IDS = [one.id for one in QUESTION.criteria]
LABELS = {1: Label.MISSED, 2: Label.PARTIAL, 3: Label.MET, 4: Label.MET}
WHO = Judge(name="test", version="1", engine="none")
FLAT = np.ones(len(IDS), dtype=np.float32)


def score(criterion, rating, *said):
    quotes = tuple(Quote(text=text, start=0, end=len(text)) for text in said)
    return CriterionScore(
        criterion=criterion, label=LABELS[rating], rating=rating, points=POINTS_OF[rating], confidence=0.9,
        evidence=quotes, explanation="As it was read.",
    )  # fmt: skip


def card(member, ratings, *said):
    given = committee.asked_by(member, asked(QUESTION, "An answer."), QUESTION, FLAT)
    scores = tuple(score(name, rating, *said) for name, rating in zip(IDS, ratings, strict=True))
    judgement = Judgement(scores=scores, overall=overall(given.rubric, scores), judge=WHO)
    return committee.scorecard(member, given, judgement)


def cards(*ratings, said="I pace by the hour because traffic doubles at noon."):
    return [card(member, one, said) for member, one in zip(MEMBERS, ratings, strict=True)]


@pytest.mark.parametrize(
    ("votes", "comes_to"),
    [
        ((3, 3, 3), 3),
        ((4, 3, 2), 3),
        ((4, 4, 2), 4),
        ((4, 4, 1), 2),
        ((2, 3, None), 2),
        ((1, 1, 4), 1),
        ((None, None, None), None),
    ],
)
def test_a_vote_is_a_median_with_a_veto(votes, comes_to):
    assert committee.vote(votes) == comes_to


def test_members_read_other_words_and_weigh_other_criteria():
    near = np.array([0.9] + [0.1] * (len(IDS) - 1), dtype=np.float32)
    given = [committee.asked_by(member, asked(QUESTION, "x y"), QUESTION, near) for member in MEMBERS]
    assert len({one.rubric.criteria[0].text for one in given}) == len(MEMBERS)
    weights = [one.weight for one in given[0].rubric.criteria]
    assert sum(weights) == pytest.approx(1)
    own = [one.weight for one in QUESTION.criteria]
    assert weights[0] / own[0] > weights[1] / own[1]


def test_only_the_hiring_manager_doubts_what_one_could_do():
    could = "One could perhaps set a limit per hour, since traffic grows."
    manager, technical, _ = cards(*[[3] * len(IDS)] * 3, said=could)
    assert {one.rating for one in manager.judgement.scores} == {2}
    assert "nothing of it is decided" in manager.judgement.scores[0].explanation
    assert {one.rating for one in technical.judgement.scores} == {3}
    assert manager.judgement.overall < technical.judgement.overall


def test_only_the_technical_interviewer_doubts_what_has_neither_why_nor_how_much():
    manager, technical, _ = cards(*[[4] * len(IDS)] * 3, said="I set a limit.")
    assert {one.rating for one in technical.judgement.scores} == {3}
    assert {one.rating for one in manager.judgement.scores} == {4}


def test_a_doubt_never_raises_an_overall_that_was_held_down():
    member = MEMBERS[0]
    given = committee.asked_by(member, asked(QUESTION, "x y"), QUESTION, FLAT)
    scores = tuple(score(name, 4, "I do it because of noon.") for name in IDS)
    held = Judgement(scores=scores, overall=2, judge=WHO)
    assert committee.scorecard(member, given, held).judgement.overall == 2


def test_splits_are_where_the_line_of_a_hire_runs_between_the_members():
    low = [1] + [3] * (len(IDS) - 1)
    shade = [4] + [4] * (len(IDS) - 1)
    found = committee.splits(cards([3] * len(IDS), low, shade), IDS)
    assert [one.criterion for one in found] == [IDS[0]]
    assert found[0].ratings["technical"] == 1
    assert "bar-raiser goes by" in found[0].why
    assert "technical interviewer reads for" in found[0].why
    assert committee.splits(cards(*[[3] * len(IDS)] * 3), IDS) == ()


def test_a_flip_is_the_fewest_criteria_and_really_flips():
    given = cards(*[[2] * len(IDS)] * 3)
    now, found = committee.recommendation(given), committee.flips(given)
    assert found
    assert len({len(one.criteria) for one in found}) == 1
    for flip in found:
        raised = [
            card(member, [3 if name in flip.criteria else 2 for name in IDS], "I do because 3.")
            for member in MEMBERS
        ]
        assert committee.recommendation(raised) == flip.to > now
    assert committee.flips(cards(*[[4] * len(IDS)] * 3)) == ()


def test_one_lower_is_said_only_where_the_bar_raiser_alone_would_not_hire():
    good, low = [3] * len(IDS), [1] * len(IDS)
    assert committee.would_do_one_lower(cards(good, good, low))
    assert not committee.would_do_one_lower(cards(good, good, good))
    assert not committee.would_do_one_lower(cards(good, low, low))


def test_a_card_is_a_record():
    one = cards(*[[3] * len(IDS)] * 3)[0]
    assert Scorecard.model_validate_json(one.model_dump_json()) == one


def test_what_would_flip_is_told_in_at_most_three_ways():
    names = {name: f"The {name}" for name in IDS}
    one, pair = Flip(criteria=(IDS[0],), to=3), Flip(criteria=tuple(IDS[:2]), to=3)
    assert committee.flips_in_words((), names) == ""
    assert (
        committee.flips_in_words((one,), names)
        == f"One rating more on one of these would change the vote: The {IDS[0]}."
    )
    told = committee.flips_in_words((pair,) * 5, names)
    assert "both of one pair" in told
    assert told.count(f"The {IDS[0]} and The {IDS[1]}") == committee.MOST_TOLD
