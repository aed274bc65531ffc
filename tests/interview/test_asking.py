"""What candidates ask, and what the sheet has on it."""

import pytest
from tests.interview.rounds import QUESTION

from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.interview.asking import NOT_ON_SHEET, NOTHING_MORE, facts_for, is_ask, told

ENCODER = MiniLmEncoder()


@pytest.mark.parametrize(
    "text", ["How many campaigns are there?", "Who sets the bid? And is it second price?"]
)
def test_questions_alone_are_an_ask(text):
    assert is_ask(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I would pace it. Is that what you mean?",
        "Why pace at all? " * 30,
        "how would I do it, well I would pace it",
    ],
)
def test_what_holds_more_than_questions_is_an_answer(text):
    assert not is_ask(text)


@pytest.mark.parametrize(
    ("ask", "fact"),
    [
        ("How many campaigns do we run?", "scale"),
        ("Is it a first-price or a second-price auction?", "mechanism"),
        ("Who pays when we overshoot a budget?", "overspend"),
    ],
)
def test_the_fact_that_was_asked_for_is_found(ask, fact):
    assert fact in [one.id for one in facts_for(ask, QUESTION.sheet, ENCODER)]


@pytest.mark.parametrize(
    "ask", ["What is for lunch?", "Do you like working here?", "Which cloud region is the data lake in?"]
)
def test_what_is_not_on_the_sheet_is_not_told(ask):
    assert facts_for(ask, QUESTION.sheet, ENCODER) == ()


def test_an_empty_sheet_has_nothing():
    assert facts_for("How many users?", (), ENCODER) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Please tell me how many campaigns there are.",
        "do we have a budget",
        "I'd like to know who sets the bid",
    ],
)
def test_an_ask_needs_no_question_mark(text):
    assert is_ask(text)


@pytest.mark.parametrize(
    "text", ["How I would do it: pace by spend.", "What matters is the budget.", "Is what I would do."]
)
def test_an_answer_that_begins_like_a_question_is_none(text):
    assert not is_ask(text)


def test_each_fact_is_told_with_what_it_is_about_and_what_is_missing_is_said():
    ask = "How many campaigns do we run? What is for lunch?"
    said = told(facts_for(ask, QUESTION.sheet, ENCODER), ask)
    assert said.startswith("On campaigns and auction volume: 220,000")
    assert said.endswith(NOTHING_MORE)
    assert told((), ask) == NOT_ON_SHEET
