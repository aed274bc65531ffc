"""The level a posting asks for: words of the title first, then years, then scope."""

from __future__ import annotations

import re

from greenroom.model.document import Cited, Document
from greenroom.model.ladder import Level, Role
from greenroom.model.posting import LevelReading, Need, Requirement

_TITLE_WORDS = (
    (Level.ENTRY, r"\bintern(?:ship)?\b|\bstage\b|\bstagiaire\b|\balternan\w+|\bjunior\b|\bjr\b\.?|\bentry[- ]level\b|\bgraduate\b|\btrainee\b|\bassociate (?:product|ml|ai|data|software|engineer|machine)|\bapm\b|\bengineer i\b|实习|初级|应届"),
    (Level.DIRECTOR, r"senior principal|distinguished|\bfellow\b|(?<!associate )(?<!assistant )\bdirector\b|\bhead of\b|\bchief\b(?! data scientist)|\bcto\b|directeur|directrice|总监"),
    (Level.STAFF, r"\bstaff\b|\bprincipal\b|\bgroup (?:product|pm)\b|associate director|chief data scientist|\bsenior lead\b|\bsr\.? lead\b|(?:senior|sr\.?) (?:engineering |software |data science )?manager(?!.*product)|专家|资深"),
    (Level.SENIOR, r"\bsenior\b|\bsr\b\.?|\blead\b|\bfounding\b|\bengineer iii\b|\biii\b|confirmé|expérimenté|leader technique|\bexpert\b|高级|负责人"),
    (Level.MID, r"\bii\b|\bmid[- ]level\b|\bmid\b|\bintermediate\b|中级"),
)  # fmt: skip
_RULES = tuple((level, re.compile(pattern, re.IGNORECASE)) for level, pattern in _TITLE_WORDS)
_BANK_GRADE = re.compile(r"(?i)\b(?:assistant |associate )?vice president\b|\ba?vp\b")
_BUILDER = re.compile(r"(?i)engineer|developer|scientist|architect")
_ENTRY_TEXT = re.compile(
    r"(?i)\b(?:new grads?|recent graduates?|entry[- ]level|no (?:prior )?experience (?:is )?(?:required|needed)|internship|stage de fin d['’]études)\b"
)
_STATED_TEXT = re.compile(
    r"(?i)\b(senior|staff|principal|junior|mid[- ]level) (?:(?:\w+|/|&)[ /-]){0,3}?(?:engineer|scientist|developer|product manager|pm)\b"
)


def level_of(
    document: Document, title: Cited | None, role: Role, requirements: tuple[Requirement, ...]
) -> LevelReading:
    """The level asked for; `stated` when the title, or the text in so many words, says it."""
    if title is not None and (level := _in_title(title.text, role)) is not None:
        return LevelReading(level=_held(level, role), stated=True, because=(title,))
    if (entry := _ENTRY_TEXT.search(document.text, 0, 3000)) and _most_years(requirements)[0] < 3:
        return LevelReading(
            level=_held(Level.ENTRY, role), stated=True, because=(document.cite(*entry.span()),)
        )
    if said := _STATED_TEXT.search(document.text, 0, 2500):
        level = next(level for level, rule in _RULES if rule.search(said.group(1)))
        return LevelReading(level=_held(level, role), stated=True, because=(document.cite(*said.span()),))
    years, statement = _most_years(requirements)
    because = (statement.statement,) if statement else ()
    return LevelReading(level=_held(_of_years(years), role), stated=False, because=because)


def years_of(requirements: tuple[Requirement, ...]) -> float | None:
    """The years of experience the posting insists on, or None when it names none."""
    years, statement = _most_years(requirements)
    return years if statement else None


def _in_title(title: str, role: Role) -> Level | None:
    level = next((level for level, rule in _RULES if rule.search(title)), None)
    if (
        level is Level.STAFF
        and re.search(r"(?i)\bprincipal\b", title)
        and role in (Role.ML_ENGINEER, Role.AI_ENGINEER)
    ):
        return Level.DIRECTOR if not re.search(r"(?i)scientist", title) else Level.STAFF
    if level is None and _BANK_GRADE.search(title):
        return Level.SENIOR if _BUILDER.search(title) else Level.DIRECTOR
    if level is None and role is Role.ML_ENGINEERING_MANAGER and re.search(r"(?i)\bmanager\b", title):
        return Level.SENIOR  # the first rung of managers
    if (
        level is Level.DIRECTOR
        and role is not Role.ML_ENGINEERING_MANAGER
        and _BUILDER.search(title)
        and "principal" not in title.casefold()
    ):
        return Level.STAFF  # "Platform Engineer, Director" is a grade
    return level


def _held(level: Level, role: Role) -> Level:
    """No engineering manager stands below the third rung."""
    return Level.SENIOR if role is Role.ML_ENGINEERING_MANAGER and level.rank < Level.SENIOR.rank else level


def _most_years(requirements: tuple[Requirement, ...]) -> tuple[float, Requirement | None]:
    dated = [r for r in requirements if r.years is not None and r.need is Need.MUST]
    if not dated:
        return 0.0, None
    most = max(dated, key=lambda r: r.years or 0)
    return most.years or 0.0, most


def _of_years(years: float) -> Level:
    if years >= 10:
        return Level.STAFF
    if years >= 5:
        return Level.SENIOR
    return Level.ENTRY if 0 < years < 1.5 else Level.MID
