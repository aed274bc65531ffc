"""What the interviewer says next."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from tests.interview.rounds import QUESTION, QUESTIONS, begun, scored, scores, then

from greenroom.interview.interviewer import DONE, NO_TIME, STOPPED, opening, reply
from greenroom.interview.personas import VOICES
from greenroom.interview.presupposing import is_untrue
from greenroom.interview.probes import probes
from greenroom.interview.remark import Why
from greenroom.model.judgement import Label
from greenroom.model.mock import TurnKind
from greenroom.model.persona import Persona

CLAIMS = (
    "We would use Kafka for the events.",
    "We have no budget.",
    "The pilot has 20 users.",
    "It got much better.",
    "We shipped it.",
    "Then we would launch it.",
)
TAKEN_BACK = ("The pilot has 70 users.",)
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


@pytest.mark.parametrize("question", QUESTIONS[::15], ids=lambda q: q.slug)
def test_a_perfect_answer_meets_the_change_and_is_asked_further(question):
    done = played(question, scores(Label.MET, question))
    assert not done.of(TurnKind.PROBE)
    assert done.of(TurnKind.CHANGE)
    further = done.of(TurnKind.DEEPER)
    fit = [one for one in question.followups if one.when == "vague" and not is_untrue(one.ask, SAID)]
    written = {one.ask: one for one in fit}
    assert len(further) == min(4, len({one.criterion for one in written.values()}))
    assert all(written[turn.text].criterion == turn.about for turn in further)
    assert len({turn.about for turn in further}) == len(further)


def test_deeper_goes_to_what_is_least_met():
    weak = scored("controller", Label.MET).model_copy(update={"points": 0.76})
    read = [weak if one.criterion == "controller" else one for one in scores(Label.MET)]
    assert next(turn.about for turn in played(QUESTION, read).of(TurnKind.DEEPER)) == "controller"


def test_what_is_in_doubt_is_asked_about_only_once_nothing_is_open():
    doubt = scored("controller", Label.PARTIAL).model_copy(update={"confidence": 0.1})
    read = [doubt if one.criterion == "controller" else one for one in scores(Label.MET, safety=Label.MISSED)]
    done = played(QUESTION, read)
    assert {turn.about for turn in done.of(TurnKind.PROBE)} == {"safety"}
    assert done.of(TurnKind.DEEPER)[0].about == "controller"


def test_nobody_who_said_nothing_is_asked_further():
    done = then(begun(), TurnKind.SKIP)
    assert reply(done, QUESTION, scores(Label.MET), minutes_used=0).kind is TurnKind.CLOSE


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
            if followup.when != when or is_untrue(followup.ask, SAID):
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


def test_no_probe_of_a_pack_tells_four_words_of_what_it_looks_for():
    for question in QUESTIONS:
        sought = set().union(
            *(runs(text) for c in question.criteria for text in (c.name, c.tests, c.anchors.good))
        )
        for followup in question.followups:
            assert not runs(followup.ask) & sought, (question.slug, followup.ask)


def runs(text):
    words = re.findall(r"[a-z0-9]+(?:['’-][a-z0-9]+)*", text.casefold())
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


def texts_of(criterion):
    return (criterion.name, criterion.tests, *criterion.anchors.model_dump().values(), *criterion.red_flags)


@pytest.mark.parametrize("persona", Persona)
def test_no_probe_of_the_interviewer_s_own_tells_four_words_of_what_it_looks_for(persona):
    """Answers made of each question's own criteria: the worst there can be to quote back."""
    seen = Counter()
    for question in QUESTIONS[::4]:
        sought = set().union(*(runs(text) for c in question.criteria for text in texts_of(c)))
        for criterion in question.criteria:
            claims = [f"We {criterion.anchors.good.rstrip('.').lower()} much faster.", *CLAIMS]
            done = then(begun(question, persona=persona), TurnKind.ANSWER, " ".join(claims))
            done = then(then(done, TurnKind.PROBE, "?"), TurnKind.ANSWER, " ".join([*claims, *TAKEN_BACK]))
            read = [scored(one.id, Label.PARTIAL, *claims) for one in question.criteria]
            for probe in probes(done, question, read):
                if probe.why:
                    seen[probe.why] += 1
                    assert not runs(probe.text) & sought, (question.slug, probe.text)
    assert set(seen) >= {Why.CONTRADICTION, Why.DENIAL, Why.HOW_MUCH, Why.WHO, Why.REASON, Why.TROUBLE}


def test_each_kind_of_remark_is_held_up_once_and_never_where_all_is_met():
    done = begun(minutes=10_000)
    read = [scored(one.id, Label.PARTIAL, *CLAIMS) for one in QUESTION.criteria]
    while not done.is_over:
        done = then(done, TurnKind.ANSWER, " ".join([*CLAIMS, *(TAKEN_BACK if len(done.turns) > 2 else [])]))
        said = reply(done, QUESTION, read, minutes_used=0)
        done = then(done, said.kind, said.text, said.about)
    asks = VOICES[Persona.NEUTRAL].asks
    kinds = [why for turn in done.of(TurnKind.PROBE) for why in asks if turn.text.endswith(asks[why])]
    assert len(kinds) == len(set(kinds)) >= 3
    answered = then(begun(), TurnKind.ANSWER, " ".join(CLAIMS))
    assert not list(probes(answered, QUESTION, scores(Label.MET)))


def test_a_contradiction_quotes_both_and_comes_first():
    one, two = "The pilot has 20 users.", "The pilot has 70 users."
    for earlier, now, seen in ((one, two, True), (one, one, False)):
        done = then(then(begun(), TurnKind.ANSWER, earlier), TurnKind.PROBE, "?")
        read = [scored(each.id, Label.PARTIAL, now) for each in QUESTION.criteria]
        said = reply(then(done, TurnKind.ANSWER, now), QUESTION, read, minutes_used=0)
        assert (said.text == f"Earlier you said: “{one}” And now: “{two}” Which one holds?") is seen


def test_what_came_before_a_changed_requirement_may_be_taken_back():
    done = then(
        then(begun(), TurnKind.ANSWER, "The pilot has 20 users."), TurnKind.CHANGE, "Twice the budget."
    )
    done = then(done, TurnKind.ANSWER, "The pilot has 70 users.")
    read = [scored(one.id, Label.PARTIAL, "The pilot has 70 users.") for one in QUESTION.criteria]
    assert not any(one.why is Why.CONTRADICTION for one in probes(done, QUESTION, read))


def test_a_denial_is_held_up_where_an_open_criterion_asks_for_it():
    said = "We have no budget."
    done = then(begun(), TurnKind.ANSWER, said)
    found = [one.text for one in probes(done, QUESTION, scores(Label.MISSED)) if one.why is Why.DENIAL]
    assert found == [f"You said: “{said}” Suppose that stays so. What becomes of what you want to do?"]


def test_evidence_of_what_is_met_is_not_held_up():
    claim = "I'd use Kafka for the budget events of the controller."
    done = then(begun(), TurnKind.ANSWER, claim)
    open_ = [one for one in scores(Label.MISSED) if one.criterion != "controller"]
    assert any(
        one.why is Why.REASON
        for one in probes(done, QUESTION, [*open_, scored("controller", Label.PARTIAL, claim)])
    )
    assert not any(
        one.why for one in probes(done, QUESTION, [*open_, scored("controller", Label.MET, claim)])
    )
