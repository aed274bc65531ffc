"""What candidates ask, and what the sheet has on it."""

import numpy as np
import pytest
from tests.interview.rounds import QUESTION

from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.interview.asking import (
    NOT_ON_SHEET,
    NOTHING_MORE,
    Answered,
    answers_back,
    facts_for,
    is_ask,
    questions_in,
    told,
)
from greenroom.interview.kinds_of_fact import of_the_kind
from greenroom.interview.nearness import nearness, shared

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
    assert fact in [one.id for one in facts_for(ask, QUESTION.sheet, ENCODER).facts]


@pytest.mark.parametrize(
    "ask", ["What is for lunch?", "Do you like working here?", "Which cloud region is the data lake in?"]
)
def test_what_is_not_on_the_sheet_is_not_told(ask):
    assert facts_for(ask, QUESTION.sheet, ENCODER).facts == ()


def test_an_empty_sheet_has_nothing():
    assert facts_for("How many users?", (), ENCODER) == Answered()


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
    assert told(Answered(), ask) == NOT_ON_SHEET


@pytest.mark.parametrize(
    ("ask", "parts"),
    [
        ("How many users, and what's the latency?", ["How many users", "what's the latency?"]),
        ("Who sets the bid and who pays?", ["Who sets the bid", "who pays?"]),
        ("How many? When?", ["How many?", "When?"]),
        ("What are the budget and the deadline?", ["What are the budget and the deadline?"]),
        ("Do you know how many there are?", ["Do you know how many there are?"]),
    ],
)
def test_questions_in_one_sentence_are_told_apart(ask, parts):
    assert questions_in(ask) == parts


def test_two_facts_asked_for_in_one_sentence_are_both_told():
    ask = "How many campaigns do we run, and is it a first-price or a second-price auction?"
    assert [one.id for one in facts_for(ask, QUESTION.sheet, ENCODER).facts] == ["scale", "mechanism"]


def test_between_two_facts_as_near_as_each_other_none_is_told():
    fact = QUESTION.sheet[0]
    twins = (fact, fact.model_copy(update={"id": "twin"}))
    assert facts_for(fact.asks[0], (fact,), ENCODER).facts == (fact,)
    assert facts_for(fact.asks[0], twins, ENCODER) == Answered((), (twins,))


def test_a_word_that_few_facts_have_counts_more_than_one_that_all_have():
    facts = [
        QUESTION.sheet[0].model_copy(update={"about": about, "asks": ("?",), "tell": tell})
        for about, tell in [
            ("campaign price", "campaign"),
            ("campaign traffic", "campaign"),
            ("campaign", "-"),
        ]
    ]
    (row,) = shared(["campaign traffic"], facts)
    assert row[1] == 1.0
    assert row[1] > row[0] >= row[2] > 0
    assert shared(["of the"], facts).tolist() == [[0.0, 0.0, 0.0]]


def test_a_fact_is_nearest_to_its_own_words():
    asked = [fact.asks[0] for fact in QUESTION.sheet]
    near = nearness(asked, QUESTION.sheet, ENCODER)
    assert near.shape == (len(asked), len(QUESTION.sheet))
    assert near.argmax(axis=1).tolist() == list(range(len(asked)))


class Between:
    """An encoder to which every text is alike."""

    name = "between"

    def encode(self, texts):
        return np.ones((len(texts), 1), dtype=np.float32)


def test_where_two_facts_could_be_meant_the_interviewer_asks_back_and_tells_neither():
    found = facts_for("And that one?", QUESTION.sheet[:2], Between())
    assert found.facts == ()
    ((one, other),) = found.unclear
    said = told(found, "And that one?")
    assert said == f"Do you mean {one.about}, or {other.about}?"
    assert one.tell not in said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("I mean the help articles. And in which languages do customers write?", True),
        ("Sorry, I'm asking about the cost of one call.", True),
        ("Both, please.", True),
        ("I would pace by expected spend.", False),
        ("The help articles are the first thing I would index.", False),
        ("I mean " + "so many words " * 40, False),
    ],
)
def test_what_was_meant_is_still_part_of_asking(text, meant):
    assert answers_back(text, "Do you mean what it costs, or how long it takes?") is meant
    assert not answers_back(text, "What would you do first?")


class Far:
    """An encoder to which no text is near another but those it was told of."""

    name = "far"

    def __init__(self, *, nearness):
        self.nearness = nearness  # of everything

    def encode(self, texts):
        one = np.array([1.0, 0.0], dtype=np.float32)
        other = np.array([self.nearness, (1 - self.nearness**2) ** 0.5], dtype=np.float32)
        return np.stack([one if text.endswith("?!") else other for text in texts])


def fact(about, tell="It is so."):
    return QUESTION.sheet[0].model_copy(
        update={"id": about.replace(" ", "-"), "about": about, "asks": ("-",), "tell": tell}
    )


SHEET = (fact("users per day"), fact("time one may wait", "200 milliseconds."), fact("who was asked"))


@pytest.mark.parametrize(
    ("ask", "place"),
    [
        ("How many people use it a day?!", 0),
        ("What is the traffic?!", 0),
        ("What latency do we have to hit?!", 1),
        ("What is the response time?!", 1),
    ],
)
def test_a_fact_of_the_kind_asked_for_is_found_in_other_words(ask, place):
    kinds = of_the_kind(ask, (*SHEET[:1], fact("waiting time", "200 milliseconds."), SHEET[2]))
    assert kinds == {place}


def test_the_kind_is_read_off_the_units_where_no_heading_has_it():
    assert of_the_kind(
        "What latency do we have to hit?", (SHEET[0], fact("answers", "200 milliseconds."))
    ) == {1}


def test_a_kind_that_most_of_a_sheet_has_says_nothing():
    assert of_the_kind("What does it cost?", [fact(f"price of {one}") for one in "abcd"]) == frozenset()
    assert of_the_kind("Do you like it here?", SHEET) == frozenset()


def test_a_fact_of_the_kind_is_asked_back_where_no_words_are_near():
    sheet = (fact("price of a call"), *SHEET[1:])
    ((one, _),) = facts_for("Is it expensive?!", sheet, Far(nearness=0.1)).unclear
    assert one is sheet[0]
    assert facts_for("Is it pretty?!", sheet, Far(nearness=0.1)) == Answered()


def test_nothing_is_told_for_its_kind_alone():
    assert not facts_for("Is it expensive?!", (fact("price of a call"), *SHEET[1:]), Far(nearness=0.1)).facts


@pytest.mark.parametrize(
    "text", ["Who is the CEO?", "Is remote work allowed?", "What is the colour of the logo?"]
)
def test_what_no_fact_is_about_is_told_for_no_kind(text):
    assert facts_for(text, QUESTION.sheet, ENCODER).facts == ()
