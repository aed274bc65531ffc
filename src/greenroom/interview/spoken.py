"""Numbers as they are said, read as they are written: "two hundred and fifty milliseconds" is 250 ms.

A judge must rate a spoken answer as it rates the same answer typed. "One" is mostly no number and stays, unless a unit
or another number word follows.
"""

from __future__ import annotations

import re

from greenroom.interview.markup import Change

_ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10),
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        strict=True,
    )
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SMALL = "|".join([*_TENS, *sorted(_ONES, key=len, reverse=True)])
_ANY = f"(?:{_SMALL}|{'|'.join(_SCALES)})"
_JOIN = r"(?:[ \t]+and[ \t]+|[ \t]*-[ \t]*|[ \t]+)"
_UNIT = (
    r"(?:percent|per[ \t]cent|milliseconds?|ms|seconds?|minutes?|hours?|days?|weeks?|months?|years?|times|"
    r"gigabytes?|megabytes?|dollars?|euros?|cents?|pounds?)"
)
_NUMBER = re.compile(
    rf"\b(?P<whole>(?:a[ \t]+(?=(?:{'|'.join(_SCALES)})\b))?{_ANY}(?:{_JOIN}{_ANY}){{0,12}})\b"
    rf"(?P<part>[ \t]+point(?:[ \t]+(?:{_SMALL})){{1,4}}\b)?(?P<half>[ \t]+and[ \t]+a[ \t]+half\b)?(?=(?P<unit>[ \t]+{_UNIT}\b)?)",
    re.IGNORECASE,
)
_WORDY_UNIT = re.compile(r"(?<=\d)[ \t]+(?P<unit>percent|per[ \t]cent|milliseconds?)\b", re.IGNORECASE)


def digits(text: str) -> list[Change]:
    """The spoken numbers of a text as figures, in order and not overlapping; hundreds of thousands get commas."""
    return [change for match in _NUMBER.finditer(text) for change in _figures(match)]


def units(text: str) -> list[Change]:
    """The units after figures as they are written: % and ms."""
    return [
        Change(match.start("unit"), match.end(), "%" if match["unit"].lower().startswith("per") else "ms")
        for match in _WORDY_UNIT.finditer(text)
    ]


def _figures(match: re.Match[str]) -> list[Change]:
    """One phrase as one number, or as several where its words do not add up to one ("two or three", "five ten")."""
    runs = _runs(match)
    if match.group("part", "half") == (None, None):
        bare = len(runs) == 1 and runs[0][2] <= 1 and " " not in match["whole"] and match["unit"] is None
        return [] if bare else [Change(start, end, _written(value)) for start, end, value in runs]
    *first, (start, _end, value) = runs
    tail = "".join(str(_small(word)) for word in match["part"].split()[1:]) if match["part"] else "5"
    said = Change(
        start, match.end("half") if match["half"] else match.end("part"), f"{_written(value)}.{tail}"
    )
    return [*(Change(a, b, _written(one)) for a, b, one in first), said]


def _runs(match: re.Match[str]) -> list[tuple[int, int, int]]:
    """(start, end, value) of each number in the phrase."""
    offset = match.start("whole")
    runs: list[tuple[int, int, int]] = []
    total, group, start, end = 0, 0, -1, 0
    last = 10_000_000_000  # the size of what was said last: the next must be smaller, or a scale
    for word in re.finditer(r"[a-z]+", match["whole"], re.IGNORECASE):
        name = word[0].lower()
        if name in {"and", "a"}:
            start = word.start() if name == "a" and start < 0 else start
            continue
        if name in _SCALES:
            scale = _SCALES[name]
            if scale == _SCALES["hundred"]:
                group = max(1, group) * scale
            else:
                total, group = total + max(1, group) * scale, 0
            last = scale
        else:
            value = _small(name)
            year = start >= 0 and total == 0 and group in {19, 20} and value >= _TENS["twenty"]
            fits = (
                last > 9
                and value < min(last, 100)
                and (last >= 100 or (last >= 20 and value < 10 and value > 0))
            )
            if year:
                group = group * 100 + value
            elif start >= 0 and not fits:
                runs.append((offset + start, offset + end, total + group))
                total, group, start = 0, value, -1
            else:
                group += value
            last = value
        start = word.start() if start < 0 else start
        end = word.end()
    runs.append((offset + start, offset + end, total + group))
    return runs


def _small(word: str) -> int:
    low = word.lower()
    return _ONES[low] if low in _ONES else _TENS[low]


def _written(value: int) -> str:
    return f"{value:,}" if value >= 10_000 else str(value)
