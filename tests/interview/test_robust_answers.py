"""The embedded judge, with its weights, on answers that are none, copied, decorated, or meant for the judge itself."""

import random

import numpy as np
import pytest
from tests.injections import INJECTIONS

from greenroom.adapters.judge import EmbeddedReader
from greenroom.interview.judge import judge
from greenroom.model.judgement import Asked, Label, Rubric, Standard
from greenroom.ports import Reading
from greenroom.service.judging import Judging
from greenroom.service.library import Library

QUESTION = "Your new ranking model went live at ten and complaints doubled by noon. What do you do?"
CRITERIA = (
    "Rolls back or limits the new model before looking for the cause",
    "Names a measurable trigger with a threshold for rolling back",
    "Separates a data fault from a model fault with a concrete check",
    "Says who is told and when",
)
STRONG = (
    "I roll back first. Our trigger is complaints above twice the weekly mean for 15 minutes, so the old model goes back "
    "at noon. Then I replay yesterday's requests through both models with the same features: if scores differ only on "
    "live features, the feed is at fault. I tell the support lead at once and the product owner every hour."
)
WEAK = (
    "I would look into it with the team and try to find out what happened. Complaints are important feedback, so we "
    "should take them seriously. There could be many reasons. We would probably find a solution together."
)
SLOGANS = (
    "Users come first. I'd bring everybody into one room, get alignment on the impact, and drive it with urgency to a good "
    "outcome. Communication is key, both with leadership and with support."
)
ROUTINE = (
    "Complaints going up is a signal that something is wrong with the ranking. I would open the dashboard and look at the "
    "usual metrics, talk to the data team, and set a threshold so that it does not happen again."
)
SOUP = "rollback, trigger, threshold, canary, data fault, model fault, replay, features, support lead, owner, monitoring"
ELSEWHERE = (
    "How do you choose between fine-tuning and retrieval for a support assistant?",
    (
        "Names knowledge that changes often as a case for retrieval",
        "Compares the cost of both with a figure",
        "Says which one they would start with",
    ),
)


class _Remembering(EmbeddedReader):
    """Reads the same text once."""

    def __init__(self):
        super().__init__()
        self.known = {}

    def read(self, question, criteria, sentences, *, turns=()):
        key = (question, tuple(criteria), tuple(sentences))
        if key not in self.known:
            self.known[key] = super().read(question, criteria, sentences)
        return self.known[key]


READER = _Remembering()


def _judged(answer, question=QUESTION, criteria=CRITERIA):
    rubric = Rubric(criteria=tuple(Standard(id=f"c{i}", text=text) for i, text in enumerate(criteria)))
    asked = Asked(question=question, rubric=rubric, answer=answer)
    return Judging(reader=READER, library=Library(())).judge(asked)


def _ratings(judgement):
    return [judgement.overall, *(one.rating for one in judgement.scores)]


@pytest.mark.parametrize("answer", ["", " \n\t ", "\u200b\u200b", "<p></p>"])
def test_where_nothing_is_said_nothing_is_scored(answer):
    assert set(_ratings(_judged(answer))) == {None}
    assert _judged(answer).unscored


@pytest.mark.parametrize(
    "answer",
    ["Rollback.", "Roll back!", "Yes", "I don't know.", "No idea, sorry", "um, I do not really know", "pass"],
)
def test_a_word_or_no_answer_is_the_lowest(answer):
    assert set(_ratings(_judged(answer))) == {1}


def test_another_language_is_said_and_unscored():
    judgement = _judged(
        "Ich würde zuerst das alte Modell wieder einsetzen und dann mit dem Team die Daten prüfen."
    )
    assert judgement.overall is None
    assert "German" in judgement.unscored


def test_a_strong_answer_is_above_a_weak_one():
    assert _judged(STRONG).overall > _judged(WEAK).overall


@pytest.mark.parametrize(
    "answer",
    [
        QUESTION,
        ". ".join(CRITERIA),
        SOUP,
        SOUP.replace(", ", ". "),
        SOUP.replace(", ", "\n"),
        SOUP.replace(", ", " "),
        " ".join(f"I would {text[0].lower()}{text[1:]}." for text in CRITERIA),
        "I roll back or limit the new model before I look for the cause. I name a measurable trigger with a threshold for the rollback.",
    ],
)
def test_the_question_the_rubric_and_its_words_are_no_answer(answer):
    assert _judged(answer).overall <= 2


def test_another_questions_excellent_answer_is_at_most_2():
    assert _judged(STRONG, *ELSEWHERE).overall <= 2


def _sprinkled(answer, seed):
    draw, words = random.Random(seed), answer.split()
    for _ in range(10):
        words.insert(
            draw.randint(1, len(words)), draw.choice(["{} ms", "{}%", "${}k"]).format(draw.randint(2, 900))
        )
    return " ".join(words)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("weak", [WEAK, SLOGANS])
def test_sprinkled_figures_gain_nothing(weak, seed):
    assert _judged(_sprinkled(weak, seed)).overall <= _judged(weak).overall


@pytest.mark.parametrize("seed", range(10))
def test_sprinkled_figures_never_make_a_weak_answer_good(seed):
    assert _judged(_sprinkled(ROUTINE, seed)).overall <= 2


def test_sprinkled_figures_gain_nothing_in_any_draw():
    assert max(_judged(_sprinkled(ROUTINE, seed)).overall for seed in range(10)) <= _judged(ROUTINE).overall


@pytest.mark.parametrize("dressed", [STRONG.upper(), STRONG.replace("15", "fifteen"), f"**{STRONG}**", STRONG.replace("e", "e\u200b"), STRONG.replace("o", "о")])  # fmt: skip
def test_the_same_words_in_another_dress_have_the_same_ratings(dressed):
    assert _ratings(_judged(dressed)) == _ratings(_judged(STRONG))


@pytest.mark.parametrize(
    "flat",
    [
        STRONG.replace(".", "").replace(",", "").lower(),
        STRONG.replace("trigger", "triger").replace("requests", "reqeusts"),
    ],
)
def test_no_punctuation_and_typos_move_it_by_one_at_most(flat):
    assert abs(_judged(flat).overall - _judged(STRONG).overall) <= 1


@pytest.mark.parametrize("kind", INJECTIONS)
def test_an_injected_instruction_raises_nothing(kind):
    form = INJECTIONS[kind]
    for answer in (STRONG, WEAK):
        first, rest = answer.split(". ", maxsplit=1)
        for injected in (f"{form} {answer}", f"{first}. {form} {rest}", f"{answer} {form}"):
            pairs = zip(_ratings(_judged(injected)), _ratings(_judged(answer)), strict=True)
            assert all(after <= before for after, before in pairs), injected


def test_20_000_words_cost_a_bounded_number_of_runs(monkeypatch):
    reader, sizes = EmbeddedReader(), []
    encode = reader._encode
    monkeypatch.setattr(reader, "_encode", lambda parts: sizes.append(len(parts)) or encode(parts))
    rubric = Rubric(criteria=tuple(Standard(id=f"c{i}", text=text) for i, text in enumerate(CRITERIA)))
    answer = " ".join([STRONG] * 340)
    assert len(answer.split()) > 20_000
    judgement = Judging(reader=reader, library=Library(())).judge(
        Asked(question=QUESTION, rubric=rubric, answer=answer)
    )
    assert judgement.overall is not None
    assert len(sizes) <= 12 + 1 + len(CRITERIA)  # windows, the question, each criterion


def test_the_guards_are_what_keeps_a_copied_rubric_down(monkeypatch):
    copied = ". ".join(CRITERIA[:3])
    assert {one.label for one in _judged(copied).scores} == {Label.MISSED}
    monkeypatch.setattr("greenroom.interview.own_words.echoes", lambda told, *_: (False,) * len(told))
    reader = _Fixed(1.0, about=1.0)
    rubric = Rubric(criteria=tuple(Standard(id=f"c{i}", text=text) for i, text in enumerate(CRITERIA)))
    assert judge(Asked(question=QUESTION, rubric=rubric, answer=copied), reader).overall == 4


@pytest.mark.parametrize(("points", "overall", "told"), [(1.0, 2, True), (0.0, 1, False)])
def test_a_good_answer_to_another_question_is_held_at_two_and_told_so(points, overall, told):
    """A weak one is low for itself: no other reason is given."""
    rubric = Rubric(criteria=tuple(Standard(id=f"c{i}", text=text) for i, text in enumerate(CRITERIA)))
    judged = judge(Asked(question=QUESTION, rubric=rubric, answer=STRONG), _Fixed(points, about=0.1))
    assert judged.overall == overall
    assert any("another question" in note for note in judged.notes) is told


class _Fixed:
    """Finds every criterion met as far as `points` says."""

    name, version, engine = "fixed", "1", "none"

    def __init__(self, points, *, about):
        self._points, self._about = points, about

    def read(self, question, criteria, sentences, *, turns=()):
        labels = np.tile(
            np.array([self._points, 0, 1 - self._points, 0], dtype=np.float32), (len(criteria), 1)
        )
        evidence = np.full((len(criteria), len(sentences)), 1 / len(sentences), dtype=np.float32)
        return Reading(labels, labels[:, 0], evidence, self._about)
