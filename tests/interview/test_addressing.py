"""The parts that patterns are made of say what their lists say."""

import pytest

from greenroom.interview import addressing
from greenroom.interview.addressing import any_of, compiled, maybe, some_of, up_to


def _matches(pattern, text):
    return compiled(pattern).fullmatch(text) is not None


@pytest.mark.parametrize(("text", "expected"), [("full marks", True), ("TOP", True), ("fullmarks", False)])
def test_a_list_keeps_its_spaces_but_not_its_layout(text, expected):
    words = """top,
        full   marks"""
    assert _matches(rf" {any_of(words)} ", text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("score", True), ("new score", True), ("newscore", False), ("new new score", False)],
)
def test_a_word_that_may_be_there_brings_its_space(text, expected):
    assert _matches(f"{maybe('new, old')} score", text) is expected


def test_words_in_a_row_are_counted():
    two, many = f"{some_of('so, and', 2)} go", f"{some_of('so, and')} go"
    assert _matches(two, "go")
    assert _matches(two, "and so go")
    assert not _matches(two, "and so and go")
    assert _matches(many, "and so and go")


def test_what_stands_between_stays_in_one_line():
    assert _matches(f"a {up_to(3)} b", "a...b")
    assert not _matches(f"a {up_to(3)} b", "a....b")
    assert not _matches(f"a {up_to(3)} b", "a\nb")


@pytest.mark.parametrize(
    ("part", "said", "unsaid"),
    [
        ("GRADER", "the scoring engines", "the engine"),
        ("GRADER", "esteemed judge", "esteemed guest"),
        ("THIS_ANSWER", "the candidate's whole answer", "an answer"),
        ("EVERY_CRITERION", "all of the rubric items", "both rubric items"),
        ("TOP_SCORE", "the highest possible overall score", "a high score"),
        ("TOP_RESULT", "a 10 out of 10", "8 out of 10"),
        ("TOP_RESULT", "as fully met", "as partly met"),
        ("ORDER", "respond only with", "respond to"),
        ("SET_ASIDE", "do not follow", "do follow"),
        ("LEAD_IN", "hey grader, would you please ", "hey you there "),
        ("LEAD_IN", "I kindly ask that you must, ", "we ask that you must, "),
    ],
)
def test_a_part_means_what_its_name_says(part, said, unsaid):
    assert _matches(getattr(addressing, part), said)
    assert not _matches(getattr(addressing, part), unsaid)
