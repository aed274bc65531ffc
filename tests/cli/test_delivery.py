"""What a terminal says of how a round was spoken, which only a browser can measure."""

from tests.interview.rounds import begun, then

from greenroom.cli.delivery import show
from greenroom.cli.text import Page
from greenroom.model.delivery import Delivery
from greenroom.model.mock import TurnKind


def spoken(**measured):
    told = Delivery(words=130, seconds=52.4, fillers=3, pauses=1, **measured)
    done = then(then(begun(), TurnKind.ANSWER, "I would pace."), TurnKind.ANSWER, "Typed.")
    question, first, second = done.turns
    return done.model_copy(update={"turns": (question, first.model_copy(update={"delivery": told}), second)})


def test_each_spoken_turn_is_told_and_no_typed_one(capsys):
    show(Page(), None, spoken(first_number=8.2))
    said = " ".join(capsys.readouterr().out.split())
    assert (
        "Turn 2: 149 words a minute, 2.3 fillers in 100 words, pauses over two seconds: 1, the first number after 8 s."
        in said
    )
    assert "Turn 3" not in said
    assert "never part of a rating" in said


def test_an_answer_without_a_number_says_so(capsys):
    show(Page(), None, spoken())
    assert "no number" in capsys.readouterr().out
