"""Evidence marked where it stands, whatever the quotes do to each other."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.render.debrief_sample import a_round, debrief_of, find, hostile, quote, sample

from greenroom.adapters.render import DebriefFormat, render_debrief
from greenroom.adapters.render.marks import marks, runs
from greenroom.model.debrief import RoundDebrief
from greenroom.model.judgement import Quote
from greenroom.model.mock import BREAK, TurnKind


def quotes(read):
    for card in read.debrief.cards:
        for score in card.judgement.scores:
            for one in score.evidence:
                yield one, score.criterion, card.title
    for signal in read.debrief.signals:
        for one in signal.shown.values():
            yield one, signal.id, ""
    for point in read.framing.points if read.framing else ():
        for one in point.evidence:
            yield one, point.id, ""


def said_under(read, number):
    """The words that lie under a mark, as the runs of all turns have them."""
    turns = read.round.of(TurnKind.ANSWER)
    found = ["".join(r.text for r in runs(turn, marks(read)) if number in r.over) for turn in turns]
    return BREAK.join(words for words in found if words)


@pytest.mark.parametrize("make", [sample, lambda: hostile("[x](y) **b** # h\n\n> q")], ids=["sample", "hostile"])  # fmt: skip
def test_every_quote_lies_under_a_mark_that_says_what_for_and_who(make):
    read = make()
    found = {(mark.start, mark.text): mark for mark in marks(read)}
    for one, about, judge in quotes(read):
        mark = found[one.start, one.text]
        assert said_under(read, mark.number) == one.text
        note = next(n for n in mark.notes if (n.about, n.stance) == (about, one.stance))
        assert judge in note.judges or not judge


def test_marks_are_numbered_as_they_are_read_and_judges_who_agree_share_one():
    found = marks(sample())
    assert [mark.number for mark in found] == list(range(1, len(found) + 1))
    assert [mark.start for mark in found] == sorted(mark.start for mark in found)
    assert found[0].notes[0].judges == ()  # a point of the opening, which nobody rates
    assert found[1].notes[0].judges == ("Hiring manager", "Bar-raiser")


def test_overlapping_quotes_cut_the_text_into_runs():
    done = a_round("one two three four")
    read = debrief_of(done, {(0, 0): (find(done, "one two three"),), (1, 1): (find(done, "two three four", "against"),)}, shown=find(done, "three"))  # fmt: skip
    cut = [(r.text, r.over, r.begins, r.ends, r.against) for r in runs(done.turns[3], marks(read))]
    assert cut == [
        ("one ", (1,), (1,), (), False),
        ("two ", (1, 2), (2,), (), True),
        ("three", (1, 2, 3), (3,), (1, 3), True),
        (" four", (2,), (), (2,), True),
    ]


def test_a_quote_over_two_answers_is_one_mark_of_two_parts():
    done = a_round("I would pace it.", "And roll it back.")
    read = debrief_of(done, {(0, 0): (quote(done, 8, 26),)}, shown=find(done, "back"))
    over = marks(read)[0]
    assert over.text == "pace it.\n\nAnd roll"
    assert [(part.turn, part.start, part.end) for part in over.parts] == [(4, 8, 16), (6, 0, 8)]
    assert next(r.begins for r in runs(done.turns[5], marks(read))) == ()
    assert next(r.ends for r in runs(done.turns[5], marks(read))) == (1,)


@pytest.mark.parametrize("where", [(3, 9), (0, 900), (5, 5)])
def test_a_quote_whose_place_does_not_hold_its_words_is_not_marked(where):
    done = a_round("I would pace it.")
    wrong = Quote(text="I would", start=where[0], end=where[1])
    read = debrief_of(done, {(0, 0): (wrong,)}, shown=find(done, "pace it."))
    assert [mark.text for mark in marks(read)] == ["pace it."]


TEXT = st.text(alphabet="ab *_`#\n.🎉й", min_size=1, max_size=40).filter(str.strip)


@given(st.lists(TEXT, min_size=1, max_size=3), st.data())
def test_whatever_is_quoted_the_runs_are_the_text(answers, data):
    done = a_round(*answers)
    size = len(done.answer)
    places = data.draw(st.lists(st.tuples(st.integers(0, size), st.integers(0, size)), max_size=5))
    some = tuple(quote(done, min(p), max(p)) for p in places)
    read = debrief_of(done, {(0, 0): some}, shown=quote(done, 0, size))
    for turn in done.of(TurnKind.ANSWER):
        assert "".join(r.text for r in runs(turn, marks(read))) == turn.text
    for one in some:
        if one.text.strip():
            number = next(m.number for m in marks(read) if (m.start, m.text) == (one.start, one.text))
            assert said_under(read, number).replace(BREAK, "") == "".join(
                turn.text[p.start : p.end]
                for m in marks(read) if m.number == number
                for p in m.parts for turn in done.turns if turn.number == p.turn
            ).replace(BREAK, "")  # fmt: skip


def test_json_is_the_debrief_with_the_marks_by_turns():
    data = json.loads(render_debrief(sample(), DebriefFormat.JSON))
    found = data.pop("marks")
    assert RoundDebrief.model_validate(data) == sample()
    texts = {turn["number"]: turn["text"] for turn in data["round"]["turns"]}
    assert len(found) == len(marks(sample()))
    for mark in found:
        words = BREAK.join(texts[p["turn"]][p["start"] : p["end"]] for p in mark["parts"])
        assert words == mark["text"]
        assert all(note["stance"] in {"for", "against"} for note in mark["notes"])
