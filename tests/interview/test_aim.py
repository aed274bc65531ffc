"""Which criteria are asked about first."""

from tests.interview.rounds import scored

from greenroom.interview.aim import chance_met, worth_asking, worth_deepening
from greenroom.model.judgement import CriterionScore, Label


def read(criterion, label, points, confidence):
    return CriterionScore(
        criterion=criterion, label=label, rating=2, points=points, confidence=confidence, explanation="-"
    )


SURE_PARTIAL = read("sure", Label.PARTIAL, 0.5, 0.9)
IN_DOUBT = read("doubt", Label.PARTIAL, 0.5, 0.1)
MISSED = read("missed", Label.MISSED, 0.02, 0.9)
MET = read("met", Label.MET, 0.8, 0.7)
CLEARLY_MET = read("clear", Label.MET, 0.97, 0.95)
ALL = (CLEARLY_MET, MET, IN_DOUBT, SURE_PARTIAL, MISSED)
WEIGHTS = {one.criterion: 1.0 for one in ALL}


def asked(scores, weights=WEIGHTS, probed=None):
    return [one.criterion for one in worth_asking(scores, weights, probed or {})]


def test_a_partial_the_judge_is_sure_of_is_open_and_one_between_two_labels_is_in_doubt():
    assert chance_met(SURE_PARTIAL) < chance_met(IN_DOUBT)
    assert asked(ALL) == ["missed", "sure"]


def test_what_is_not_scored_is_never_asked_about():
    unscored = CriterionScore(
        criterion="u", label=None, rating=None, points=None, confidence=0, explanation="-", unscored="why"
    )
    assert not worth_asking([unscored], {"u": 1.0}, {})
    assert not worth_deepening([unscored], {})


def test_the_weight_counts_and_so_does_what_was_asked_already():
    assert asked(ALL, {**WEIGHTS, "sure": 3.0}) == ["sure", "missed"]
    assert asked(ALL, probed={"missed": 1}) == ["sure", "missed"]
    assert asked(ALL, probed={"missed": 2}) == ["sure"]


def test_deeper_goes_to_what_is_in_doubt_then_to_what_is_least_met():
    assert [one.criterion for one in worth_deepening(ALL, {})] == ["doubt", "met", "clear"]
    assert [one.criterion for one in worth_deepening(ALL, {"doubt": 1})] == ["met", "clear"]


def test_the_scores_of_other_tests_are_told_apart():
    assert asked([scored("a", Label.MET), scored("b", Label.PARTIAL)], {"a": 1.0, "b": 1.0}) == ["b"]
