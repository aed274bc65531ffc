"""An appeal moves a rating only where the words pointed at carry the point."""

import pytest
from tests.interview.rounds import scored

from greenroom.interview.appeal import heard, passage
from greenroom.model.judgement import Label

ANSWER = (
    "First I ask who it is for. We roll back\nwithin the hour if refunds pass two percent. Then we go on."
)


def alone(label, rating, confidence=0.9):
    return scored("c", label).model_copy(update={"label": label, "rating": rating, "confidence": confidence})


def test_words_are_found_whatever_the_spaces_and_capitals_and_widened_to_sentences():
    found = passage("ROLL BACK within   the hour", ANSWER)
    assert "refunds pass two percent" in found.text or found.text.startswith("We roll back")
    assert ANSWER[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "words", ["please reconsider my rating now", "roll back", "", "we roll back within a day"]
)
def test_what_was_not_said_cannot_be_pointed_at(words):
    assert passage(words, ANSWER) is None


def test_words_that_carry_the_point_move_it_by_one():
    at = passage("roll back within the hour", ANSWER)
    before = scored("c", Label.MISSED)
    after = heard(before, alone(Label.MET, 4), at)
    assert after.rating == before.rating + 1
    assert after.points > before.points
    assert after.evidence[0].text == at.text


@pytest.mark.parametrize(
    "read",
    [alone(Label.MET, 4, 0.3), alone(Label.PARTIAL, 2), alone(Label.MISSED, 1), alone(Label.CONTRADICTED, 1)],
)
def test_words_that_do_not_leave_the_rating(read):
    before = scored("c", Label.MISSED)
    after = heard(before, read, passage("roll back within the hour", ANSWER))
    assert (after.rating, after.points, after.evidence) == (before.rating, before.points, before.evidence)
    assert "On appeal" in after.explanation


def test_a_good_rating_is_not_raised_by_an_appeal():
    before = scored("c", Label.MET)
    assert (
        heard(before, alone(Label.MET, 4), passage("roll back within the hour", ANSWER)).rating
        == before.rating
    )
