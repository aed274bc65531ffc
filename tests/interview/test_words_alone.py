"""Words without sentences, and what the interviewer told, are no answer."""

from pathlib import Path

import pytest

from greenroom.adapters.judge import EmbeddedReader
from greenroom.interview.echo import content_words, only_terms
from greenroom.interview.standard import rubric, told_of
from greenroom.model.judgement import Asked
from greenroom.model.question import ExemplarKind
from greenroom.service.judging import Judging
from greenroom.service.library import Library

LIBRARY = Library((Path(__file__).parents[2] / "packs",))
QUESTIONS = LIBRARY.catalogue.questions[::16]
JUDGING = Judging(EmbeddedReader(), LIBRARY)


def overall(question, answer):
    asked = Asked(
        question=question.statement, rubric=rubric(question), answer=answer, given=told_of(question)
    )
    return JUDGING.judge(asked).overall


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_the_words_of_the_anchors_are_no_answer(question):
    words = " ".join(content_words(" ".join(c.anchors.good for c in question.criteria)))
    assert overall(question, words) in {1, None}  # None: so few small words that it is taken for no English


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_what_was_told_said_back_is_no_answer(question):
    assert (overall(question, " ".join(fact.tell for fact in question.sheet)) or 1) <= 2


def test_no_graded_answer_is_taken_for_a_list_of_words():
    taken = [
        (question.slug, exemplar.kind)
        for question in LIBRARY.catalogue.questions
        for exemplar in question.exemplars
        if exemplar.kind is not ExemplarKind.ADVERSARIAL and only_terms(exemplar.text)
    ]
    assert taken == []


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (
            "chargebacks delay threshold block allow challenge latency 100 ms p99 streaming counters fallback",
            True,
        ),
        ("Rollback, threshold, canary, shadow, drift, recall, precision, latency, cost.", True),
        ("labels 30 d late, so train on >35 d old; roll back at p95 > 120 ms, on-call decides", False),
        ("We roll back at 120 ms and the on-call engineer decides.", False),
        ("Rollback threshold.", False),
    ],
)
def test_a_list_of_words_is_told_from_notes(text, alone):
    assert only_terms(text) is alone


@pytest.mark.parametrize(
    "junk", ["word " * 500, "bla " * 3000, "latency drift canary rollback recall precision " * 40]
)
def test_words_without_sentences_beside_an_answer_take_nothing_from_it(junk):
    question = next(q for q in LIBRARY.catalogue.questions if q.slug == "card-fraud-at-checkout")
    strong = question.exemplars[0].text
    judging = Judging(EmbeddedReader(), LIBRARY)

    def overall(text):
        return judging.judge(Asked(question=question.statement, rubric=rubric(question), answer=text)).overall

    assert overall(f"{strong}\n\n{junk.strip()}.") == overall(strong) >= 3


def test_a_sentence_said_again_and_again_is_said_once():
    question = next(q for q in LIBRARY.catalogue.questions if q.slug == "card-fraud-at-checkout")
    sentence = "I would roll back at once when the false positive rate doubles."
    judging = Judging(EmbeddedReader(), LIBRARY)
    once, often = (
        judging.judge(Asked(question=question.statement, rubric=rubric(question), answer=text))
        for text in (sentence, f"{sentence} " * 200)
    )
    assert [s.points for s in often.scores] == pytest.approx([s.points for s in once.scores], abs=0.02)
