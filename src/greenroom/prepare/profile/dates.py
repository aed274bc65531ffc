"""Dates and periods as CVs write them, in English, French and Chinese.

`find_periods` gives every period of a text with its place; months are 1 to 12, years 1500 to 2099.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTHS = (
    "jan(?:uary|v|vier)?|janv(?:ier)?",
    "feb(?:ruary|r)?|f[ée]v(?:r(?:ier)?)?",
    "mar(?:ch|s)?",
    "apr(?:il)?|avr(?:il)?",
    "may|mai",
    "june?|juin",
    "july?|juil(?:let)?",
    "aug(?:ust)?|ao[uû]t",
    "sep(?:t(?:ember|embre)?)?",
    "oct(?:ober|obre)?",
    "nov(?:ember|embre)?",
    "dec(?:ember)?|d[ée]c(?:embre)?",
)
_MONTH = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
_SEASON = r"spring|summer|autumn|fall|winter|printemps|[ée]t[ée]|automne|hiver|q[1-4]|t[1-4]|h[12]"
_YEAR = r"(?:1[5-9]|20)\d\d"
_PRESENT = (
    r"present(?:ly)?|pr[ée]sent|now|current(?:ly)?|ongoing|today|to\ date|till\ date|till\ now"
    r"|aujourd['’‘`]?\s?hui|actuel(?:lement)?|[àa]\ ce\ jour|en\ cours|maintenant|ce\ jour"
    r"|至今|现在|目前|今"
)
_POINT = rf"""
    (?P<present>(?<![^\W\u4e00-\u9fff])(?:{_PRESENT})(?![a-zé]))
  | (?P<iso>(?<![\d./]){_YEAR}[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?(?![\d]))
  | (?P<dmy>(?<![\d./])(?:(?:0?[1-9]|[12]\d|3[01])[-/.])?(?:0?[1-9]|1[0-2])\s?[-/.]\s?{_YEAR}(?!\d))
  | (?P<han>(?<!\d){_YEAR}\s*年(?:\s*(?:0?[1-9]|1[0-2])\s*月)?)
  | (?P<named>(?<!\w)(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er)?\.?\s+)?(?:{_MONTH})(?![^\W\d])\.?
      (?:\s+(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?=,))?
      ,?\s*(?:of\s+)?(?:(?P<ny>{_YEAR})|['’‘](?P<sy>\d\d)|(?P<hole>(?:19|20)XX|YYYY|XXXX))(?!\w))
  | (?P<season>(?<!\w)(?:{_SEASON})\s*,?\s*(?:of\s+)?(?P<sny>{_YEAR})(?!\d))
  | (?P<blank>(?<!\w)(?:Month|Mois|MM)[\s/.]+(?:(?:19|20)XX|YYYY|XXXX)(?!\w))
  | (?P<year>(?<![\w$€£¥.,#%+])(?:{_YEAR})(?![\d%+]|[.,]\d|\s?%))
"""
_KINDS = ("present", "iso", "dmy", "han", "named", "season", "blank", "year")
_POINT_RE = re.compile(_POINT, re.IGNORECASE | re.VERBOSE)
_DASH = r"[-–—−‐‑‒―~〜～…⁃→⟶➔⇒]"
_JOIN = re.compile(
    rf"\s*(?:{_DASH}{{1,3}}|\b(?:to|until|till|through|thru|and|et|au|jusqu['’]\s?(?:[àa]u?|en)|[àa])(?!\w)|至|到)\s*",
    re.IGNORECASE,
)
_SLASH = re.compile(r"\s?/\s?(?=\d)")  # "2018/19", between years only
_BARE_MONTH = re.compile(rf"(?<!\w)(?:{_MONTH})(?!\w)\.?\s*(?={_DASH}|to\b|[àa]\b)", re.IGNORECASE)
_SHORT_END = re.compile(r"(?P<two>\d\d)(?![\d.,/%]|\s?%)")
_SINCE = re.compile(r"(?:\b(?:since|from|depuis|d[èe]s)|自)\s*$", re.IGNORECASE)
_OPEN_END = re.compile(
    rf"\s*(?:{_DASH}|至)\s*(?=$|[)\]|,\t])|\s*(?:{_DASH}|\bto|\btill)\s*date(?!\w)", re.IGNORECASE
)
_DURATION = re.compile(
    r"[\s(\[·•,|\-–]*(?<![\w.])(?:less\ than\ a\ year|\d+\s*\+?\s*(?:years?|yrs?|ans?|年)(?:[\s,et&]*\d+\s*(?:months?|mos?|mois|个月))?"
    r"|\d+\s*(?:months?|mos?|mois|个月))[)\]]?(?![\w])",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time: a month, or a year where the month is 0; `present` stands for today."""

    year: int = 0
    month: int = 0
    present: bool = False

    @property
    def iso(self) -> str | None:
        """As "2021-03" or "2021"; None when the year is not given."""
        if not self.year:
            return None
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"


@dataclass(frozen=True, slots=True)
class DateRange:
    """A period found over `[at, to)` of a text; `single` when only one date is written."""

    at: int
    to: int
    start: Moment
    end: Moment
    single: bool


@lru_cache(maxsize=8192)
def find_periods(text: str) -> tuple[DateRange, ...]:
    """Every period in `text`, left to right, not overlapping."""
    return tuple(_find(text))


def duration_at(text: str, at: int) -> int:
    """Where the duration ("2 years 3 months") that follows at `at` ends; `at` when there is none."""
    match = _DURATION.match(text, at)
    return match.end() if match else at


def is_duration(text: str) -> bool:
    """Whether `text` as a whole is a length of time."""
    return _DURATION.fullmatch(text) is not None


def months_between(periods: list[tuple[str | None, str | None, bool]], today: date) -> list[int]:
    """Every month (counted from year 0) covered by the periods, once, up to `today`, sorted.

    A period without a start is left out; a year stands for January at the start and December at the end
    (its own twelve months when both ends are the same year).
    """
    now = today.year * 12 + today.month - 1
    covered: set[int] = set()
    for start, end, current in periods:
        if start is None:
            continue
        first = _month_number(start, last=False)
        last = now if current or end is None else _month_number(end, last=True)
        covered.update(range(first, min(last, now) + 1))
    return sorted(covered)


def _month_number(moment: str, *, last: bool) -> int:
    year, _, month = moment.partition("-")
    return int(year) * 12 + (int(month) - 1 if month else 11 if last else 0)


def _find(text: str) -> Iterator[DateRange]:
    at = 0
    while match := _POINT_RE.search(text, at):
        found = _range_from(text, match, at)
        if found is None:
            at = match.end()
            continue
        yield found
        at = found.to


def _range_from(text: str, match: re.Match[str], floor: int) -> DateRange | None:
    first, at = _moment(match), match.start()
    join = _JOIN.match(text, match.end())
    if join is None and match.group("year"):
        join = _SLASH.match(text, match.end())
    second = _POINT_RE.match(text, join.end()) if join else _beside(text, match)
    if second:
        return _ordered(at, second.end(), first, _moment(second), single=False)
    if first.present:
        return None
    return (
        _shared_year(text, match, floor)
        or _short_end(text, match, join)
        or _open_ended(text, match, floor)
        or _single(match)
    )


def _short_end(text: str, match: re.Match[str], join: re.Match[str] | None) -> DateRange | None:
    """`2018–19`: the second year borrows its century."""
    short = _SHORT_END.match(text, join.end()) if join and match.group("year") else None
    if short is None:
        return None
    first = _moment(match)
    end = Moment(first.year - first.year % 100 + int(short.group("two")))
    return DateRange(match.start(), short.end(), first, end, single=False) if end.year > first.year else None


def _open_ended(text: str, match: re.Match[str], floor: int) -> DateRange | None:
    """`since 2019` and `2019 –` with nothing after it run until today."""
    since, opened = _SINCE.search(text, floor, match.start()), _OPEN_END.match(text, match.end())
    if not (since or opened):
        return None
    at = since.start() if since else match.start()
    to = match.end() if since else opened.end() if opened else match.end()
    return DateRange(at, to, _moment(match), Moment(present=True), single=False)


def _single(match: re.Match[str]) -> DateRange | None:
    point = _moment(match)
    if match.group("year") and not 1940 <= point.year <= 2040:  # a bare number, not a year of a career
        return None
    return DateRange(match.start(), match.end(), point, point, single=True)


def _beside(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """A second date right beside the first in a cell that holds nothing else: the two ends of a date column."""
    if match.start() and text[match.start() - 1] != "\t":
        return None
    second = _POINT_RE.match(text, match.end() + 1) if text[match.end() : match.end() + 1] == " " else None
    return second if second and (second.end() == len(text) or text[second.end()] == "\t") else None


def _shared_year(text: str, match: re.Match[str], floor: int) -> DateRange | None:
    """`June to August 2019`: the first month borrows the year of the second."""
    last = _moment(match)
    if not match.group("named"):
        return None
    for bare in _BARE_MONTH.finditer(text, floor, match.start()):
        join = _JOIN.match(text, bare.end())
        if join and join.end() == match.start():
            month = next(n for n in range(1, 13) if bare.group(f"m{n}"))
            return DateRange(bare.start(), match.end(), Moment(last.year, month), last, single=False)
    return None


def _ordered(at: int, to: int, first: Moment, second: Moment, *, single: bool) -> DateRange:
    later_first = first.present or (
        not second.present
        and second.year > 0
        and (first.year, first.month or 1) > (second.year, second.month or 12)
    )
    if later_first and not second.present:
        first, second = second, first
    return DateRange(at, to, first, second, single)


def _moment(match: re.Match[str]) -> Moment:
    kind = next(name for name in _KINDS if match.group(name))
    numbers = [int(number) for number in re.findall(r"\d+", match.group())]
    if kind == "named" and not match.group("hole"):
        month = next(n for n in range(1, 13) if match.group(f"m{n}"))
        year = match.group("ny")
        return Moment(int(year) if year else _century(int(match.group("sy"))), month)
    return {
        "present": lambda: Moment(present=True),
        "iso": lambda: Moment(numbers[0], numbers[1]),
        "dmy": lambda: Moment(numbers[-1], numbers[-2]),
        "han": lambda: Moment(numbers[0], numbers[1] if len(numbers) > 1 else 0),
        "season": lambda: Moment(int(match.group("sny"))),
        "year": lambda: Moment(numbers[0]),
    }.get(kind, Moment)()


def _century(two: int) -> int:
    return 2000 + two if two < 60 else 1900 + two


def join_stacked(upper: DateRange, lower: DateRange) -> DateRange:
    """One period from two single dates set one above the other (a date column); places are the upper's."""
    return _ordered(upper.at, upper.to, upper.start, lower.start, single=False)
