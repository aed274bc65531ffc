"""What a browser says of how an answer was spoken: read where it makes sense, left out where it does not."""

import json
from datetime import timedelta

import pytest
from tests.interview.rounds import begun, then

from greenroom.model.delivery import MOST_CHARACTERS, Delivery, delivery_of
from greenroom.model.mock import TurnKind

SENT = {"words": 130, "seconds": 52.4, "fillers": 3, "pauses": 1, "first_number": 8.2}


def test_pace_and_fillers_follow_from_what_was_measured():
    made = delivery_of(json.dumps(SENT))
    assert made == Delivery(**SENT)
    assert made.words_per_minute == 149
    assert made.fillers_per_hundred == 2.3
    assert delivery_of(made.model_dump_json()) == made


def test_no_number_is_no_time_to_it():
    assert delivery_of(json.dumps(SENT | {"first_number": None})).first_number is None


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "  ",
        "{",
        "null",
        "[]",
        '"spoken"',
        json.dumps(SENT | {"words": 0}),
        json.dumps(SENT | {"words": -5}),
        json.dumps(SENT | {"words": 10**6}),
        json.dumps(SENT | {"seconds": 0}),
        json.dumps(SENT | {"seconds": 10**5}),
        json.dumps(SENT).replace("52.4", "NaN"),
        json.dumps(SENT).replace("52.4", "Infinity"),
        json.dumps(SENT | {"pauses": -1}),
        json.dumps(SENT | {"first_number": "soon"}),
        json.dumps(SENT | {"charm": 10}),
        json.dumps({"words": 10}),
        json.dumps(SENT) + " " * MOST_CHARACTERS,
    ],
)
def test_what_makes_no_sense_is_left_out(sent):
    assert delivery_of(sent) is None


def test_a_paused_clock_does_not_run():
    done = then(begun(), TurnKind.ANSWER, "I would pace.", after=timedelta(minutes=8))
    assert done.minutes_used(done.turns[-1].at) == 8
    paused = done.model_copy(
        update={"turns": (done.turns[0], done.turns[1].model_copy(update={"paused": 180}))}
    )
    assert paused.minutes_used(paused.turns[-1].at) == 5
    longer = done.turns[1].model_copy(update={"paused": 10**6})
    assert done.model_copy(update={"turns": (done.turns[0], longer)}).minutes_used(done.turns[-1].at) == 0


def test_a_long_silence_of_which_most_was_paused_counts_what_was_not():
    done = then(begun(), TurnKind.ANSWER, "I would pace.", after=timedelta(minutes=30))
    assert done.minutes_used(done.turns[-1].at) == 0
    paused = done.turns[1].model_copy(update={"paused": 25 * 60})
    assert done.model_copy(update={"turns": (done.turns[0], paused)}).minutes_used(done.turns[-1].at) == 5
