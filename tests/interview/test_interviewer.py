"""What the interviewer says next."""

from datetime import timedelta

import pytest
from tests.interview.rounds import QUESTION, QUESTIONS, begun, scored, scores, then

from greenroom.interview.interviewer import DONE, NO_TIME, STOPPED, opening, reply
from greenroom.model.judgement import Label
from greenroom.model.mock import TurnKind

SAID = "I would spread it over the day."


def played(question, read, *, minutes=10_000):
    """A whole round in which every answer is read as `read`."""
    done = begun(question, minutes)
    while not done.is_over:
        done = then(done, TurnKind.ANSWER, SAID, after=timedelta(seconds=30))
        said = reply(done, question, read, minutes_used=0.0)
        done = then(done, said.kind, said.text, said.about)
        assert len(done.turns) < 40
    return done


def test_a_round_opens_with_the_statement_and_nothing_else():
    assert opening(QUESTION).text == QUESTION.statement


@pytest.mark.parametrize("label", [Label.MISSED, Label.PARTIAL, Label.CONTRADICTED])
@pytest.mark.parametrize("question", QUESTIONS[::20], ids=lambda q: q.slug)
def test_a_poor_answer_is_probed_without_asking_twice_and_ends(question, label):
    done = played(question, scores(label, question))
    probes = [turn.text for turn in done.of(TurnKind.PROBE)]
    assert 3 <= len(probes) <= 6
    assert len(set(probes)) == len(probes)
    assert [turn.text for turn in done.of(TurnKind.CHANGE)] == [question.change.say]
    assert done.turns[-1].text == DONE


def test_what_is_met_is_never_probed():
    done = played(QUESTION, scores(Label.MISSED, objective=Label.MET, controller=Label.MET))
    assert {turn.about for turn in done.of(TurnKind.PROBE)} <= {"safety", "test"}


def test_a_perfect_answer_still_meets_the_change():
    done = played(QUESTION, scores(Label.MET))
    assert not done.of(TurnKind.PROBE)
    assert done.of(TurnKind.CHANGE)


def test_the_heaviest_gap_is_asked_first():
    done = then(begun(), TurnKind.ANSWER, SAID)
    said = reply(done, QUESTION, scores(Label.MISSED, safety=Label.PARTIAL), minutes_used=1)
    assert said.about == max(QUESTION.criteria, key=lambda one: one.weight).id


@pytest.mark.parametrize(
    ("label", "when"), [(Label.MISSED, "missing"), (Label.PARTIAL, "vague"), (Label.CONTRADICTED, "wrong")]
)
def test_a_probe_suits_how_the_answer_fell_short(label, when):
    for question in QUESTIONS:
        for followup in question.followups:
            if followup.when != when:
                continue
            read = scores(Label.MET, question, **{followup.criterion: label})
            said = reply(then(begun(question), TurnKind.ANSWER, SAID), question, read, minutes_used=0)
            suiting = [
                f.ask for f in question.followups if f.criterion == followup.criterion and f.when == when
            ]
            assert said.text in suiting


def test_a_vague_claim_is_quoted_back():
    read = [one for one in scores(Label.MET) if one.criterion != "controller"]
    claim = "The controller reacts much faster than the old one."
    read.append(scored("controller", Label.PARTIAL, claim))
    said = reply(then(begun(), TurnKind.ANSWER, claim), QUESTION, read, minutes_used=0)
    assert said.text == f"You said: “{claim}” How much is that, and against what?"


def test_a_figure_is_not_called_vague():
    read = [one for one in scores(Label.MET) if one.criterion != "controller"]
    read.append(scored("controller", Label.PARTIAL, "It reacts in 40 seconds, which is faster."))
    said = reply(then(begun(), TurnKind.ANSWER, SAID), QUESTION, read, minutes_used=0)
    assert "You said" not in said.text


def test_time_ends_it_and_so_does_the_candidate():
    done = then(begun(minutes=5), TurnKind.ANSWER, SAID)
    assert reply(done, QUESTION, scores(), minutes_used=5).text == NO_TIME
    assert reply(then(begun(), TurnKind.STOP), QUESTION, (), minutes_used=0).text == STOPPED
    assert reply(then(begun(), TurnKind.SKIP), QUESTION, (), minutes_used=0).kind is TurnKind.CLOSE


def test_a_long_silence_is_a_pause_and_costs_no_time():
    done = then(begun(), TurnKind.ANSWER, SAID, after=timedelta(minutes=4))
    done = then(done, TurnKind.PROBE, "And?", after=timedelta(hours=9))
    assert done.minutes_used(done.turns[-1].at + timedelta(minutes=2)) == pytest.approx(6)


def test_no_probe_tells_four_words_of_what_it_looks_for():
    def runs(text):
        words = text.casefold().split()
        return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}

    for question in QUESTIONS:
        sought = set().union(
            *(runs(text) for c in question.criteria for text in (c.name, c.tests, c.anchors.good))
        )
        for followup in question.followups:
            assert not runs(followup.ask) & sought, (question.slug, followup.ask)
