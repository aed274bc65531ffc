"""An answer made plain before it is read, with the way back to the candidate's own characters.

Zero-width characters vanish, look-alike letters of other alphabets inside Latin text become Latin ones, mark-up goes as
a browser would take it, spoken numbers become figures. Nothing here changes what a person would see or hear; it changes
what could be hidden from a judge, and makes equal what says the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from greenroom.interview.markup import Change, markup
from greenroom.interview.spoken import digits, units

_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕԁԛԝһӏвнкмтгпАВЕКМНОРСТУХІЈЅҮԌԜαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧօոսհցքɑɡıɩᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
        "aeopcyxijsdqwhlbhkmtrnABEKMHOPCTYXIJSYGWaeiknoptuxABEZHIKMNOPTYXonuhgpagiiabcdefghijklmnoprstuvwyz",
        strict=True,
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_BREAKS = {ord(letter): " " for letter in "\n\t"}
_LATIN = re.compile(r"[A-Za-z]")
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u034f\u2800")  # letters and marks that show nothing


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` as it is read; the character at i stands for the original's `[places[i], ends[i])`."""

    text: str
    places: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the original behind `text[start:end]` (not empty)."""
        return self.places[start], self.ends[end - 1]

    def changed(self, changes: Iterable[Change]) -> Plain:
        """The same with `changes` made: in order, not overlapping, none empty."""
        text: list[str] = []
        places: list[int] = []
        ends: list[int] = []
        at = 0
        for one in changes:
            text += [self.text[at : one.start], one.new]
            places += self.places[at : one.start] + (self.places[one.start],) * len(one.new)
            ends += self.ends[at : one.start] + (self.ends[one.end - 1],) * len(one.new)
            at = one.end
        return Plain("".join([*text, self.text[at:]]), (*places, *self.places[at:]), (*ends, *self.ends[at:]))


@lru_cache(64)  # one answer is made plain for its language, its sentences and its quotes
def plain(answer: str) -> Plain:
    """`answer` without what hides from a reader; see the module."""
    made = _seen(answer)
    made = made.changed(markup(made.text))
    made = Plain(_latin(made.text), made.places, made.ends)
    made = made.changed(digits(made.text))
    return made.changed(units(made.text))


def _seen(answer: str) -> Plain:
    """What is seen of each character: nothing of some, one form of those that have several."""
    if answer.isascii() and answer.translate(_BREAKS).isprintable():  # all is shown as it is
        return Plain(answer, tuple(range(len(answer))), tuple(range(1, len(answer) + 1)))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(answer):
        shown = letter if letter.isascii() and letter.isprintable() else _shown(letter, letters)
        letters += shown
        places += [place] * len(shown)
    return Plain("".join(letters), tuple(places), tuple(place + 1 for place in places))


def _shown(letter: str, before: list[str]) -> str:
    category = unicodedata.category(letter)
    if letter in "\n\t":
        return letter
    if letter in _UNSEEN or category in {"Cf", "Cc", "Co", "Cn", "Cs"}:
        return ""
    if category in {"Mn", "Me"} and before and before[-1].isascii():
        return ""  # accents and strokes laid over a Latin letter
    return unicodedata.normalize("NFKC", letter)


def _latin(text: str) -> str:
    """Look-alikes replaced in words that hold Latin letters too, and in Latin text; same length."""
    if text.isascii():
        return text
    letters = sum(letter.isalpha() for letter in text)
    among_latin = 2 * len(_LATIN.findall(text)) > letters

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if word.isascii() or not (_LATIN.search(word) or (among_latin and _passes_for_latin(word))):
            return word
        return "".join(_LOOKALIKES.get(letter, letter) for letter in word)

    return _WORD.sub(mend, text)


def _passes_for_latin(word: str) -> bool:
    """Whether every letter looks Latin; a lone Greek letter is a symbol."""
    return all(letter in _LOOKALIKES for letter in word) and (len(word) > 1 or not "α" <= word.lower() <= "ω")
