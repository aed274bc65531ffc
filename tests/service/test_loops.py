"""A loop over days: its rounds, their order, two windows, and the debrief over all of them."""

import random

import pytest
from tests.service.test_interviews import JUDGING, interviews

from greenroom.errors import InputError
from greenroom.model.ladder import Level, Role
from greenroom.model.mock import TurnKind
from greenroom.service.debriefs import Debriefs
from greenroom.service.loops import Loops

ROLE, LEVEL = Role.AI_ENGINEER, Level.SENIOR
CATALOGUE = JUDGING.library.catalogue


@pytest.fixture
def loops(tmp_path):
    return Loops(Debriefs(interviews(tmp_path)))


def sat(loops, loop_id):
    """Sit the next round with its strong answer."""
    rooms = loops.interviews
    done = loops.next_round(loop_id)
    done = rooms.say(
        done.id,
        TurnKind.ANSWER,
        "We ship on Monday because the queue doubles, and I take it back at 2 percent.",
        number=2,
    )
    return rooms.say(done.id, TurnKind.STOP, "", number=len(done.turns) + 1)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("level", [Level.MID, Level.SENIOR, Level.DIRECTOR])
def test_a_loop_has_every_round_held_at_the_level_with_a_question_for_it(loops, role, level):
    held = [one.id for one in CATALOGUE.loops[role].rounds_at(level)]
    if not held:
        with pytest.raises(InputError):
            loops.start(role, level, random.Random(1))
        return
    loop = loops.start(role, level, random.Random(1))
    questions = {one.slug: one for one in (*CATALOGUE.questions, *CATALOGUE.roleplays)}
    assert [slot.focus for slot in loop.slots] == held
    for slot in loop.slots:
        chosen = questions[slot.question]
        assert (chosen.role, chosen.round) == (role, slot.focus)
        assert level in chosen.levels
    assert loops.loop(loop.id) == loop


def test_rounds_follow_each_other_and_an_open_one_is_taken_up_again(loops):
    loop = loops.start(ROLE, LEVEL, random.Random(1))
    first = loops.next_round(loop.id)
    assert loops.next_round(loop.id) == first
    sat(loops, loop.id)
    second = loops.next_round(loop.id)
    assert second.question == loop.slots[1].question
    assert loops.rounds(loops.loop(loop.id))[2:] == (None,) * (len(loop.slots) - 2)


def test_all_rounds_come_to_an_end_and_the_committee_reads_them_together(loops):
    loop = loops.start(ROLE, LEVEL, random.Random(1))
    with pytest.raises(InputError, match="nothing to rate"):
        loops.debrief(loop)
    for _ in loop.slots:
        sat(loops, loop.id)
    assert loops.next_round(loop.id) is None
    read = loops.debrief(loops.loop(loop.id))
    assert len(read.rounds) == len(loop.slots)
    assert {card.round for card in read.cards} == set(read.rounds)
    assert read.recommendation is not None


def test_a_role_play_is_a_round_of_a_loop_and_the_committee_reads_it_too(loops):
    role, level = Role.ML_ENGINEERING_MANAGER, Level.SENIOR
    plays = {one.slug: one for one in CATALOGUE.roleplays}
    drawn = [loops.start(role, level, random.Random(seed)) for seed in range(8)]
    loop = next(one for one in drawn if any(slot.question in plays for slot in one.slots))
    assert not all(slot.question in plays for one in drawn for slot in one.slots)
    while True:
        done = loops.next_round(loop.id)
        if done.is_roleplay:
            break
        loops.interviews.say(done.id, TurnKind.STOP, "", number=2)
    rooms = loops.interviews
    done = rooms.say(done.id, TurnKind.ANSWER, "This is on me: I signed it, and there was no test.", number=3)
    rooms.say(done.id, TurnKind.STOP, "", number=len(done.turns) + 1)
    read = loops.debrief(loops.loop(loop.id))
    assert read.rounds == (done.id,)
    assert [score.criterion for score in read.cards[0].judgement.scores] == [
        one.id for one in plays[done.question].criteria
    ]
    assert read.signals == ()
    named = dict(zip((slot.round_id for slot in loops.loop(loop.id).slots), loops.titles(loop), strict=True))
    assert named[done.id][1] == plays[done.question].title


def test_two_windows_begin_one_round(loops, tmp_path):
    loop = loops.start(ROLE, LEVEL, random.Random(1))
    other = Loops(Debriefs(interviews(tmp_path)))
    stale = loops.loop(loop.id)
    begun = other.next_round(loop.id)
    assert loops.interviews.store.fill_slot(stale.id, 1, begun.id) is False
    assert loops.next_round(loop.id).id == begun.id


def test_a_deleted_round_frees_its_slot_and_a_deleted_loop_keeps_its_rounds(loops):
    loop = loops.start(ROLE, LEVEL, random.Random(1))
    begun = loops.next_round(loop.id)
    loops.interviews.delete(begun.id)
    assert loops.loop(loop.id).slots[0].round_id is None
    again = loops.next_round(loop.id)
    loops.delete(loop.id)
    assert loops.loops() == ()
    assert loops.interviews.round(again.id)
    with pytest.raises(InputError, match="no loop"):
        loops.loop(loop.id)
