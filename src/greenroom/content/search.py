"""Search over the library: words in titles, statements and topics, weighed by how rare they are (BM25F, Robertson 2004).

What a word names counts beside the word itself: "RAG" finds what is about retrieval, whether or not it says so.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache

from greenroom.content.listing import Listed, Wanted
from greenroom.model.skills import SkillVocabulary

_WORD = re.compile(r"[a-z0-9]+")
_TITLE, _TOPIC, _ABOUT = 3.0, 2.0, 1.0
_SATURATION, _LENGTH = 1.2, 0.5
_NAMED = 4.0  # what is about a topic that was asked for
_BROADER = 0.4  # of that, for what is about something wider
_CUT = 0.3  # of the best score: what lies below it shares a small word or two
_BEGUN = 3  # letters from which on the last word may be unfinished


class Search:
    """An index over pieces of content; about 20 ms to build and 2 ms to ask, for a thousand pieces."""

    def __init__(self, pieces: Sequence[Listed], vocabulary: SkillVocabulary) -> None:
        self.pieces = tuple(pieces)
        self._vocabulary = vocabulary

    @cached_property
    def _words(self) -> list[dict[str, float]]:
        """Of each piece its words, each weighed by where it stands."""
        return [self._of(piece) for piece in self.pieces]

    def _of(self, piece: Listed) -> dict[str, float]:
        topics = " ".join(self._named(topic) for topic in piece.topics)
        beside = " ".join((piece.about, *piece.competencies, piece.slug if piece.minutes else ""))
        words: dict[str, float] = defaultdict(float)
        for text, weight in ((piece.title, _TITLE), (topics, _TOPIC), (beside, _ABOUT)):
            for word in _stems(text):
                words[word] += weight
        return words

    @cached_property
    def _lengths(self) -> list[float]:
        totals = [sum(words.values()) for words in self._words]
        mean = sum(totals) / max(1, len(totals)) or 1.0
        return [total / mean for total in totals]

    @cached_property
    def _rarity(self) -> dict[str, float]:
        seen = Counter(word for words in self._words for word in words)
        count = len(self.pieces)
        return {word: math.log(1 + (count - n + 0.5) / (n + 0.5)) for word, n in seen.items()}

    def find(self, text: str, wanted: Wanted | None = None) -> tuple[Listed, ...]:
        """The pieces that fit `wanted`, best first; without words all of them, in their order."""
        open_to = [i for i, piece in enumerate(self.pieces) if wanted is None or wanted.fits(piece)]
        asked = _stems(text)
        if not asked:
            return tuple(self.pieces[i] for i in open_to)
        terms = self._terms(asked)
        topics = self._topics(text)
        scores = {i: self._score(i, terms) + self._about(self.pieces[i], topics) for i in open_to}
        least = _CUT * max(scores.values(), default=0.0)
        near = (i for i in open_to if scores[i] > least or self._holds(i, terms))
        best = sorted(near, key=lambda i: (-scores[i], i))
        return tuple(self.pieces[i] for i in best) or self._told(asked, open_to)

    def _holds(self, i: int, terms: list[frozenset[str]]) -> bool:
        """Whether every word is there in some way."""
        return all(not term.isdisjoint(self._words[i].keys()) for term in terms)

    def _told(self, asked: list[str], open_to: list[int]) -> tuple[Listed, ...]:
        """Where no title, topic or opening has the words: pieces whose text holds all of them."""
        return tuple(self.pieces[i] for i in open_to if all(word in self.pieces[i].text for word in asked))

    def _terms(self, asked: list[str]) -> list[frozenset[str]]:
        """For each word what may stand for it: itself; for the last, also what it begins."""
        last = asked[-1]
        begun = {word for word in self._rarity if word.startswith(last)} if len(last) >= _BEGUN else set()
        return [*(frozenset({word}) for word in asked[:-1]), frozenset({last, *begun})]

    def _score(self, i: int, terms: list[frozenset[str]]) -> float:
        words, room = self._words[i], 1 - _LENGTH + _LENGTH * self._lengths[i]
        total = 0.0
        for term in terms:
            there = (
                [word for word in term if word in words] if len(term) < len(words) else term & words.keys()
            )
            total += max(
                (self._rarity[w] * words[w] / (words[w] + _SATURATION * room) for w in there), default=0.0
            )
        return total

    def _topics(self, text: str) -> dict[str, float]:
        """The topics that `text` names, and what they are part of, with what they count."""
        named = {mention.skill for mention in self._vocabulary.find(text)}
        wider = self._vocabulary.with_broader(frozenset(named)) - named
        return {**dict.fromkeys(wider, _BROADER * _NAMED), **dict.fromkeys(named, _NAMED)}

    @staticmethod
    def _about(piece: Listed, topics: dict[str, float]) -> float:
        return max((topics.get(topic, 0.0) for topic in piece.topics), default=0.0)

    def _named(self, topic: str) -> str:
        skill = self._vocabulary.skills.get(topic)
        return skill.name if skill else topic.replace("-", " ")


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.casefold())]


@lru_cache(50_000)
def _stem(word: str) -> str:
    """Plurals and a few endings cut, alike on both sides: "overfitting" and "overfit" are one."""
    for ending, least in (("ies", 5), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
        if word.endswith(ending) and not word.endswith("ss") and len(word) >= least:
            stem = word.removesuffix(ending) + ("y" if ending == "ies" else "")
            doubled = ending in {"ing", "ed"} and stem[-1] == stem[-2] and stem[-1] not in "lsz"
            return stem[:-1] if doubled else stem
    return word
