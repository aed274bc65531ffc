"""What interviewers say in their own words."""

import re

import pytest
from tests.interview.rounds import QUESTION, QUESTIONS, begun, scored, then
from tests.interview.test_interviewer import CLAIMS, runs, texts_of

from greenroom.interview.interviewer import reply
from greenroom.interview.personas import VOICES
from greenroom.interview.remark import Remark, Why
from greenroom.model.judgement import Label
from greenroom.model.mock import TurnKind
from greenroom.model.persona import Persona

_JUDGES = re.compile(
    r"\b(?:good|great|excellent|exactly|right|correct|(?<!goes )wrong|nice|perfect|well done|bad answer|weak|strong|interesting|hmm|sadly|unfortunately)\b",
    re.IGNORECASE,
)
_NAMES_IT = re.compile(
    r"\b(?:roll\w*[ -]?back|monitor\w*|alert\w*|costs?|budget|price|guardrail|fallback)\b", re.IGNORECASE
)


def texts(persona):
    return (*VOICES[persona].lead_ins, *VOICES[persona].asks.values())


def sat(persona, question=QUESTION):
    done = begun(question, 10_000, persona)
    read = [scored(one.id, Label.PARTIAL, *CLAIMS) for one in question.criteria]
    while not done.is_over:
        done = then(done, TurnKind.ANSWER, " ".join(CLAIMS))
        said = reply(done, question, read, minutes_used=0)
        done = then(done, said.kind, said.text, said.about)
    return done


def test_every_persona_has_a_voice_with_all_kinds():
    assert set(VOICES) == set(Persona)
    assert all(set(voice.asks) == set(Why) for voice in VOICES.values())
    assert len({text for persona in Persona for text in texts(persona)}) == sum(
        len(texts(one)) for one in Persona
    )


@pytest.mark.parametrize("persona", Persona)
def test_no_kind_can_be_taken_for_another(persona):
    asks = list(VOICES[persona].asks.values())
    assert not [one for one in asks for other in asks if one is not other and other.endswith(one)]


@pytest.mark.parametrize("persona", Persona)
def test_no_text_shares_four_words_with_a_criterion_or_judges(persona):
    sought = set().union(*(runs(text) for q in QUESTIONS for c in q.criteria for text in texts_of(c)))
    for text in texts(persona):
        assert not runs(text) & sought, text
        assert not _JUDGES.search(text), text
    for why in (Why.TROUBLE, Why.GROWTH):
        assert not _NAMES_IT.search(VOICES[persona].asks[why])


@pytest.mark.parametrize("persona", Persona)
def test_a_pack_s_probe_is_said_as_written_after_a_lead_in_that_does_not_come_twice(persona):
    voice, led = VOICES[persona], []
    for question in QUESTIONS[::25]:
        written = {one.ask for one in question.followups}
        done = sat(persona, question)
        asked = done.of(TurnKind.PROBE, TurnKind.DEEPER)
        before = []
        for turn in asked:
            pack = [ask for ask in written if turn.text.endswith(ask)]
            assert pack or any(turn.text.endswith(ask) for ask in voice.asks.values())
            before += [turn.text.removesuffix(pack[0]).strip()] if pack else []
        before = [one for one in before if one]
        assert set(before) <= set(voice.lead_ins)
        assert len(before) == len(set(before))
        led += before
    assert bool(led) == bool(voice.lead_ins)


def test_personas_ask_in_another_order_about_the_same_criteria():
    rounds = {persona: sat(persona) for persona in Persona}
    assert len({tuple(turn.text for turn in done.of(TurnKind.PROBE)) for done in rounds.values()}) == len(
        Persona
    )
    ids = {one.id for one in QUESTION.criteria}
    assert all({turn.about for turn in done.of(TurnKind.PROBE)} <= ids for done in rounds.values())
    assert sat(Persona.BAR_RAISER) == rounds[Persona.BAR_RAISER]


def test_a_staff_engineer_asks_for_the_reason_before_a_hiring_manager_does():
    engineer, manager = sat(Persona.STAFF_ENGINEER), sat(Persona.HIRING_MANAGER)
    assert engineer.of(TurnKind.PROBE)[0].text.endswith(VOICES[Persona.STAFF_ENGINEER].asks[Why.REASON])
    assert manager.of(TurnKind.PROBE)[0].text.endswith(VOICES[Persona.HIRING_MANAGER].asks[Why.WHO])


def test_a_long_quote_is_cut():
    said = VOICES[Persona.NEUTRAL].asking(Remark(Why.WHO, ("word " * 50,)))
    assert said.count("word") == 30
    assert "...” Which part" in said
