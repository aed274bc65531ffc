"""Something that was seen in code: what kind of thing, in which line, about which name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sight(StrEnum):
    """What was seen; none of these is a fault by itself."""

    NESTED = "nested"  # a loop in a loop, over something from outside of it
    SCANS = "scans"  # a list is searched, or shifted, again and again
    SORTS = "sorts"
    READS_ALL = "reads_all"
    COPIES = "copies"  # in a loop
    ARRAY = "array"  # a call, or an expression, that makes another large array
    KEEPS = "keeps"  # state that only grows, for the life of the object
    COLLECTS = "collects"  # the same, for the life of a call
    RECURS = "recurs"
    SWALLOWS = "swallows"
    MUTATES = "mutates"
    COMPARES = "compares"  # floats for equality
    DRAWS = "draws"  # at random, without a seed
    ASSUMES = "assumes"  # that there is something to divide by, or a first one
    SHARED = "shared"  # state of an object that is read and written again, with no lock in sight
    UNCHANGED = "unchanged"  # a function that is as it was handed out


@dataclass(frozen=True, slots=True)
class Seen:
    """A sight in `line`, about `name` ("" where it has none); `until` is its last line, or that of the outer loop, 0 for none."""

    sight: Sight
    line: int
    name: str = ""
    until: int = 0
