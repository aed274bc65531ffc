"""Whether an answer is in a language that the embedded judge does not read.

Guessing a language by its grammar words is made for documents; interview answers are short, noted in keywords, spoken,
full of names, switched between two languages. To be called foreign an answer must look so as a whole and in most of its
parts, and hold hardly any English grammar; an English answer wrongly refused is the worse mistake.
"""

from __future__ import annotations

import re

from greenroom.interview.plain import plain
from greenroom.prepare.language import NAMES, detect_language

_OTHER = "another language"
_UNKNOWN = "und"
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
_PART = (
    30  # words: three grammar words, which naming a language takes, stand in nearly every run of that length
)
_ENGLISH = re.compile(
    r"\b(?:the|and|of|with|that|this|which|who|you|your|our|they|them|would|could|should|because|when|what|how|then|"
    r"than|not|have|had|been|it|there|from)\b"
)
_SHARED = re.compile(
    r"\b(?:a|an|are|as|at|be|by|do|for|i|in|is|me|no|of|on|or|s|so|t|to|was|we|will)\b",
    re.IGNORECASE,
)
"""Words of English that are grammar in other languages too: "I do a canary" is no Portuguese."""
_SWITCHED = (
    0.1  # share of the above from which enough of an answer is English; running English has 0.15 to 0.3
)


def foreign(answer: str) -> str:
    """The name of the answer's language where it is not English, "" where it is or cannot be told.

    A language without a name here is "another language".
    """
    text = plain(answer).text  # letters that only look Latin are no Russian
    if _english_share(text) >= _SWITCHED or detect_language(text) == "en":  # the quicker first
        return ""
    telling = _SHARED.sub(" ", text)
    code = detect_language(telling)
    if code == "en":  # its grammar was hidden among words shared with another language
        return ""
    if code == _UNKNOWN:
        return _OTHER if _other_script(text) else ""
    parts = [detect_language(part) for part in _parts(telling)]
    return NAMES[code] if parts.count(code) * 2 >= len(parts) else ""


def _english_share(text: str) -> float:
    words = sum(bool(_LATIN.search(word)) for word in _WORD.findall(text))
    return len(_ENGLISH.findall(text.casefold())) / words if words else 0.0


def _other_script(text: str) -> bool:
    """Whether most letters belong to a script without a name here."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and 2 * sum(bool(_LATIN.match(letter)) for letter in letters) < len(letters)


def _parts(text: str) -> list[str]:
    """Runs of about _PART words; the last may be longer, never shorter, unless it is the only one."""
    words = text.split()
    starts = range(0, max(1, len(words) - _PART + 1), _PART)
    ends = [*starts[1:], len(words)]
    return [" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True)]
