"""Code that was handed in is talked through: real exercises, a real store, the real judge; the verdicts are given, nothing runs."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import count

import pytest
import sqlalchemy as sa
from tests.interview.rounds import NOON
from tests.service.test_interviews import interviews

from greenroom.adapters.store import sqlite
from greenroom.errors import InputError
from greenroom.model.coding import CodingStep, StepKind
from greenroom.model.ladder import Level
from greenroom.model.mock import TurnKind
from greenroom.model.submission import lines_of
from greenroom.service.afterwards import Afterwards
from greenroom.service.coding import Coding
from greenroom.service.debriefs import Debriefs
from greenroom.service.talking import Talking

SLUG = "merge-sorted-streams"
ALL_AT_ONCE = "def merge(streams):\n    rows = [row for stream in streams for row in stream]\n    yield from sorted(rows, key=lambda row: row[0])\n"
SAID = "It goes through all records once and holds one of each stream; I would count what comes in and what goes out."


def room(folder):
    rooms, ids = interviews(folder), count()

    def no_grading():
        raise AssertionError("nothing is run")

    coding = Coding(
        store=rooms.store, library=rooms.judging.library, encoder=rooms.encoder, grading=no_grading, now=rooms.now,
        new_id=lambda: f"s{next(ids)}",
    )  # fmt: skip
    return Talking(rooms, coding)


@pytest.fixture
def talking(tmp_path):
    return room(tmp_path)


def hand_in(talking, code=ALL_AT_ONCE, slug=SLUG, name="s1"):
    step = CodingStep(id=name, exercise=slug, kind=StepKind.SUBMITTED, at=NOON + timedelta(days=1), code=code)
    talking.coding.store.add_coding_step(step)


def answer(talking, done, text=SAID):
    return talking.interviews.say(done.id, TurnKind.ANSWER, text, number=len(done.turns) + 1)


def talked(talking, done, text=SAID):
    while not done.is_over:
        done = answer(talking, done, text)
    return done


def test_without_a_submission_there_is_nothing_to_talk_about(talking):
    with pytest.raises(InputError, match="no code to talk about") as caught:
        talking.talk(SLUG)
    assert "greenroom code submit" in caught.value.hint


def test_it_is_talked_about_at_the_level_of_the_coding_round(talking):
    talking.coding.start(SLUG, Level.STAFF)
    hand_in(talking)
    assert talking.talk(SLUG).level is Level.STAFF


def test_a_talk_about_code_is_not_read_as_a_design(talking):
    hand_in(talking)
    read = Afterwards(Debriefs(talking.interviews)).read(talked(talking, talking.talk(SLUG)).id)
    assert read.debrief.signals == ()
    assert read.framing is None


def test_the_round_is_on_the_exercises_question_and_knows_the_submission(talking):
    hand_in(talking)
    done = talking.talk(SLUG, Level.SENIOR)
    assert (done.question, done.level, done.submission) == ("talk-through-data-code", Level.SENIOR, "s1")
    assert talking.coding.exercise(SLUG).title in done.turns[0].text
    assert talking.interviews.submission(done).code == ALL_AT_ONCE


def test_lines_of_the_submission_are_asked_about_twice_at_most_and_the_debrief_holds_the_code(talking):
    from greenroom.service.afterwards import Afterwards
    from greenroom.service.debriefs import Debriefs

    hand_in(talking)
    done = talked(talking, talking.talk(SLUG))
    texts = [turn.text for turn in done.of(TurnKind.CODE)]
    assert len(texts) == len(set(texts)) == 2
    lines = lines_of(ALL_AT_ONCE)
    quoted = [re.match(r"Line (\d+) is “(.*?)”\. ", text) for text in texts]
    assert all(one and one[2] == lines[int(one[1]) - 1].strip() for one in quoted)
    read = Afterwards(Debriefs(talking.interviews)).read(done.id)
    assert read.submission.code == ALL_AT_ONCE
    assert {card.judgement.scores[0].criterion for card in read.debrief.cards} == {"cost"}


def test_it_is_taken_up_again_until_it_is_over_or_something_newer_was_handed_in(talking):
    hand_in(talking)
    begun = answer(talking, talking.talk(SLUG))
    assert talking.talk(SLUG) == begun
    assert talking.talk(SLUG, begun.level).id == begun.id
    assert talking.talk(SLUG, Level.STAFF).id != begun.id
    hand_in(talking, "def merge(streams):\n    return []\n", name="s2")
    assert talking.talk(SLUG).submission == "s2"


def test_the_same_words_give_the_same_round(tmp_path):
    rounds = []
    for folder in ("a", "b"):
        talking = room(tmp_path / folder)
        hand_in(talking)
        rounds.append(talked(talking, talking.talk(SLUG)))
    assert rounds[0].turns == rounds[1].turns


def test_a_reply_that_a_crash_kept_from_being_made_is_the_one_it_would_have_been(tmp_path):
    straight, broken = room(tmp_path / "a"), room(tmp_path / "b")
    for one in (straight, broken):
        hand_in(one)
    told = answer(straight, straight.talk(SLUG))
    begun = broken.talk(SLUG)
    broken.interviews.keep(begun.id, TurnKind.ANSWER, SAID, number=2)  # and then the process is gone
    again = room(tmp_path / "b").interviews.resume(begun.id)
    assert [(one.kind, one.text, one.about) for one in again.turns] == [
        (one.kind, one.text, one.about) for one in told.turns
    ]


def test_a_round_whose_submission_was_deleted_goes_on_without_it(talking, tmp_path):
    hand_in(talking)
    begun = answer(talking, talking.talk(SLUG))
    engine = sqlite.engine_for(tmp_path / sqlite.FILE_NAME)
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM coding_steps"))
    assert talking.interviews.submission(begun) is None
    done = talked(talking, begun)
    assert len(done.of(TurnKind.CODE)) == 1
    assert done.is_over


def test_code_of_an_exercise_that_no_pack_has_any_more_is_still_talked_about(talking):
    hand_in(talking)
    done = talking.talk(SLUG)
    hand_in(talking, slug="an-exercise-of-yore", name="s9")
    held = talking.interviews.submissions.named("s9")
    assert held.title == "an-exercise-of-yore"
    assert held.questions
    assert done.submission == "s1"


@pytest.mark.parametrize(
    "code",
    ["def merge(streams)\n    return\n", "(" * 9_000, "# " + "é" * 199_990, "x = 1\n" * 33_000, "a\0b"],
    ids=range(5),
)
def test_wrong_broken_and_monstrous_code_can_be_talked_through(talking, code):
    hand_in(talking, code)
    done = talked(talking, talking.talk(SLUG))
    assert not done.of(TurnKind.CODE)
    assert done.of(TurnKind.PROBE)


def test_a_step_that_is_no_submission_is_none(talking):
    talking.coding.start(SLUG)
    (begun,) = talking.coding.round(SLUG).steps
    assert talking.interviews.submissions.named(begun.id) is None
    assert talking.interviews.submissions.named("") is None
