"""What happens after a round: self-rating, debrief, appeal, redo, the next step."""

import html
import subprocess
import sys

import pytest
from tests.service.test_interviews import JUDGING, SLUG, interviews

from greenroom.adapters.render import DebriefFormat, render_debrief
from greenroom.errors import InputError
from greenroom.interview.committee import MEMBERS, rescored
from greenroom.interview.debrief_words import carried
from greenroom.interview.overall import overall
from greenroom.interview.score import POINTS_OF
from greenroom.interview.standard import asked
from greenroom.model.mock import TurnKind
from greenroom.model.question import ExemplarKind
from greenroom.service.afterwards import Afterwards
from greenroom.service.debriefs import Debriefs

QUESTION = JUDGING.question(SLUG)[0]
TEXTS = {one.kind: one.text for one in QUESTION.exemplars}


@pytest.fixture
def after(tmp_path):
    return Afterwards(Debriefs(interviews(tmp_path)))


def over(after, kind):
    rooms = after.interviews
    done = rooms.start(SLUG)
    done = rooms.say(done.id, TurnKind.ANSWER, TEXTS[kind], number=2)
    return done if done.is_over else rooms.say(done.id, TurnKind.STOP, "", number=len(done.turns) + 1)


def test_the_committee_tells_strong_from_adequate_from_weak(after):
    kinds = (ExemplarKind.STRONG, ExemplarKind.ADEQUATE, ExemplarKind.WEAK)
    advised = [after.read(over(after, kind).id).debrief.recommendation for kind in kinds]
    assert advised == sorted(advised, reverse=True)
    assert advised[0] >= 3 > advised[2]


def test_every_quote_stands_in_the_answers_and_every_card_names_its_judge(after):
    done = over(after, ExemplarKind.ADEQUATE)
    cards = after.read(done.id).debrief.cards
    assert [card.member for card in cards] == ["hiring-manager", "technical", "bar-raiser"]
    assert len({card.judgement.judge.name for card in cards}) == 3
    quotes = [quote for card in cards for one in card.judgement.scores for quote in one.evidence]
    assert quotes
    assert all(done.answer[quote.start : quote.end] == quote.text for quote in quotes)


def test_a_self_rating_is_kept_once_with_what_it_was_held_against(after):
    done = over(after, ExemplarKind.WEAK)
    after.rate_oneself(done.id, "4")
    read = after.read(done.id)
    assert read.self_rating == 4
    assert after.self_ratings()[0][1:] == (4, read.debrief.recommendation)
    with pytest.raises(InputError, match="rated this round already"):
        after.rate_oneself(done.id, "2")
    assert after.off_over_time() == ""
    after.rate_oneself(over(after, ExemplarKind.WEAK).id, "4")
    assert "Over 2 rounds" in after.off_over_time()


def test_an_open_round_is_neither_rated_nor_appealed(after):
    rooms = after.interviews
    done = rooms.start(SLUG)
    for act in (
        lambda: after.rate_oneself(done.id, "3"),
        lambda: after.appeal(done.id, QUESTION.criteria[0].id, "x"),
    ):
        with pytest.raises(InputError, match="not over yet"):
            act()


@pytest.mark.parametrize(
    ("criterion", "words", "says"),
    [
        ("nothing", "some words that I said", "has no criterion"),
        ("", "please reconsider, I meant it", "not in your answers"),
    ],
)
def test_an_appeal_that_points_at_nothing_is_refused(after, criterion, words, says):
    done = over(after, ExemplarKind.WEAK)
    with pytest.raises(InputError, match=says):
        after.appeal(done.id, criterion or QUESTION.criteria[0].id, words)
    assert after.interviews.round(done.id) == done


def test_an_appeal_never_lowers_and_is_heard_once(after):
    done = over(after, ExemplarKind.WEAK)
    before = after.read(done.id).debrief
    words = " ".join(TEXTS[ExemplarKind.WEAK].split()[:8])
    after.appeal(done.id, QUESTION.criteria[0].id, words)
    now = after.read(done.id).debrief
    for old, new in zip(before.cards, now.cards, strict=True):
        assert new.judgement.scores[0].rating >= old.judgement.scores[0].rating
        assert new.judgement.scores[1:] == old.judgement.scores[1:]
        assert "On appeal" in new.judgement.scores[0].explanation or new.judgement.scores[0].rating > 1
    with pytest.raises(InputError, match="one is heard"):
        after.appeal(done.id, QUESTION.criteria[0].id, words)


def test_sitting_it_again_shows_what_was_added(after):
    over(after, ExemplarKind.WEAK)
    read = after.read(over(after, ExemplarKind.STRONG).id)
    assert read.redo is not None
    better = [row for row in read.redo.rows if row.now > row.before]
    assert better
    assert all(words in read.round.answer for row in better for words in row.added)
    assert any(row.added for row in better)


def test_the_next_step_is_the_question_again_while_something_is_weak_then_another(after):
    weak = after.read(over(after, ExemplarKind.WEAK).id).next
    assert (weak.kind, weak.question) == ("again", SLUG)
    assert weak.criterion in {one.id for one in QUESTION.criteria}
    assert weak.drill is not None
    assert after.read(over(after, ExemplarKind.STRONG).id).next.kind in {"sibling", "another"}


def test_what_was_good_enough_is_not_asked_again_and_says_what_was_weakest(after):
    read = after.read(over(after, ExemplarKind.WEAK).id)
    good = read.debrief.model_copy(update={"recommendation": 3})
    found = after._next(read.round, QUESTION, good)
    assert found.kind in {"sibling", "another"}
    assert found.question != SLUG
    assert found.criterion == read.next.criterion
    assert found.drill == read.next.drill
    (weakest,) = (one.name for one in QUESTION.criteria if one.id == found.criterion)
    assert weakest in found.says


def test_a_round_without_answers_has_no_debrief(after):
    rooms = after.interviews
    done = rooms.start(SLUG)
    done = rooms.say(done.id, TurnKind.STOP, "", number=2)
    with pytest.raises(InputError, match="Nothing was answered"):
        after.read(done.id)


def test_several_rounds_are_read_together(after):
    rounds = [over(after, kind) for kind in (ExemplarKind.STRONG, ExemplarKind.WEAK, ExemplarKind.STRONG)]
    debrief = after.debriefs.debrief(*rounds)
    assert len(debrief.cards) == 9
    assert debrief.rounds == tuple(one.id for one in rounds)
    assert debrief.recommendation is not None
    for signal in debrief.signals:
        assert set(signal.shown) | set(signal.missing) <= set(debrief.rounds)


_TWENTY = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from tests.service.test_interviews import interviews
from greenroom.service.afterwards import Afterwards
from greenroom.service.debriefs import Debriefs
after = Afterwards(Debriefs(interviews(Path(sys.argv[1]))))
first = after.read("round-0").model_dump_json()
assert all(after.read("round-0").model_dump_json() == first for _ in range(9))
print(first)
"""


def test_twenty_readings_in_two_processes_give_the_same_bytes(after, tmp_path):
    over(after, ExemplarKind.ADEQUATE)
    root = __file__.rsplit("/tests/", 1)[0]
    given = [
        subprocess.run(
            [sys.executable, "-c", _TWENTY, str(tmp_path), root], capture_output=True, check=True, cwd=root
        ).stdout
        for _ in range(2)
    ]
    assert given[0] == given[1]
    assert len(given[0]) > 1000


def test_a_sibling_tells_whether_it_carries_over(after):
    rooms = after.interviews
    question = next(q for q in JUDGING.library.catalogue.questions if q.sibling)
    first = rooms.start(question.sibling)
    first = rooms.say(
        first.id,
        TurnKind.ANSWER,
        "I would take it back above two percent, since refunds cost most.",
        number=2,
    )
    rooms.say(first.id, TurnKind.STOP, "", number=len(first.turns) + 1)
    done = rooms.start(question.slug)
    done = rooms.say(done.id, TurnKind.ANSWER, "I would measure refunds a week before and after.", number=2)
    read = after.read(done.id)
    assert (read.transfer.question, read.transfer.round) == (question.sibling, first.id)
    assert read.transfer.recommendation == after.read(first.id).debrief.recommendation
    assert after.read(first.id).transfer is None
    told = carried(read.transfer.recommendation, read.debrief.recommendation)
    for form in (DebriefFormat.HTML, DebriefFormat.MARKDOWN):
        page = html.unescape(render_debrief(read, form).decode())
        assert "Does it carry over?" in page
        assert told in page
        assert "Does it carry over?" not in render_debrief(after.read(first.id), form).decode()


def test_an_appeal_does_not_free_an_overall_that_was_held_down():
    given = JUDGING.judge(asked(QUESTION, TEXTS[ExemplarKind.STRONG]))
    rubric = asked(QUESTION, "x y").rubric
    held = given.model_copy(update={"overall": 2})
    best = [one.model_copy(update={"rating": 4, "points": 0.95}) for one in given.scores]
    assert given.overall > 2
    manager = MEMBERS[0]
    assert rescored(manager, held, rubric, best).overall == 2
    assert rescored(manager, given, rubric, best).overall == 4


@pytest.mark.parametrize("member", MEMBERS, ids=lambda one: one.id)
@pytest.mark.parametrize("rating", [1, 2, 3])
def test_strong_hire_is_for_answers_without_a_hole(member, rating):
    given = JUDGING.judge(asked(QUESTION, TEXTS[ExemplarKind.STRONG]))
    rubric = asked(QUESTION, "x y").rubric
    light = min(range(len(rubric.criteria)), key=lambda place: rubric.criteria[place].weight)
    scores = [one.model_copy(update={"rating": 4, "points": 1.0}) for one in given.scores]
    scores[light] = scores[light].model_copy(update={"rating": rating, "points": POINTS_OF[rating]})
    assert overall(rubric, scores) == 4
    assert rescored(member, given, rubric, scores).overall == (4 if rating >= member.least else 3)
