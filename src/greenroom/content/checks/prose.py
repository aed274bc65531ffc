"""Rung "prose": lessons and drills have their parts, and nothing is written in stock phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenroom.content.read import Entry, Shelf
from greenroom.content.toml_file import TomlFile
from greenroom.errors import PackIssue
from greenroom.model.content import Concept, Drill

_RUNG = "prose"
LESSON_HEADINGS = ("Why it comes up", "The idea", "Worked example", "The trade-off", "In an interview")
DRILL_HEADINGS = ("Task", "Done when", "If it was easy")
LESSON_WORDS = (200, 600)
STOCK_PHRASES = (
    r"leverag(?:e|es|ed|ing)",
    r"delv(?:e|es|ed|ing)",
    r"utili[sz](?:e|es|ed|ing)",
    r"synerg(?:y|ies|istic)",
    r"seamless(?:ly)?",
    r"holistic(?:ally)?",
    r"cutting[- ]edge",
    r"game[- ]chang(?:er|ers|ing)",
    r"best[- ]in[- ]class",
    r"world[- ]class",
    r"ever[- ]evolving",
    r"supercharg(?:e|es|ed|ing)",
    r"(?:rich )?tapestry",
    r"paradigm shift",
    r"testament to",
)
_STOCK = re.compile(rf"\b(?:{'|'.join(STOCK_PHRASES)})\b", re.IGNORECASE)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0f]")
_HEADING = re.compile(r"^#+ +(.*?) *$", re.MULTILINE)


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Headings missing or out of order, lessons too short or long, emoji, stock phrases.

    Graded answers are left alone: candidates talk as they talk, and decoys live on stock phrases.
    """
    for concept in shelf.concepts:
        yield from _lesson(concept)
    for drill in shelf.drills:
        yield from _headings(drill, drill.value.task, DRILL_HEADINGS)
    for file in _files(shelf).values():
        yield from _words(file)


def _lesson(entry: Entry[Concept]) -> Iterator[PackIssue]:
    lesson = entry.value.lesson
    yield from _headings(entry, lesson, LESSON_HEADINGS)
    least, most = LESSON_WORDS
    count = len(lesson.split())
    if not least <= count <= most:
        hint = f"{least} to {most} words"
        yield entry.file.issue_at(_RUNG, 0, f"the lesson has {count} words", hint)


def _headings(
    entry: Entry[Concept] | Entry[Drill], text: str, wanted: tuple[str, ...]
) -> Iterator[PackIssue]:
    found = tuple(match[1] for match in _HEADING.finditer(text))
    if found != wanted:
        missing = [heading for heading in wanted if heading not in found]
        message = f"without {', '.join(missing)}" if missing else "not these, in this order"
        yield entry.file.issue_at(_RUNG, 0, f"the headings are {message}", "## " + ", ## ".join(wanted))


def _files(shelf: Shelf) -> dict[str, TomlFile]:
    """Every file that was read but the graded answers, once (one ask.toml holds many entries)."""
    questions = [file for entry in shelf.questions for file in (entry.file, entry.rubric, entry.followups)]
    others = [*shelf.loops, *shelf.concepts, *shelf.drills, *shelf.frameworks, *shelf.asks]
    packs = [pack.info.file for pack in shelf.packs]
    return {file.name: file for file in (*packs, *questions, *(entry.file for entry in others))}


def _words(file: TomlFile) -> Iterator[PackIssue]:
    for text, body in ((file.source, False), (file.body, True)):
        for match in _STOCK.finditer(text):
            message = f"{match[0]!r} is a stock phrase"
            yield file.issue_at(_RUNG, match.start(), message, "say what happens", body=body)
        for match in _EMOJI.finditer(text):
            message = f"{match[0]!r} is an emoji"
            yield file.issue_at(_RUNG, match.start(), message, "use words", body=body)
