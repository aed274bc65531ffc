"""A probe takes nothing for granted that nobody said."""

import pytest
from tests.interview.rounds import QUESTION, QUESTIONS, begun, scored, scores, then

from greenroom.interview.interviewer import reply
from greenroom.interview.presupposing import is_untrue, leans
from greenroom.interview.probes import probes
from greenroom.interview.remark import Why
from greenroom.model.judgement import Label
from greenroom.model.mock import TurnKind


@pytest.mark.parametrize(
    "ask",
    [
        "What exactly does that test assert?",
        "Errors, you say. Tell me one.",
        "You have scaled everything by one number. Who is paying too much now?",
        "You found a feature that differs. Why should I believe it?",
        "Why that share, and why the same in Estonian?",
        "You turn it off at the peak. Where do the calls go then?",
        "How do you know that?",
    ],
)
def test_what_needs_something_said_before_leans_on_it(ask):
    assert leans(ask)


@pytest.mark.parametrize(
    "ask",
    [
        "It is Monday. What do you know for certain about last Friday's payments?",
        "What do you say to the vendor on the phone?",
        "You have forty minutes with the first of them. What do you ask?",
        "The switch is thrown at five. What is in your data ten minutes after that?",
        "The head of cards asks whether his team has to. What do you say?",
        "How would you convince me that the labels are right?",
    ],
)
def test_a_scene_of_its_own_leans_on_nothing(ask):
    assert not leans(ask)


@pytest.mark.parametrize(
    ("ask", "said", "untrue"),
    [
        ("Errors, you say. Tell me one.", "I look at the errors of the week.", False),
        ("Errors, you say. Tell me one.", "I look at the whole flow.", True),
        ("You said many users. What is in their picture?", "Many users want people gone.", False),
        ("You asked if it's significant. Work it out.", "I would stop the test.", True),
        ("What would you do differently from what you have just told me?", "I would stop the test.", False),
        ("Take me through it.", "", False),
    ],
)
def test_words_are_put_in_nobody_s_mouth(ask, said, untrue):
    assert is_untrue(ask, said) is untrue


def _written(question, criterion, label, said="I would see."):
    read = scores(Label.MET, question, **{criterion: label})
    done = then(begun(question), TurnKind.ANSWER, said)
    return [one.text for one in probes(done, question, read) if one.why is None]


def test_where_nothing_was_said_only_probes_that_stand_by_themselves_are_asked():
    question = next(q for q in QUESTIONS if q.slug == "forty-workers-one-quota")
    leaning = "What exactly does that test assert?"
    assert leaning not in _written(question, "proof", Label.MISSED)
    assert leaning in _written(question, "proof", Label.PARTIAL)


def test_what_was_done_wrong_is_told_only_to_who_did_it():
    question = next(q for q in QUESTIONS if q.slug == "installs-that-pay-later")
    (wrong,) = [f.ask for f in question.followups if f.ask.startswith("You have scaled everything")]
    criterion = next(f.criterion for f in question.followups if f.ask == wrong)
    for label in (Label.MISSED, Label.PARTIAL):
        assert wrong not in _written(question, criterion, label)
    assert wrong in _written(question, criterion, Label.CONTRADICTED)


def test_what_the_candidate_was_told_is_not_held_up_as_theirs():
    question = next(q for q in QUESTIONS if q.slug == "analytics-agent-for-everyone")
    fact = "There are no labels for the questions that branch managers type."
    sheet = (question.sheet[0].model_copy(update={"tell": fact}),)
    for held, whys in ((sheet, []), ((), [Why.DENIAL])):
        asked = question.model_copy(update={"sheet": held})
        read = [scored(one.id, Label.MISSED) for one in asked.criteria[:-1]]
        read.append(scored(asked.criteria[-1].id, Label.PARTIAL, fact))
        found = list(probes(then(begun(asked), TurnKind.ANSWER, fact), asked, read))
        assert [one.why for one in found if one.why is Why.DENIAL] == whys


BUZZ = {
    "ad-budgets-gone-by-noon": "We would leverage a state-of-the-art real-time architecture with Kafka, Flink and Redis.",
    "card-fraud-at-checkout": "The threshold is optimised with cost-sensitive learning and Bayesian optimisation.",
    "two-hundred-drift-alerts": "I'd implement an observability platform: Evidently, Arize, Prometheus, Grafana, PagerDuty.",
    "one-feature-nine-definitions": "We'd adopt Feast with Databricks, dbt and Great Expectations.",
}


@pytest.mark.parametrize(("slug", "said"), BUZZ.items())
def test_names_in_place_of_an_answer_are_asked_for_their_reason_first(slug, said):
    question = next(q for q in QUESTIONS if q.slug == slug)
    done = then(begun(question), TurnKind.ANSWER, said)
    asked = reply(done, question, scores(Label.MISSED, question), minutes_used=1)
    assert asked.text == f"You said: “{said}” What decided it against the next best?"


def test_beside_an_answer_names_that_speak_to_nothing_open_are_left_alone():
    said = "I'd implement an observability platform: Evidently, Arize, Prometheus, Grafana, PagerDuty."
    done = then(begun(), TurnKind.ANSWER, said)
    read = scores(Label.MET, safety=Label.MISSED)
    assert Why.REASON not in [one.why for one in probes(done, QUESTION, read)]
