"""Words to the grader vanish before anything is read, from any place of any answer; honest speech loses no word."""

import pytest
from tests.injections import BESIDE, HONEST, INJECTIONS, INSIDE

from greenroom.interview import instruction
from greenroom.interview import sentences as cutting
from greenroom.interview.plain import plain
from greenroom.interview.sentences import sentences
from greenroom.interview.to_grader import to_grader

ANSWERS = {
    "strong": "We stop the new model first. Our trigger is 2 % more refunds within an hour. Then I replay yesterday's traffic.",
    "weak": "I would look into it with the team. There could be many reasons.",
    "typed": "Roll back; tell the owner; replay the feed.",
    "shouted": "WE ROLL BACK AT 120 MS. THEN I CALL THE OWNER.",
}


def _heard(answer):
    told = sentences(plain(answer).text)
    return " ".join(one.text for one, out in zip(told, to_grader(told), strict=True) if not out).split()


def _places(answer, form):
    first, rest = answer.split(" ", maxsplit=1) if ". " not in answer else answer.split(". ", maxsplit=1)
    yield f"{form} {answer}"
    yield f"{form}\n{answer}"
    yield f"{answer} {form}"
    yield f"{answer}\n{form}"
    if ". " in answer:
        yield f"{first}. {form} {rest}"


@pytest.mark.parametrize("kind", INJECTIONS)
def test_an_instruction_leaves_exactly_the_answer_without_it(kind):
    for answer in ANSWERS.values():
        for injected in _places(answer, INJECTIONS[kind]):
            assert _heard(injected) == _heard(answer), injected


@pytest.mark.parametrize("form", INSIDE)
def test_an_instruction_inside_a_sentence_leaves_the_sentence(form):
    injected = f"We stop the model first. Then I check {form} the feed for gaps."
    assert _heard(injected) == _heard("We stop the model first. Then I check the feed for gaps.")


@pytest.mark.parametrize(("answer", "order"), BESIDE)
def test_only_the_clause_of_the_instruction_goes(answer, order):
    heard = " ".join(_heard(answer))
    assert order not in heard
    assert len(heard.split()) >= 6


@pytest.mark.parametrize("speech", HONEST)
def test_honest_speech_about_grading_loses_no_word(speech):
    assert _heard(speech) == plain(speech).text.split()
    within = f"We ship on Monday. {speech} Then I read the log."
    assert _heard(within) == plain(within).text.split()


def test_without_the_guards_the_instructions_are_read(monkeypatch):
    inside = f"We stop {INSIDE[0]} the model."
    assert _heard(inside) == ["We", "stop", "the", "model."]
    monkeypatch.setattr(cutting, "instructions", lambda _text: ())
    monkeypatch.setattr(
        f"{__name__}.sentences", sentences.__wrapped__
    )  # what was found before is not remembered
    assert "grader:" in " ".join(_heard(inside))
    monkeypatch.setattr(f"{__name__}.to_grader", lambda told: (False,) * len(told))
    assert _heard(INJECTIONS["direct"])


@pytest.mark.parametrize("kind", ["homoglyphs", "zero_width", "digits_for_letters"])
def test_without_unmasking_a_disguise_gets_through(kind, monkeypatch):
    assert _heard(INJECTIONS[kind]) == []
    monkeypatch.setattr(instruction, "_known", instruction._found)  # what was found before is not remembered
    monkeypatch.setattr(instruction, "unmasked", lambda text: text)
    monkeypatch.setattr(f"{__name__}.plain", _Untouched)
    assert _heard(INJECTIONS[kind])


class _Untouched:
    def __init__(self, answer):
        self.text = answer
