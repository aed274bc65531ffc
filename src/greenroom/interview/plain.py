"""An answer made plain before it is read, with the way back to the candidate's own characters.

Zero-width characters vanish, look-alike letters of other alphabets inside a Latin word become Latin ones, mark-up
becomes white space. Nothing here changes what a person would see; it changes what could be hidden from a judge.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕԁԛԝһӏвнкмтАВЕКМНОРСТХІЈЅαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijsdqwhlbhkmtABEKMHOPCTXIJSaeiknoptuxABEZHIKMNOPTYX",
        strict=True,
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_MARKUP = re.compile(
    r"</?[a-zA-Z][^<>\n]{0,200}>|<!--.*?-->|&(?:[a-z]{2,8}|#\d{1,6});|\*\*|__|`{1,3}|^#{1,6}\s|^>\s",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` as it is read; `places[i]` is the offset in the original of the character at i."""

    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the original behind `text[start:end]` (not empty)."""
        return self.places[start], self.places[end - 1] + 1


def plain(answer: str) -> Plain:
    """`answer` without what hides from a reader; see the module."""
    letters: list[str] = []
    places: list[int] = []
    marked = _marked_up(answer)
    for place, letter in enumerate(answer):
        if place in marked:
            letters.append("\n" if letter == "\n" else " ")
            places.append(place)
        elif unicodedata.category(letter) in {"Cf", "Cc", "Co", "Cn"} and letter not in "\n\t":
            continue
        else:
            for one in unicodedata.normalize("NFKC", letter):
                letters.append(one)
                places.append(place)
    return Plain(_latin("".join(letters)), tuple(places))


def _marked_up(answer: str) -> set[int]:
    return {place for match in _MARKUP.finditer(answer) for place in range(*match.span())}


def _latin(text: str) -> str:
    """Look-alikes replaced in words that hold Latin letters too; same length."""

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if word.isascii() or not _LATIN.search(word):
            return word
        return "".join(_LOOKALIKES.get(letter, letter) for letter in word)

    return _WORD.sub(mend, text)
