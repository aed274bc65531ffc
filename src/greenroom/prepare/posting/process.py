"""The interview process, where the posting itself announces it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from greenroom.model.document import Cited, Document
from greenroom.prepare.posting.lexicon import Section, section_named
from greenroom.prepare.posting.sections import Passage
from greenroom.prepare.posting.units import Unit, sentences
from greenroom.prepare.posting.wording import excluded

_HOW_TO_APPLY = re.compile(r"(?i)apply|application\b|candidature|投递")
_STEP_WORD = re.compile(
    r"(?:\b(?:call|screen\w*|interviews?|panel|case(?: study)?|take[- ]?home|home ?work|assessment|technical|coding|system design|presentation|on-?site|values|final|reference|offer"
    r"|conversation|chat|stages?|steps?|rounds?|entretiens?|étapes?|échange|test|études? de cas|appel)\b|轮|面试|笔试)",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:(?:interview|hiring|recruit(?:ment|ing)|selection) (?:process|loop|steps|stages)|how we (?:hire|interview|recruit)|(?:the|our) process (?:is|has|consists|includes|involves|starts)|^process (?:is|:)"
    r"|processus de (?:recrutement|sélection)|(?:\d|two|three|four|five|six) (?:interviews|rounds of interviews|stages|entretiens))|面试流程",
    re.IGNORECASE,
)
_NO_STEP = re.compile(
    r"(?i)accommodat|\bnever\b|\bbelieve\b|more information|your time|\bemail\b|payment|background check|pre-employment|adjustment|disabilit|\bfraud|scam|\bAI tools?\b|handicap|recording|legal"
)
_NUMBERED = re.compile(r"(?i)(?:(?:step|stage|round|étape)\s*)?\d{1,2}\s*[.):–-]\s*\S")

_HEADING = 4  # words of a line that only opens a list
_BEFORE_NUMBER = re.compile(r"\s*\n\s*(?=\d{1,2}\s?[.)]\s)")


def process_of(document: Document, passages: Sequence[Passage]) -> tuple[Cited, ...]:
    """The steps or sentences that announce how candidates are chosen, in reading order; empty where none do."""
    text = document.text
    found: list[tuple[int, int]] = []
    listing = False  # the line above announced a list of steps
    for unit, titled in _lines(text, passages):
        words = text[unit.start : unit.end]
        if listing and (unit.bullet or _NUMBERED.match(words)):
            found.append((unit.start, unit.end))
            continue
        heading = (
            words.count(" ") < _HEADING
            and not re.search(r"[\d.]", words)
            and section_named(words) is Section.PROCESS
        )
        told = [] if heading else list(_told(text, unit, whole=titled))
        listing = heading or (bool(told) and not titled and words[-1] != ".")
        found += told
    return tuple(document.cite(start, end) for start, end in found)


def _lines(text: str, passages: Sequence[Passage]) -> Iterator[tuple[Unit, bool]]:
    """The units, numbered lines each by itself, and whether a heading above announces the process."""
    for passage in passages:
        titled = passage.section is Section.PROCESS and not _HOW_TO_APPLY.search(passage.heading)
        at = passage.unit.start
        for line in _BEFORE_NUMBER.finditer(text, at, passage.unit.end):
            yield replace(passage.unit, start=at, end=line.start()), titled
            at = line.end()
        yield replace(passage.unit, start=at), titled


def _told(text: str, unit: Unit, *, whole: bool) -> Iterator[tuple[int, int]]:
    """The parts of `unit` about the process: a step as it stands, of prose the sentences that name one."""
    if whole and (unit.bullet or _NUMBERED.match(text, unit.start, unit.end)):
        yield unit.start, unit.end
        return
    for start, end in sentences(text, unit.start, unit.end):
        sentence = text[start:end].strip()
        about = _STEP_WORD.search(sentence) and (whole or _ANNOUNCES.search(sentence))
        if about and not _NO_STEP.search(sentence) and not excluded(sentence):
            at = text.index(sentence, start)
            yield at, at + len(sentence)
