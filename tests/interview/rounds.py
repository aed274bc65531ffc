"""Rounds and scores to try the interviewer on."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from greenroom.content.load import load_catalogue
from greenroom.model.judgement import CriterionScore, Label, Quote
from greenroom.model.mock import MockRound, Turn, TurnKind
from greenroom.model.persona import Persona

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUESTIONS = load_catalogue([Path(__file__).parents[2] / "packs"]).questions
QUESTION = next(q for q in QUESTIONS if q.slug == "ad-budgets-gone-by-noon")
_POINTS = {Label.MET: 0.9, Label.PARTIAL: 0.5, Label.MISSED: 0.05, Label.CONTRADICTED: 0.0}


def scored(criterion, label, *said):
    quotes = tuple(Quote(text=text, start=0, end=len(text)) for text in said)
    return CriterionScore(
        criterion=criterion, label=label, rating=3 if label is Label.MET else 1, points=_POINTS[label], confidence=0.9,
        evidence=quotes, explanation="-",
    )  # fmt: skip


def scores(label=Label.MISSED, question=QUESTION, /, **others):
    return tuple(scored(one.id, others.get(one.id, label)) for one in question.criteria)


def begun(question=QUESTION, minutes=45, persona=Persona.NEUTRAL):
    first = Turn(number=1, kind=TurnKind.QUESTION, text=question.statement, at=NOON)
    return MockRound(
        id="r1", question=question.slug, role=question.role, level=question.levels[0], minutes=minutes, started_at=NOON,
        persona=persona, turns=(first,),
    )  # fmt: skip


def then(done, kind, text="", about="", *, after=timedelta(minutes=1)):
    number = len(done.turns) + 1
    turn = Turn(number=number, kind=kind, text=text, about=about, at=done.turns[-1].at + after)
    return done.model_copy(update={"turns": (*done.turns, turn)})
