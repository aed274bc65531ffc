"""Rung "prose": lessons and drills have their parts, and nothing is written in stock phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenroom.content.read import Entry, Shelf
from greenroom.content.reading_level import grade
from greenroom.content.toml_file import TomlFile
from greenroom.errors import PackIssue
from greenroom.model.course import Concept, Lesson
from greenroom.model.practice import Drill, Estimation
from greenroom.model.value import Value

_RUNG = "prose"
CONCEPT_HEADINGS = ("Why it comes up", "The idea", "Worked example", "The trade-off", "In an interview")
DRILL_HEADINGS = ("Task", "Done when", "If it was easy")
LESSON_HEADINGS = (*CONCEPT_HEADINGS[:4], "How it sounds", "What each level needs")
ESTIMATION_HEADINGS = ("Task", "Sanity check")
DESIGN_HEADINGS = ("Goal", "Out of scope", "Common mistakes")
CONCEPT_WORDS, LESSON_WORDS = (200, 600), (400, 900)
STATEMENT_WORDS, ANSWER_WORDS = (8, 90), (60, 320)
HARDEST = 12.0
"""The Flesch-Kincaid grade that no statement or page may pass: the hardest statement of the first-party packs has 10.6, the
hardest page 8.3. Candidates read many of them, often in their second language."""
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
    for concept in shelf.of(Concept):
        yield from _headings(concept, concept.value.lesson, CONCEPT_HEADINGS)
        yield from _length(concept, concept.value.lesson, CONCEPT_WORDS)
    for lesson in shelf.of(Lesson):
        yield from _headings(lesson, lesson.value.text, LESSON_HEADINGS)
        yield from _length(lesson, lesson.value.text, LESSON_WORDS)
    for drill in shelf.of(Drill):
        yield from _headings(drill, drill.value.task, DRILL_HEADINGS)
    for estimation in shelf.of(Estimation):
        yield from _headings(estimation, estimation.value.text, ESTIMATION_HEADINGS)
    for question in shelf.questions:
        yield from _length(question, question.value.statement, STATEMENT_WORDS, "statement")
        for answer in question.answers:
            yield from _length(answer, answer.value.text, ANSWER_WORDS, "answer")
    for entry, text in _read_by_candidates(shelf):
        found = grade(text)
        if found > HARDEST:
            message = f"hard to read: Flesch-Kincaid grade {found:.0f}"
            yield entry.file.issue_at(
                _RUNG, 0, message, f"at most {HARDEST:.0f}: shorter sentences, plainer words"
            )
    for file in _files(shelf).values():
        yield from _words(file)


def _read_by_candidates(shelf: Shelf) -> Iterator[tuple[Entry[Value], str]]:
    yield from ((entry, entry.value.statement) for entry in shelf.questions)
    yield from ((entry, entry.value.lesson) for entry in shelf.of(Concept))
    yield from ((entry, entry.value.text) for entry in shelf.of(Lesson))
    yield from ((entry, entry.value.task) for entry in shelf.of(Drill))
    yield from ((entry, entry.value.text) for entry in shelf.of(Estimation))
    yield from ((Entry(one.value, one.briefing), one.value.briefing) for one in shelf.scenarios)
    yield from ((Entry(one.value, one.debrief), one.value.debrief) for one in shelf.scenarios)


def _length(
    entry: Entry[Value], text: str, words: tuple[int, int], what: str = "lesson"
) -> Iterator[PackIssue]:
    least, most = words
    count = len(text.split())
    if not least <= count <= most:
        yield entry.file.issue_at(_RUNG, 0, f"the {what} has {count} words", f"{least} to {most} words")


def headings_of(text: str) -> tuple[str, ...]:
    """The headings of a Markdown text, in order."""
    return tuple(match[1] for match in _HEADING.finditer(text))


def _headings(entry: Entry[Value], text: str, wanted: tuple[str, ...]) -> Iterator[PackIssue]:
    found = headings_of(text)
    if found != wanted:
        missing = [heading for heading in wanted if heading not in found]
        message = f"without {', '.join(missing)}" if missing else "not these, in this order"
        yield entry.file.issue_at(_RUNG, 0, f"the headings are {message}", "## " + ", ## ".join(wanted))


def _files(shelf: Shelf) -> dict[str, TomlFile]:
    """Every file that was read but the graded answers, once (one ask.toml holds many entries)."""
    questions = [file for entry in shelf.questions for file in entry.files]
    scenarios = [file for entry in shelf.scenarios for file in entry.files]
    others = [entry for pack in shelf.packs for entry in pack.others]
    packs = [pack.info.file for pack in shelf.packs]
    return {file.name: file for file in (*packs, *questions, *scenarios, *(entry.file for entry in others))}


def _words(file: TomlFile) -> Iterator[PackIssue]:
    for text, body in ((file.source, False), (file.body, True)):
        for match in _STOCK.finditer(text):
            message = f"{match[0]!r} is a stock phrase"
            yield file.issue_at(_RUNG, match.start(), message, "say what happens", body=body)
        for match in _EMOJI.finditer(text):
            message = f"{match[0]!r} is an emoji"
            yield file.issue_at(_RUNG, match.start(), message, "use words", body=body)
