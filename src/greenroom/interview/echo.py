"""Sentences that only hand the question or a criterion back: the asker's words are no evidence.

A sentence echoes when nearly all of its content words, in nearly their order, stand in the question or in one criterion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "done",
        "for",
        "from",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "like",
        "make",
        "made",
        "may",
        "me",
        "might",
        "more",
        "most",
        "must",
        "my",
        "no",
        "not",
        "of",
        "off",
        "on",
        "one",
        "only",
        "or",
        "our",
        "ours",
        "out",
        "over",
        "own",
        "say",
        "says",
        "said",
        "shall",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "too",
        "under",
        "up",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "yours",
        "also",
        "all",
        "each",
        "every",
        "about",
        "i'd",
        "i'll",
        "i've",
        "i'm",
        "we'd",
        "we'll",
        "we've",
        "we're",
        "it's",
        "that's",
        "important",
        "answer",
        "question",
        "criterion",
        "cover",
        "covered",
        "address",
    ]
)
_LEAST_WORDS = 4
_SAID_FROM, _SOUP = 8, 0.12
"""Words from which on an answer is told from a list of words, and the share of words without content below which it is one.
In 4,600 written answers notes and bullets have 0.15 and more, sentences 0.28 and more; keywords stuffed into a line 0 to 0.1."""
_ECHO = 0.85
_Told = tuple[
    frozenset[str], frozenset[tuple[str, str]]
]  # the content words of a text, and which follows which


def echoes(sentences: Sequence[str], question: str, criteria: Sequence[str]) -> tuple[bool, ...]:
    """For each sentence whether it only repeats the question or one of the criteria."""
    given = (*_parts(question), *criteria)
    return tuple(_is_echo(sentence, given) for sentence in sentences)


def only_terms(text: str) -> bool:
    """Whether a text is words without sentences: nearly all of them name things, and nothing is said of any."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    letters = [word for word in words if not word[0].isdigit()]
    said = sum(word in _EMPTY for word in letters)
    return len(letters) >= _SAID_FROM and said < _SOUP * len(letters)


@lru_cache(4096)  # what was said before comes with each answer of a round, and so does what was given
def _is_echo(sentence: str, given: tuple[str, ...]) -> bool:
    words = content_words(sentence)
    if len(words) < _LEAST_WORDS:
        return False
    return any(_repeats(words, *_told(text)) for text in given)


@lru_cache(8192)  # the same facts and criteria come with each answer of a round
def _told(text: str) -> _Told:
    words = content_words(text)
    return frozenset(words), frozenset(pairwise(words))


def _repeats(words: list[str], known: frozenset[str], follows: frozenset[tuple[str, str]]) -> bool:
    """Whether nearly all of `words` is found in a text: as words, and half of them in the same order at least."""
    found = [word for word in words if word in known]
    if len(found) < _ECHO * len(words):
        return False
    return 2 * sum(pair in follows for pair in pairwise(found)) >= len(found) - 1


@lru_cache(256)
def _parts(question: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"(?<=[.?!])\s+", question) if part)


def content_words(text: str) -> list[str]:
    """Content words, lower case, endings cut so that "explains" and "explain" are one."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    return [_stem(word) for word in words if word not in _EMPTY]


@lru_cache(65_536)  # a language has few words, and each is asked about thousands of times
def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
