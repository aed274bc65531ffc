"""What an interviewer has of a play, and what could be asked about it: nothing is given away, and the lines are those that were typed."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import pytest
from tests.interview.rounds import NOON
from tests.labs.playing import session

from greenroom.content.load import load_catalogue
from greenroom.interview.on_code import bears_on, on_code
from greenroom.labs.recounting import questions, recounted
from greenroom.model.lab_kinds import FAULTS, Fault, SystemKind
from greenroom.model.mock import MockRound, Turn, TurnKind
from greenroom.model.submission import Matter, Submission, Table, lines_of

PACKS = Path(__file__).parents[2] / "packs"
SEEN = ("run-until alert", "query score_psi 48")
PLAYS = {
    "nothing": (),
    "looked": SEEN,
    "waited": ("run-until alert", "wait 20"),
    "changed": (*SEEN, "rollback", "query score_psi 24"),
    "changed-twice": ("rollback", "wait 1", "threshold 0.3"),
    "told": (*SEEN, "update Some customers are declined. More at nine."),
}
WHERE = {Matter.SIGHT: "sight", Matter.CAUSE: "cause", Matter.ACTION: "act", Matter.TELLING: "telling"}
OF_THE_NOTE = {
    Matter.SIGHT: "timeline",
    Matter.CAUSE: "cause",
    Matter.ACTION: "repair",
    Matter.TELLING: "impact",
}


def asks(of, matter=None):
    return [one.ask for one in questions(of) if matter in {None, one.matter}]


@pytest.mark.parametrize("play", PLAYS)
@pytest.mark.parametrize("fault", [fault for fault in FAULTS[SystemKind.PAYMENTS] if fault is not Fault.NONE])
def test_neither_the_fault_nor_its_component_is_named_before_the_player_did(fault, play):
    of = session(fault, *PLAYS[play])
    component, _ = of.truth
    for ask in asks(of):
        for secret in (component.value, fault.value, fault.value.replace("-", " ")):
            assert not re.search(rf"\b{re.escape(secret)}\b", ask), ask


def test_what_was_concluded_is_held_up_right_or_wrong():
    for said in ("features unit-change", "trainer immature-labels"):
        of = session(Fault.UNIT_CHANGE, *SEEN, f"conclude {said}")
        (ask,) = asks(of, Matter.CAUSE)
        assert (
            ask
            == f"You concluded “{said}”. What else would have looked the same at first, and what ruled it out?"
        )


@pytest.mark.parametrize("play", PLAYS)
def test_the_same_play_gives_the_same_questions_and_those_worth_most_come_first(play):
    first, again = (session(Fault.UNIT_CHANGE, *PLAYS[play]) for _ in range(2))
    assert questions(first) == questions(again)
    assert recounted(first) == recounted(again)
    worth = [one.worth for one in questions(first)]
    assert worth == sorted(worth, reverse=True)
    assert len(worth) >= 4


def test_every_question_about_a_line_has_that_lines_number_and_no_line_has_two():
    lines = ("run-until alert", "think 2", "rollback", "think 1", "wait 20", "threshold 0.3")
    of = session(Fault.UNIT_CHANGE, *lines)
    table = recounted(of)
    assert [row.split("  ")[1] for row in table] == [one for one in lines if not one.startswith("think")]
    quoted = [one for one in questions(of) if one.line]
    assert {one.quote for one in quoted} == {"rollback", "wait 20", "threshold 0.3"}
    assert all(f"  {one.quote}  ->" in table[one.line - 1] for one in quoted)
    assert len({one.line for one in quoted}) == len(quoted)


def test_an_update_of_several_lines_is_one_line_on_the_table():
    of = session(Fault.NONE, "update It is slow.\r\nMore at nine.\n\nBye.", "rollback")
    table = recounted(of)
    assert len(lines_of("\n".join(table))) == len(table) == 2
    assert "update It is slow. More at nine. Bye.  ->" in table[0]
    (held,) = [one for one in questions(of) if one.line]
    assert held.line == 2
    assert "“It is slow. More at nine. Bye.”" in asks(of, Matter.TELLING)[0]


def test_one_change_that_nobody_looked_after_is_asked_about_twice_but_marked_once():
    found = [
        one for one in questions(session(Fault.UNIT_CHANGE, *SEEN, "rollback")) if one.matter is Matter.ACTION
    ]
    assert len(found) == 2
    assert [one.line for one in found] == [3, 0]
    assert "What did you expect to see after it" in found[0].ask
    assert "How did you know how it stood?" in found[1].ask


def test_a_change_made_blind_is_worth_more_than_one_after_a_look():
    blind, after = (
        max(one.worth for one in questions(session(Fault.UNIT_CHANGE, *lines)) if one.matter is Matter.ACTION)
        for lines in (("rollback", "query score_psi 48"), ("query score_psi 48", "rollback"))
    )
    assert blind > after


def test_where_nothing_was_done_concluded_or_told_the_questions_do_not_claim_it():
    of = session(Fault.UNIT_CHANGE, "status")
    assert asks(of, Matter.ACTION) == [
        "You changed nothing so far. Which change lay nearest, and what held you back from it?"
    ]
    assert asks(of, Matter.CAUSE)[0].startswith("You have named no cause.")
    assert asks(of, Matter.TELLING)[0].startswith("Nobody outside heard of it from you.")
    assert "no alert has reached you" in asks(of, Matter.SIGHT)[0]


def test_only_alerts_up_to_now_are_spoken_of_and_none_that_were_muted():
    of = session(Fault.UNIT_CHANGE, "run-until alert")
    metric = of.alerts[0].metric
    assert metric in asks(of, Matter.SIGHT)[0]
    muted = session(Fault.UNIT_CHANGE, "mute", "run-until alert")
    assert muted.now_h > muted.alerts[0].at_h
    assert all(alert.metric not in asks(muted, Matter.SIGHT)[0] for alert in muted.alerts)
    late = session(Fault.UNIT_CHANGE, "run-until alert", "mute")
    assert metric in asks(late, Matter.SIGHT)[0]
    again = session(Fault.UNIT_CHANGE, "mute", f"wait {of.now_h + 2:.2f}", "unmute")
    assert metric in asks(again, Matter.SIGHT)[0]


def test_a_long_wait_while_something_alerts_is_asked_about_and_one_in_quiet_is_not():
    assert (
        "What were you waiting for"
        in asks(session(Fault.UNIT_CHANGE, "run-until alert", "wait 20"), Matter.CAUSE)[1]
    )
    assert len(asks(session(Fault.NONE, "wait 20"), Matter.CAUSE)) == 1
    assert asks(session(Fault.UNIT_CHANGE, "run-until alert", "think 20"), Matter.CAUSE)[1:] == []


@pytest.mark.parametrize(
    ("slug", "where"), [("what-you-saw-and-did", WHERE), ("the-note-afterwards", OF_THE_NOTE)]
)
def test_questions_about_a_lab_bear_on_the_criteria_they_are_about(slug, where):
    question = next(one for one in load_catalogue([PACKS]).questions if one.slug == slug)
    assert {matter: bears_on(matter, question).id for matter in where} == where


@pytest.mark.parametrize("slug", ["what-you-saw-and-did", "the-note-afterwards"])
def test_every_question_about_a_lab_can_be_asked_without_telling_a_criterion(slug):
    question = next(one for one in load_catalogue([PACKS]).questions if one.slug == slug)
    begun = MockRound(
        id="a", question=slug, role=question.role, level=question.levels[0], minutes=9, started_at=NOON,
        turns=(Turn(number=1, kind=TurnKind.QUESTION, text="Tell me.", at=NOON),),
    )  # fmt: skip
    numbers = count()
    for play in PLAYS.values():
        for one in questions(session(Fault.UNIT_CHANGE, *play)):
            table = Submission(
                id=f"lab:{next(numbers)}",
                kind=Table.RUN,
                exercise="a-lab",
                title="A lab",
                code="",
                questions=(one,),
            )
            assert on_code(begun, question, (), table) == (one.ask, bears_on(one.matter, question).id)
