"""Training examples from the written questions: whole answers, answers composed of passages, swaps, disturbances.

An example is an answer with one or two groups of (question, criteria, labels). The second group is another question
of the same role, to which the answer says nothing: all its criteria are missed. That is what a judge must learn
beyond style - the same fluent answer earns nothing where it was not asked.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from questions import LABELS, MISSED, Question

from greenroom.interview.plain import plain
from greenroom.interview.sentences import sentences

_SIBLING, _SWAPPED = 0.35, 0.5


@dataclass(slots=True)
class Group:
    """A question with criteria; per criterion its label's index and the sentences that hold the evidence."""

    question: str
    criteria: list[str]
    labels: list[int]
    evidence: list[set[int]]
    weights: list[float]  # how sure each label is: a passage may touch a sibling criterion too
    speaks: list[float]  # 1 where the answer speaks to the criterion, 0 where not, -1 unknown


@dataclass(slots=True)
class Example:
    """One answer, cut into sentences, and what it is read for."""

    told: list[str]
    groups: list[Group] = field(default_factory=list)


def cut(text: str) -> list[str]:
    """The sentences as the judge hands them to its reader."""
    return [sentence.text for sentence in sentences(plain(text).text)] or ["."]


def composed(
    question: Question, draw: random.Random
) -> Iterator[tuple[list[tuple[str, str, str]], dict[str, str]]]:
    """Answers put together from the question's passages so that each passage is used once.

    Yields (criterion, label, text) in speaking order, and every criterion's label: missed where nothing is said.
    """
    decks = {c: [p for p in question.passages if p.criterion == c] for c in question.criteria}
    for deck in decks.values():
        draw.shuffle(deck)
    while any(decks.values()):
        chosen = []
        for criterion, deck in decks.items():
            if deck and (draw.random() < 0.75 or max(map(len, decks.values())) == len(deck)):
                passage = deck.pop()
                chosen.append((criterion, passage.label, passage.text))
        draw.shuffle(chosen)
        labels = dict.fromkeys(question.criteria, "missed") | {c: label for c, label, _ in chosen}
        if chosen:
            yield chosen, labels


def passages(questions: list[Question], draw: random.Random) -> list[Example]:
    """Every passage alone, read for its own criterion, for its siblings and now and then for another question.

    What is said on one criterion says nothing on its siblings: so the criterion must be read, not only the style. Near misses
    were written with more figures than the rest, so the rest gets more sprinkled in.
    """
    found: list[Example] = []
    for question in questions:
        swap = _other(question, questions, draw)
        for passage in question.passages:
            labels = dict.fromkeys(question.criteria, "missed") | {passage.criterion: passage.label}
            told = cut(disturbed(passage.text, draw, figures=0.05 if passage.label == "missed" else 0.3))
            evidence = [
                set(range(len(told))) if c == passage.criterion and passage.label != "missed" else set()
                for c in question.criteria
            ]
            group = _group(question, labels, evidence, draw, sure=passage.criterion)
            found.append(Example(told, [group, *_swap(swap, draw, 0.35, size=2)]))
    draw.shuffle(found)
    return found


def answers(questions: list[Question], draw: random.Random) -> list[Example]:
    """Whole answers and answers composed of passages, newly composed and disturbed, in random order."""
    found: list[Example] = []
    for question in questions:
        swap = _other(question, questions, draw)
        for answer in question.answers:
            told = cut(disturbed(answer.text, draw))
            own = _group(question, answer.labels, [set()] * len(answer.labels), draw)
            found.append(Example(told, [own, *_swap(swap, draw, 0.7)]))
        for chosen, labels in composed(question, draw):
            found.append(_composed_example(question, chosen, labels, swap, draw))
    draw.shuffle(found)
    return found


def _other(question: Question, questions: list[Question], draw: random.Random) -> Question:
    """Another question, of the same role where there is one."""
    return draw.choice([q for q in questions if q is not question and q.role == question.role] or questions)


def _composed_example(
    question: Question,
    chosen: list[tuple[str, str, str]],
    labels: dict[str, str],
    swap: Question,
    draw: random.Random,
) -> Example:
    told: list[str] = []
    places: dict[str, set[int]] = {}
    flat = draw.random() < 0.12
    for criterion, _, text in chosen:
        spoken = cut(_flattened(text) if flat else text)
        places[criterion] = set(range(len(told), len(told) + len(spoken)))
        told += spoken
    evidence = [places.get(c, set()) if labels[c] != "missed" else set() for c in question.criteria]
    return Example(told, [_group(question, labels, evidence, draw), *_swap(swap, draw, 0.5)])


def _group(
    question: Question,
    labels: dict[str, str],
    evidence: list[set[int]],
    draw: random.Random,
    *,
    sure: str = "",
) -> Group:
    order = list(enumerate(question.criteria))
    draw.shuffle(order)
    return Group(
        question.text,
        [question.criteria[c] for _, c in order],
        [LABELS.index(labels[c]) for _, c in order],
        [evidence[i] for i, _ in order],
        [1.0 if sure in {"", c} else _SIBLING for _, c in order],
        [_speaks(labels[c], own=sure in {"", c}) for _, c in order],
    )


def _speaks(label: str, *, own: bool) -> float:
    """What a missed criterion leaves open: the near miss speaks to it, silence does not."""
    if not own:
        return 0.0
    return -1.0 if label == "missed" else 1.0


def _swap(other: Question, draw: random.Random, share: float, *, size: int = 4) -> list[Group]:
    if draw.random() > share:
        return []
    criteria = draw.sample(sorted(other.criteria.values()), size)
    return [Group(other.text, criteria, [MISSED] * size, [set()] * size, [_SWAPPED] * size, [0.0] * size)]


def disturbed(text: str, draw: random.Random, *, figures: float = 0.12) -> str:
    """Now and then: shouted without stops, figures sprinkled in, typing slips. The labels stay."""
    chance = draw.random()
    if chance < 0.12:
        return _flattened(text)
    if chance < 0.12 + figures:
        return sprinkled(text, draw)
    if chance < 0.20 + figures:
        return _slipped(text, draw)
    return text


def _flattened(text: str) -> str:
    return re.sub(r"(?<![0-9])[.,;:!?](?![0-9])", "", text)


def sprinkled(text: str, draw: random.Random) -> str:
    """Random figures between the words: they are evidence of nothing."""
    words = text.split(" ")
    forms = (
        "{} ms",
        "{}%",
        "{} users",
        "${}",
        "{} days",
        "{}x",
        "{} requests per second",
        "{} percent",
        "about {}",
    )
    for _ in range(draw.randint(2, 10)):
        words.insert(draw.randint(0, len(words)), draw.choice(forms).format(draw.randint(2, 2000)))
    return " ".join(words)


def _slipped(text: str, draw: random.Random) -> str:
    letters = list(text)
    for i in range(1, len(letters) - 1):
        if letters[i].isalpha() and letters[i + 1].isalpha() and draw.random() < 0.015:
            letters[i], letters[i + 1] = letters[i + 1], letters[i]
    return "".join(letters)
