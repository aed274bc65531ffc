"""Where a sentence names an employer of the CV: by the whole name, or by the word people shorten it to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from greenroom.model.cv import CvJob

_COMMON_WORDS = (
    "the a an national european international american british royal new united first general global state city bank creative data machine "
    "digital open north south east west university college school institute company example self freelance freelancer independent various "
    "research deep smart advanced applied central county department ministry team future great high blue green red big one san saint st los "
    "health energy cloud legal"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_SHORTEST = 3
_LEGAL = re.compile(
    r"[,\s]+(?:inc|ltd|llc|llp|gmbh|ag|plc|corp|corporation|co|s\.?a|s\.?l|bv|b\.v|oy|ab)\.?$", re.IGNORECASE
)
_SEAT = re.compile(r"\s*[,(|–—].*$")


def masked(sentence: str, jobs: Sequence[CvJob]) -> str:
    """`sentence` with each employer of the CV it names replaced by "⟦n⟧", n the place of the first job there."""
    first: dict[str, int] = {}
    for place, job in enumerate(jobs):
        first.setdefault(name_of(job.employer), place)
    for name, place in sorted(first.items(), key=lambda one: -len(one[0])):
        pattern = _pattern(name)
        sentence = pattern.sub(f"⟦{place}⟧", sentence) if pattern else sentence
    return sentence


def named(sentence: str, jobs: Sequence[CvJob]) -> frozenset[int]:
    """The places of the first jobs at the employers a sentence names."""
    return frozenset(int(found) for found in re.findall(r"⟦(\d+)⟧", masked(sentence, jobs)))


def same_employer(place: int, jobs: Sequence[CvJob]) -> tuple[CvJob, ...]:
    """All jobs at the employer of the job at `place`."""
    return tuple(one for one in jobs if name_of(one.employer) == name_of(jobs[place].employer))


def name_of(employer: str) -> str:
    """The name alone: "Acme Robotics GmbH, Berlin" is "Acme Robotics"."""
    return _LEGAL.sub("", _SEAT.sub("", employer)).strip()


@lru_cache(256)
def _pattern(name: str) -> re.Pattern[str] | None:
    words = name.split()
    if not words or len(name) < _SHORTEST:
        return None
    whole = rf"(?i:{re.escape(name)})"
    rest = "".join(rf"(?:\s+{re.escape(word)})?" for word in words[1:])
    short = "" if not _is_telling(words[0]) else rf"|{re.escape(words[0])}{rest}"
    pair = "" if len(words) < 3 or _is_telling(words[0]) else rf"|{re.escape(' '.join(words[:2]))}"
    return re.compile(rf"(?<!\w)(?:{whole}{short}{pair})(?!\w)")


def _is_telling(word: str) -> bool:
    return len(word) > _SHORTEST and word[0].isupper() and word.lower().strip(".,") not in _COMMON
