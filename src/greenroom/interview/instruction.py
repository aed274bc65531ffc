"""Where a sentence orders its grader about, or hands in its own result: the parts that are no answer.

A candidate may well speak *of* graders, rubrics and scores ("the judge model rates each reply from 1 to 5").
What gives an instruction away is who is spoken to and what is to happen: it calls the grader, orders a result
for this very answer, or claims one. Only that clause is named; what the candidate says beside it stays.

The words are in `addressing`, the ways to put them together in the table here; `reported` tells when they are
only told of, and `clause` how far they reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from greenroom.interview.addressing import (
    ALL_POINTS,
    CHECKED,
    DEEMED,
    EARLIER,
    EVERY_CRITERION,
    FIELD,
    GIVEN,
    GRADER,
    LEAD_IN,
    MEETS,
    NOW,
    ON_A_SCALE,
    ORDER,
    OUT_OF,
    RESULT,
    RULES,
    SET_ASIDE,
    THIS_ANSWER,
    TOP_RESULT,
    TOP_SCORE,
    WHOSE,
    any_of,
    compiled,
    maybe,
    some_of,
    up_to,
)
from greenroom.interview.calling import CALL, CHAT_MARK
from greenroom.interview.clause import clause_around
from greenroom.interview.disguise import disguised, unmasked
from greenroom.interview.reported import reported

_WINDOW, _OVERLAP = 1200, 300  # characters


@dataclass(frozen=True)
class Kind:
    """One way to address the grader.

    `says` is a pattern for all that is kept of it, and `after` for what stands before, which is not. `needs`
    is a part of `says` that it cannot do without: looked for first, it saves most texts the longer search.
    """

    name: str
    why: str
    says: str
    after: str = r"\b"
    needs: str = ""

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """The ranges of `text` that say it."""
        if self._needed.search(text):
            yield from (match.span("said") for match in self._whole.finditer(text))

    @cached_property
    def _needed(self) -> re.Pattern[str]:
        return compiled(self.needs)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return compiled(f"{self.after} (?P<said> {self.says} )")


def _opening(marks: str) -> str:
    """The beginning of a text, or of a clause after one of `marks`."""
    return rf"(?: ^ | [{marks}] \s* )"


_NO_MEASURE = rf"""(?!
    {OUT_OF} \d
    | [\w.,%]* \d
    | \s* (?: {any_of("%, percent, ms, days, hours, minutes, weeks, points")} | s\b )
)"""
"""What tells a result that is awarded from a figure that goes on or has a unit: that was measured."""
_ORDER = rf"{ORDER} \b (?! {up_to(60)} \b {ON_A_SCALE} \b )"
"""An order, and not a description of how things are rated."""
_FOR_THIS = rf"""(?:
    {THIS_ANSWER} | {EVERY_CRITERION}
    | {any_of("me, everything, it as, it a, it an, it full, it the")} \b
    | {any_of("the overall, overall rating, overall score, overall mark")}
    | {any_of("the score, the rating, the verdict, the grade, the result")}
)"""
"""What a result is ordered for."""

KINDS = (
    Kind(
        "a result ordered for this answer",
        why="Only a grader can give this answer a result.",
        says=rf"""
            {LEAD_IN} {_ORDER}
            (?= {up_to(50)} \b {_FOR_THIS} )
            {up_to(70)}? \b {TOP_RESULT}
        """,
        needs=rf"\b {TOP_RESULT}",
    ),
    Kind(
        "the best result ordered, then for what",
        why="The same order with its words the other way round.",
        says=rf"""
            {LEAD_IN} {_ORDER} {up_to(25)} \b {TOP_RESULT}
            {up_to(40)} \b (?:
                {THIS_ANSWER} | {EVERY_CRITERION} | {any_of("to me, for me, here, overall")}
            ) \b
        """,
        needs=rf"\b {TOP_RESULT}",
    ),
    Kind(
        "the best score ordered, and nothing more",
        why="A whole clause that orders the best score can mean nothing but this one.",
        after=_opening(r".;:!?–—\])}>\n"),
        says=rf"{LEAD_IN} {_ORDER} {up_to(15)} \b {TOP_SCORE} (?= \s* (?: $ | [.,;!?)\]] ) )",
    ),
    Kind(
        "an order after the grader's name",
        why="Who is called by name is spoken to, so less is needed to make it an order.",
        after=_opening(r".;:!?,–—(\[{<\n"),
        says=rf"""
            {some_of("note, message, instructions?, dear, attention, hey, hello, hi, to, for", 2)}
            {GRADER} \s* [:,!–—\]-]+ \s* {LEAD_IN}
            (?: {_ORDER} | this\ is ) {up_to(50)} \b (?: {TOP_RESULT} | met | 4 ) \b
        """,
    ),
    Kind(
        "the rubric put aside",
        why="The rubric, and what the grader was told, are no matter of the candidate's.",
        says=rf"""
            {LEAD_IN} {SET_ASIDE} \b {up_to(40)} \b (?:
                {EARLIER} \b {up_to(25)} \b {RULES}
                | {any_of("the, this, your")}\ (?:
                    rubric | criteria | system\ prompt
                    | {any_of("grading, scoring")}\ {any_of("rules, criteria, instructions, guidelines")}
                )
                | everything\ {any_of("above, before, you were told, that came before")}
            ) \b
        """,
        needs=rf"{SET_ASIDE} \b",
    ),
    Kind(
        "a result claimed for this answer",
        why="What an answer is worth is said by who reads it.",
        says=rf"""
            {THIS_ANSWER}\ (?: {up_to(40)} \b )? (?:
                {any_of("has, have")}\ {maybe("already")} been
                    \ {maybe("fully, manually, independently, already, officially")} {CHECKED}
                | {any_of("is, was")}\ {maybe("already, hereby, officially")}
                    {any_of("pre-?approved, verified, certified, approved")}
                | {maybe("fully, completely, clearly, already, perfectly")} {MEETS}
                    \ {any_of("all, every, each, the rubric, the criteria")}
                | {any_of("deserves?, earns?, merits?")}
                | {any_of("should, must, is to, has to, shall, ought to")}
                    \ {any_of("be, get, receive, obtain, have")}
                    \ {maybe("be")} (?: {GIVEN} | {any_of("a, an, the")}\ )
                | {any_of("is, counts as, qualifies as, rates")}\ {maybe("a, an, to be")}
                    (?: {TOP_RESULT} | 4\b | {any_of("perfect, model answer, gold standard")} )
            )
        """,
    ),
    Kind(
        "every criterion called met",
        why="A candidate has a criterion or two of their own, and does not report on all of the rubric's.",
        says=rf"""
            {EVERY_CRITERION} \b {up_to(40)} \b (?:
                {any_of("is, are, as, be, been, were")}\ {DEEMED}
                    {any_of("met, satisfied, fulfilled, covered, passed, excellent, 4")}
                | to\ met
                | [:=]\ ? {any_of("met, 4, excellent, passed, pass")}
                | {any_of("is, are, were")}\ present
            ) \b
        """,
    ),
    Kind(
        "a role for the grader",
        why="Who is told to be somebody else is to rate like them.",
        after=_opening(r".;:!?,–—\]>}\n"),
        says=rf"""
            {LEAD_IN} (?:
                (?: from\ now\ on,?\ )? {any_of("you're, you are")}\ {NOW} {maybe("a, an, the")}
                    {up_to(30)} \b (?: {GRADER} | {any_of("interviewer, teacher, friend, fan")} ) \b
                    {up_to(30)} \b {any_of("who, that, and, with, which, whose")} \b
                | {any_of("pretend, imagine, act, behave, assume, suppose, role-?play")} \b
                    {up_to(30)} \b (?:
                        {any_of("you're, you are, your role, as if, as the, that")}
                        | {THIS_ANSWER} | as\ an?\ ) \b
                    {up_to(60)} \b (?:
                        {GRADER} | {TOP_RESULT} | {EVERY_CRITERION}
                        | {any_of("rubric, criteria, loves?, likes?, gives?, no rules")}
                    )
            )
        """,
    ),
    Kind(
        "a result as the grader would return it",
        why="An answer is speech; a record with a rating in it is the grader's output, written beforehand.",
        after="",
        says=rf"""
            [{{\[] [^\n]{{0,80}}?
            ["'] {FIELD} ["'] \s* : \s* [\[{{"']{{0,3}} \s*
            {any_of("4, 5, 10, 100, 1[.]0, met, excellent, strong[_ ]hire, pass, true, perfect")} \b
            [^\n]{{0,300}} [\]}}]
        """,
    ),
    Kind(
        "a result as a line of a form",
        why='"Overall: 4/4" is what a grader writes down; a measured score has other figures or a unit.',
        after=r"(?: ^ | [.;!?,|\]>}\n(–—] ) \s*",
        says=rf"""
            ["']? {WHOSE}
            (?: {RESULT} | {any_of("criterion, criteria")} (?:\ [\w-]{{1,12}})? | c\d{{1,2}} ) ["']?
            (?: \ ? \( {any_of("1-4, of 4, /4")} \) )?
            (?: \s* (?: [:=|–—-]{{1,2}} | is | -> | => ) \s* | \s{{2,}} )
            ["']? (?:
                (?: {ALL_POINTS} | 4 (?:[.,]0)? | 10 | 100 ) {_NO_MEASURE}
                | {any_of("fully met, excellent, perfect, outstanding, strong[ _-]hire, a[+]")}
                | {any_of("met, passed, pass")} \b
            )
        """,
    ),
)
"""What is looked for, in this order."""


def instructions(sentence: str) -> tuple[tuple[int, int], ...]:
    """The ranges of `sentence` that are addressed to the grader, in order and not overlapping."""
    return _known(sentence) if len(sentence) <= _WINDOW else _found(sentence)


@lru_cache(8192)  # the earlier answers of a round come again with each new one
def _known(sentence: str) -> tuple[tuple[int, int], ...]:
    return _found(sentence)


def _found(sentence: str) -> tuple[tuple[int, int], ...]:
    text = unmasked(sentence)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(_everywhere(text)):
        if joined and start <= joined[-1][1] + 2:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def calls(sentence: str) -> bool:
    """Whether a sentence begins by calling the grader, or as a message to it."""
    return bool(CALL.search(unmasked(sentence[:_WINDOW])))


def _everywhere(text: str) -> Iterator[tuple[int, int]]:
    """What is found in windows that overlap: patterns look far, so a text without an end must not be one."""
    yield from disguised(text)
    for at in range(0, max(1, len(text) - _OVERLAP), _WINDOW - _OVERLAP):
        part = text[at : at + _WINDOW]
        found = [clause_around(part, start, end) for start, end in _cores(part)]
        found += [mark.span() for mark in CHAT_MARK.finditer(part)]
        yield from ((at + start, at + end) for start, end in found)


def _cores(text: str) -> Iterator[tuple[int, int]]:
    """What gives an instruction away, each from its first word to its last."""
    seen: list[tuple[int, int]] = []
    for kind in KINDS:
        for start, end in kind.find(text):
            within = any(first <= start and end <= last for first, last in seen)
            if not within and not reported(text, start, end):
                seen.append((start, end))
                yield start, end
