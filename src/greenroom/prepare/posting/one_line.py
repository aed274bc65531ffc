"""A line that names title, employer and place side by side ("ML Engineer, Acme, Berlin"), or, under a title, the last two.

Places are told by what is known of geography; what stands before the place is the employer only where it does not read like
the field of the title, so that "ML Engineer, Fraud Detection, Berlin" names none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.model.document import Cited, Document
from greenroom.prepare.posting.places import COUNTRY, Header, is_named, place_in
from greenroom.prepare.posting.title import ROLE_NOUN
from greenroom.prepare.posting.units import Unit
from greenroom.prepare.profile.words import is_field, is_state, place_score

_PARTED = re.compile(r",\s+(?![^(]*\))|\s+[/|·•–—-]\s+|\s+(?:at|@|bei|chez)\s+")
_PARTED_TIGHT = re.compile(
    r",\s+(?![^(]*\))|\s*/\s*"
)  # where no title stands, whose own words may hold a stroke
_ASIDE = re.compile(r"\s*\([^()]*\)?$")
_ANYWHERE_IN = re.compile(rf"(?i:(?:fully |100% )?(?:remote|hybrid))[ ,]+(?:(?:in|within|from)\s+)?{COUNTRY}")
_LABEL = re.compile(r"(?i)(?:office |job |work )?(?:locations?|city|state|country|place|region)[ :,]*")
_LONGEST = 140  # characters of such a line
_LIKELY = 0.8  # the least score of a place
_STEM = 6  # letters by which a word is known again: "Recommendations", "recommend"
_NEAR_TOP = 4  # units among which such a line stands

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OneLine:
    """What such a line says; `title` is None under a title, `name` where no employer is told."""

    title: Range | None
    name: Range | None
    place: Range | None


def one_line_of(text: str, units: Sequence[Unit], index: int) -> OneLine | None:
    """What the unit at `index` says in one line; None where it names no known place at its end."""
    unit = units[index]
    line = text[unit.start : unit.end]
    if unit.bullet or "\n" in line or len(line) > _LONGEST or line.endswith((".", ":", "!", "?")):
        return None
    titled = bool(ROLE_NOUN.search(line))
    parts = _parts(text, unit, _PARTED if titled else _PARTED_TIGHT)
    where = _place_from(text, parts)
    if where == len(parts):
        return None
    place = place_in(text, parts[where][0], unit.end)
    if not titled:
        under = index > 0 and bool(ROLE_NOUN.search(text[units[index - 1].start : units[index - 1].end]))
        named = where == 1 and _is_employer(text, parts[0], unit.end)
        return OneLine(None, parts[0] if named else None, place) if under and (named or not where) else None
    last = max(at for at, part in enumerate(parts) if ROLE_NOUN.search(text[slice(*part)]))
    if last >= where:
        return None
    name = parts[where - 1] if last < where - 1 and _is_employer(text, parts[where - 1], unit.end) else None
    end = parts[where - 2 if name else where - 1][1]
    return OneLine((unit.start, end), name, place)


def one_line_headers(text: str, units: Sequence[Unit]) -> tuple[Header, ...]:
    """Employer and place of the lines near the top that name both."""
    found = (one_line_of(text, units, index) for index in range(min(_NEAR_TOP, len(units))))
    return tuple(Header(one.name, one.place) for one in found if one and one.name)


def one_line_place(text: str, units: Sequence[Unit]) -> Range | None:
    """The place of the first such line near the top."""
    found = (one_line_of(text, units, index) for index in range(min(_NEAR_TOP, len(units))))
    return next((one.place for one in found if one and one.place), None)


def title_alone(document: Document, units: Sequence[Unit], title: Cited | None) -> Cited | None:
    """The title without the employer and the place that its line names as well."""
    for index, unit in enumerate(units[:_NEAR_TOP]):
        if title and title.span and title.span.start == unit.start:
            found = one_line_of(document.text, units, index)
            if found and found.title and found.title[1] < title.span.end:
                return document.cite(*found.title)
    return title


def _parts(text: str, unit: Unit, parted: re.Pattern[str]) -> list[Range]:
    cuts = [unit.start + at for m in parted.finditer(text[unit.start : unit.end]) for at in m.span()]
    edges = [unit.start, *cuts, unit.end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _place_from(text: str, parts: Sequence[Range]) -> int:
    """From which part on all are of the place: a town, its state, its country, or that one works from anywhere."""
    at = len(parts)
    while at and _is_place(text[slice(*parts[at - 1])]):
        at -= 1
    return at


def _is_place(said: str) -> bool:
    bare = _ASIDE.sub("", said)
    if _LABEL.fullmatch(bare):
        return False
    return place_score(bare) >= _LIKELY or is_state(bare) or bool(_ANYWHERE_IN.fullmatch(bare))


def _is_employer(text: str, name: Range, end: int) -> bool:
    """Whether the words before a place are an employer's name: set like one, and no words of the trade that come again below."""
    said = text[slice(*name)]
    if not is_named(said) or is_field(said) or _is_place(said) or ROLE_NOUN.search(said):
        return False
    below = text[end:]
    if re.search(rf"(?<!\w){re.escape(said)}(?!\w)", below):
        return True
    words = re.findall(r"[^\W\d_]{4,}", said.casefold())
    return not any(re.search(rf"\b{re.escape(word[:_STEM])}", below) for word in words)
