"""A lab that was played is talked through: real scenarios, a real store, the real judge."""

from __future__ import annotations

from itertools import count

import pytest
from tests.interview.rounds import NOON
from tests.service.test_interviews import interviews

from greenroom.errors import InputError
from greenroom.model.ladder import Level
from greenroom.model.mock import TurnKind
from greenroom.service.afterwards import Afterwards
from greenroom.service.debriefs import Debriefs
from greenroom.service.lab_talking import About, LabTalking
from greenroom.service.labs import Labs

SLUG = "first-week-on-call"
LINES = ("run-until alert", "rollback", "update Some customers are declined. More at nine.")
SAID = "The mismatch share was 0.6 and is usually 0.01; I would take back that one release and look again in two hours."


@pytest.fixture
def talking(tmp_path):
    rooms = interviews(tmp_path)
    return LabTalking(rooms, rooms.store)


@pytest.fixture
def labs(talking):
    ids = count(0xA00000000001)
    return Labs(
        talking.store,
        talking.interviews.judging.library,
        now=lambda: NOON,
        new_id=lambda: f"{next(ids):012x}",
    )


@pytest.fixture
def run(labs):
    begun = labs.start(SLUG, seed=3)
    for line in LINES:
        labs.do(begun, line)
    return begun


def talked(talking, done, text=SAID):
    while not done.is_over:
        done = talking.interviews.say(done.id, TurnKind.ANSWER, text, number=len(done.turns) + 1)
    return done


def test_the_round_is_on_the_lines_of_the_run_and_says_so(talking, run, labs):
    done = talking.talk(run, About.INCIDENT)
    assert (done.question, done.level) == ("what-you-saw-and-did", Level.MID)
    assert f"What you did in the lab “{labs.scenario(SLUG).title}” is in front of us" in done.turns[0].text
    table = talking.interviews.submission(done).lines
    assert [line.split("  ")[1] for line in table] == list(LINES)


def test_the_note_is_a_round_of_its_own_at_the_level_that_is_wanted(talking, run):
    told = talking.talk(run, About.INCIDENT)
    note = talking.talk(run, About.NOTE, Level.STAFF)
    assert (note.question, note.level) == ("the-note-afterwards", Level.STAFF)
    assert note.id != told.id
    with pytest.raises(InputError, match="is not asked at entry level"):
        talking.talk(run, About.NOTE, Level.ENTRY)


def test_the_open_round_is_taken_up_and_a_run_that_went_on_gets_a_new_one(talking, run, labs):
    begun = talking.talk(run, About.INCIDENT)
    assert talking.talk(run, About.INCIDENT) == begun
    assert talking.talk(run, About.INCIDENT, Level.STAFF).id != begun.id
    labs.do(run, "wait 1")
    later = talking.talk(run, About.INCIDENT)
    assert later.id != begun.id
    assert len(talking.interviews.submission(begun).lines) == len(LINES)
    assert len(talking.interviews.submission(later).lines) == len(LINES) + 1


def test_a_round_that_is_over_is_not_taken_up(talking, run):
    done = talked(talking, talking.talk(run, About.INCIDENT))
    assert talking.talk(run, About.INCIDENT).id != done.id


def test_a_run_in_which_nothing_was_done_or_all_was_undone_is_refused(talking, labs):
    run = labs.start(SLUG, seed=3, study=True)
    for lines in ((), ("wait 5", "undo")):
        for line in lines:
            labs.do(run, line)
        with pytest.raises(InputError, match="Nothing was done in this lab yet") as caught:
            talking.talk(run, About.INCIDENT)
        assert caught.value.code == "nothing_done"
        assert talking.interviews.rounds() == ()


@pytest.mark.parametrize("about", About)
def test_two_questions_are_about_the_play_and_hold_up_what_the_player_typed(talking, run, about):
    done = talked(talking, talking.talk(run, about))
    texts = [turn.text for turn in done.of(TurnKind.CODE)]
    assert len(texts) == len(set(texts)) == 2
    held = talking.interviews.submission(done)
    assert set(texts) <= {one.ask for one in held.questions}
    if about is About.INCIDENT:
        assert any("“rollback”" in text for text in texts)


def test_nothing_that_is_said_in_the_round_names_the_fault(talking, run):
    done = talked(talking, talking.talk(run, About.INCIDENT))
    spoken = " ".join(turn.text for turn in done.turns if turn.kind is not TurnKind.ANSWER)
    assert "unit-change" not in spoken
    assert "pin" not in spoken.split()


def test_the_debrief_has_the_lines_and_says_how_to_talk_again(talking, run):
    done = talked(talking, talking.talk(run, About.INCIDENT))
    read = Afterwards(Debriefs(talking.interviews)).read(done.id)
    assert read.submission.lines[1].split("  ")[1] == "rollback"
    command = f"greenroom lab talk --run {run.id}"
    assert read.submission.talked_by(done.question) == command
    assert read.submission.talked_by(talking.talk(run, About.NOTE).question) == f"{command} --note"


def test_a_round_whose_run_was_deleted_goes_on_without_it(talking, run):
    begun = talking.talk(run, About.INCIDENT)
    gone = begun.model_copy(update={"submission": f"lab:{run.id[:-1]}f:3"})
    assert talking.interviews.submission(gone) is None
    for wrong in (f"lab:{run.id}", f"lab:{run.id}:", f"lab:{run.id}:x", "lab::3"):
        assert talking.interviews.submissions.named(wrong) is None
