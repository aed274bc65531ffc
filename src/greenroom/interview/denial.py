"""What somebody says is not there, and nothing about what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from greenroom.interview.remark import Remark, Why

_OPENS = (
    r"^\W*(?:(?:but|and|well|honestly|frankly|unfortunately|sadly|look|no|today|currently|right now)\W+)*"
)
_EMPTY = r"(?:idea|doubt|problem|issue|preference|clue|opinion|choice|more|question|reason|need|way|point|one|use|sense|intention|such|magic|hurry|rush|better|harm|shame|secret|surprise|substitute|wonder|guarantee)"
_DENIED = re.compile(
    rf"{_OPENS}(?:(?:we|I|they|the team)(?: still| really| just| simply| currently)? (?:have|had|have got|['’]ve got|got) no (?!{_EMPTY}\b)\w+|"
    rf"(?:we|I|they|the team)(?: still| really| just| simply| currently)? (?:do not|don['’]t|did not|didn['’]t) have (?:a|an|any|the|enough) (?!{_EMPTY}\b)\w+|"
    rf"there(?:['’]s| is| was| are| were) no (?!{_EMPTY}\b)\w+)",
    re.IGNORECASE,
)
_DRAWN = re.compile(
    r"\b(?:so|then|therefore|instead|hence|if|until|unless|which|but|because|would|['’]d|will|['’]ll)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\W*(?:so|then|therefore|instead|hence|that is why|that['’]s why|which|because|but|I['’]d|I would|I['’]ll|we['’]d|we would|for (?:that|this|those|them))\b",
    re.IGNORECASE,
)
_MOST_WORDS = 20


def denials(told: Sequence[str]) -> Iterator[Remark]:
    """The sentences of an answer that only say that something is missing, in their order: "We have no budget"."""
    for sentence, following in zip(told, [*told[1:], ""], strict=False):
        denied = _DENIED.search(sentence)
        if not denied or len(sentence.split()) > _MOST_WORDS or sentence.rstrip().endswith("?"):
            continue
        if not _DRAWN.search(sentence[denied.end() :]) and not _GOES_ON.match(following):
            yield Remark(Why.DENIAL, (sentence,))
