"""What the interviewer asks about handed-in code: two questions at most, between probes, never one twice."""

from __future__ import annotations

import pytest
from tests.interview.rounds import QUESTIONS, begun, scores, then

from greenroom.interview.interviewer import opening, reply
from greenroom.interview.on_code import MOST, bears_on, on_the_table
from greenroom.model.judgement import Label
from greenroom.model.mock import TurnKind
from greenroom.model.submission import CodeQuestion, Matter, Submission
from greenroom.model.verdict import CaseVerdict, Outcome, Verdict

ABOUT_CODE = [one for one in QUESTIONS if one.after_code and one.slug.startswith("talk-through-")]
DATA = next(one for one in ABOUT_CODE if one.slug == "talk-through-data-code")


def asking(*matters):
    return tuple(
        CodeQuestion(
            matter=matter,
            ask=f"Line {n} is “a{n}”. What of it, {matter}?",
            worth=0.9 - n / 10,
            line=n,
            quote=f"a{n}",
        )
        for n, matter in enumerate(matters, start=1)
    )


def submission(*matters, verdict=None, title="Merge sorted streams"):
    return Submission(
        id="s1",
        exercise="merge",
        title=title,
        code="a1\na2\na3\na4\n",
        verdict=verdict,
        questions=asking(*matters),
    )


def verdict(passed, count):
    cases = tuple(
        CaseVerdict(
            case=f"c{n}", why="-", shown=True, outcome=Outcome.PASSED if n < passed else Outcome.WRONG
        )
        for n in range(count)
    )
    return Verdict(cases=cases, sandbox="none")


def sat(question, code, rated=None, *, answers=8):
    """A round in which the same is answered to everything; the turns of the interviewer after the opening."""
    done = begun(question)
    for _ in range(answers):
        done = then(done, TurnKind.ANSWER, "I would look at it on the night.")
        said = reply(done, question, rated or scores(Label.MISSED, question), minutes_used=1, submission=code)
        done = then(done, said.kind, said.text, said.about)
        if done.is_over:
            break
    return done


@pytest.mark.parametrize("question", ABOUT_CODE, ids=lambda one: one.slug)
def test_two_are_asked_about_different_matters_with_something_else_between(question):
    done = sat(question, submission(Matter.TIME, Matter.TIME, Matter.MEMORY, Matter.FAILURE))
    kinds = [turn.kind for turn in done.turns if turn.kind not in {TurnKind.ANSWER, TurnKind.QUESTION}]
    assert kinds[0] is TurnKind.CODE
    assert kinds.count(TurnKind.CODE) == MOST
    assert kinds[1] is not TurnKind.CODE
    first, second = (turn.text for turn in done.of(TurnKind.CODE))
    assert first.split(",")[-1] != second.split(",")[-1]
    assert {turn.about for turn in done.of(TurnKind.CODE)} <= {one.id for one in question.criteria}


def test_nothing_is_asked_twice_and_the_same_round_is_the_same_again():
    done = sat(DATA, submission(Matter.TIME))
    assert len(done.of(TurnKind.CODE)) == 1
    assert done == sat(DATA, submission(Matter.TIME))


def test_what_bears_on_something_open_goes_first():
    rated = scores(Label.MET, DATA, layout=Label.MISSED)
    done = sat(DATA, submission(Matter.TIME, Matter.FAILURE, Matter.MEMORY), rated, answers=1)
    assert done.turns[-1].text.endswith("memory?")
    assert done.turns[-1].about == "layout"


def test_without_code_or_without_questions_nothing_is_asked_about_code():
    for code in (None, submission()):
        assert not sat(DATA, code).of(TurnKind.CODE)


def test_a_question_that_says_what_a_criterion_seeks_is_not_asked():
    sought = DATA.criteria[0].anchors.good
    told = CodeQuestion(matter=Matter.TIME, ask=f"Line 1 is “x”. {sought}?", worth=1, line=1, quote="x")
    code = submission(Matter.MEMORY).model_copy(update={"questions": (told, *asking(Matter.MEMORY))})
    assert [turn.text for turn in sat(DATA, code).of(TurnKind.CODE)] == [asking(Matter.MEMORY)[0].ask]


def test_the_opening_names_the_exercise_and_how_it_went_and_then_asks():
    done = opening(DATA, submission(verdict=verdict(7, 9)))
    assert done.text.endswith(DATA.statement)
    assert "Merge sorted streams" in done.text
    assert "7 of 9 tests pass" in done.text
    assert "every test" in on_the_table(submission(verdict=verdict(9, 9)))
    assert "test" not in on_the_table(submission(title="Merge"))
    assert opening(DATA).text == DATA.statement


@pytest.mark.parametrize(
    ("slug", "time", "memory"),
    [("data", "cost", "layout"), ("models", "time", "memory"), ("serving", "load", "held"), ("debugging", "repair", "repair"), ("assisted", "price", "price")],
)  # fmt: skip
def test_a_matter_bears_on_the_criterion_that_is_about_it(slug, time, memory):
    question = next(one for one in ABOUT_CODE if one.slug == f"talk-through-{slug}-code")
    assert bears_on(Matter.TIME, question).id == time
    assert bears_on(Matter.MEMORY, question).id == memory
