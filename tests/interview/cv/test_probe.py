"""The interviewer holds up what the CV says otherwise: once, with both quotes, and without a CV never."""

import pytest
from tests.interview.cv.cvs import CV, LINES
from tests.interview.rounds import QUESTION, begun, scores, then

from greenroom.interview.interviewer import reply
from greenroom.interview.personas import VOICES
from greenroom.interview.remark import Why
from greenroom.model.judgement import Label
from greenroom.model.mock import TurnKind
from greenroom.model.persona import Persona

FALSE = "I led a team of 14 engineers through the move to a shared feature store."


def said(done, text, label=Label.MISSED, cv=CV):
    done = then(done, TurnKind.ANSWER, text)
    answer = reply(done, QUESTION, scores(label), minutes_used=2, cv=cv)
    return then(done, answer.kind, answer.text, answer.about), answer


@pytest.mark.parametrize("persona", Persona)
def test_the_probe_quotes_both_and_asks_which_holds(persona):
    _, answer = said(begun(persona=persona), f"We paced it. {FALSE}", Label.MET)
    assert (answer.kind, answer.about) == (TurnKind.PROBE, "")
    assert f"“{LINES[2]}”" in answer.text
    assert f"“{FALSE}”" in answer.text
    assert answer.text.endswith(VOICES[persona].asks[Why.CV])


def test_it_goes_before_what_is_open_and_comes_once():
    done, answer = said(begun(), FALSE)
    assert "Your CV says for Kestrel Mobility:" in answer.text
    done, answer = said(done, "I joined Kestrel Mobility in 2015.")
    assert "Your CV says" not in answer.text


def test_without_a_cv_or_a_difference_the_round_is_as_ever():
    assert said(begun(), FALSE, cv=None)[1] == said(begun(), FALSE, cv=CV.model_copy(update={"jobs": ()}))[1]
    honest = "I led four engineers through the move to a shared feature store."
    assert said(begun(), honest)[1] == said(begun(), honest, cv=None)[1]
