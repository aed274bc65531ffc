from pathlib import Path

import pytest

from greenroom.content.load import load_catalogue
from greenroom.interview.standard import rubric

QUESTIONS = load_catalogue([Path(__file__).parents[2] / "packs"]).questions


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_a_questions_rubric_keeps_criteria_order_and_weights(question):
    made = rubric(question)
    assert [(one.id, one.weight) for one in made.criteria] == [
        (one.id, one.weight) for one in question.criteria
    ]


def test_a_standard_fits_what_a_judge_reads_and_no_two_of_a_question_are_alike():
    for question in QUESTIONS:
        texts = [one.text for one in rubric(question).criteria]
        assert len(set(texts)) == len(texts)
        assert all(3 <= len(text.split()) <= 45 for text in texts), question.slug
