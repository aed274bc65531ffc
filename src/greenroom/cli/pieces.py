"""Pieces of content on the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from greenroom.cli.text import Page
from greenroom.content.arithmetic import in_digits, worked
from greenroom.model.content import Ask
from greenroom.model.course import Concept, Lesson
from greenroom.model.exercise import Exercise
from greenroom.model.lab import Scenario
from greenroom.model.ladder import Level, Role
from greenroom.model.practice import Drill, Estimation, Framework, RolePlay
from greenroom.model.question import Question
from greenroom.model.value import Value


def show_piece(page: Page, piece: Value, *, answers: bool = False) -> None:
    """A piece of any kind; `answers` opens what is closed for practice."""
    _show(piece, page, answers)


@singledispatch
def _show(piece: Value, _page: Page, _answers: bool) -> None:  # noqa: FBT001 - only called from above
    raise TypeError(f"{type(piece).__name__} is no piece of content")


@_show.register
def _question(piece: Question, page: Page, answers: bool) -> None:  # noqa: FBT001 - as above
    page.line(piece.title + (" (a draft)" if piece.draft else ""), "bold")
    page.line(
        f"{piece.role.label}, {_levels(piece.levels)}, round {piece.round}, {piece.minutes} minutes", "dim"
    )
    page.line()
    page.line(piece.statement)
    page.heading("What it tests")
    page.line(piece.tests)
    if not answers:
        page.heading("Practise")
        page.line("Be asked it:" if piece.draft else "Be asked it, with follow-ups:")
        page.line(f"greenroom interview start {piece.slug}", indent=2)
        page.line("Or write an answer down and have it rated:")
        page.line(f"greenroom judge --question-id {piece.slug} --answer FILE", indent=2)
        page.line("The data sheet, the rubric and the graded answers: add --answers.")
        return
    if piece.sheet:
        page.heading("What the interviewer tells when asked")
        for fact in piece.sheet:
            page.item(f"{fact.about}: {fact.tell}")
    page.heading("Rubric")
    for criterion in piece.criteria:
        page.line(f"{criterion.name} ({criterion.weight:.0%}): {criterion.tests}", indent=2)
        for name, text in ((name, text) for name, text in criterion.anchors if text):
            page.line(text, indent=16, lead=f"    {name}")
    if piece.followups:
        page.heading("Follow-ups")
    for probe in piece.followups:
        page.item(f"{probe.criterion}, {probe.when}: {probe.ask}")
    if piece.change:
        page.item(f"After {piece.change.after_min} minutes: {piece.change.say}")
    for exemplar in piece.exemplars:
        page.heading(f"Answer: {exemplar.kind.replace('_', ' ')}")
        page.line(", ".join(f"{name} {rating}" for name, rating in exemplar.expected.items()), "dim")
        page.line(exemplar.note, "dim")
        markdown(page, exemplar.text)


@_show.register
def _lesson(piece: Lesson, page: Page, answers: bool) -> None:  # noqa: FBT001 - as above
    _head(page, piece.title, piece.roles, piece.levels, piece.minutes)
    markdown(page, piece.text)
    page.heading("Check yourself")
    for number, check in enumerate(piece.checks, 1):
        page.line(check.ask, indent=4, lead=f" {number}. ")
        if answers:
            for wanted in check.criteria:
                page.line(wanted, indent=8, lead="      - ")
            page.line(check.answer, "dim", indent=6)
    if not answers:
        page.line(
            f"What a good answer says: greenroom library show {piece.slug} --kind lesson --answers", "dim"
        )


@_show.register
def _concept(piece: Concept, page: Page, _answers: bool) -> None:  # noqa: FBT001 - as above
    _head(page, piece.title, piece.roles, piece.levels, piece.minutes)
    if piece.prerequisites:
        page.line(f"Builds on: {', '.join(piece.prerequisites)}", "dim")
    markdown(page, piece.lesson)


@_show.register
def _exercise(piece: Exercise, page: Page, _answers: bool) -> None:  # noqa: FBT001 - as above
    _head(page, piece.title, piece.roles, piece.levels, piece.minutes)
    markdown(page, piece.statement)
    page.heading("Practise")
    page.line(f"greenroom code start {piece.slug}", indent=2)


@_show.register
def _scenario(piece: Scenario, page: Page, answers: bool) -> None:  # noqa: FBT001 - as above
    page.line(piece.title, "bold")
    page.line(_levels(piece.levels), "dim")
    markdown(page, piece.briefing)
    if answers:
        page.heading("What went wrong")
        markdown(page, piece.debrief)


@_show.register
def _drill(piece: Drill, page: Page, _answers: bool) -> None:  # noqa: FBT001 - as above
    _head(page, piece.title, piece.roles, piece.levels, piece.minutes)
    markdown(page, piece.task)


@_show.register
def _estimation(piece: Estimation, page: Page, answers: bool) -> None:  # noqa: FBT001 - as above
    _head(page, piece.title, piece.roles, piece.levels, piece.minutes)
    task, _, check = piece.text.partition("## Sanity check")
    markdown(page, task)
    if not answers:
        page.line(f"\nThe answer, step by step: greenroom library show {piece.slug} --answers", "dim")
        return
    page.heading("Step by step")
    values = worked(piece)
    for given in piece.givens:
        page.item(f"{given.name} = {in_digits(given.value)} {given.unit} ({given.why})")
    for step in piece.steps:
        page.item(f"{step.name} = {step.compute} = {in_digits(values[step.name])} {step.unit}. {step.says}")
    page.heading("Answer")
    page.line(
        f"{in_digits(piece.answer)} {piece.unit}; within a factor of {piece.factor:g} either way passes."
    )
    page.heading("Sanity check")
    markdown(page, check)


@_show.register
def _roleplay(piece: RolePlay, page: Page, answers: bool) -> None:  # noqa: FBT001 - as above
    _head(page, piece.title, (piece.role,), piece.levels, piece.minutes)
    page.line()
    page.line(piece.setting)
    page.line(f"Your aim: {piece.goal}")
    page.line(f"{piece.other.name}, {piece.other.position}: “{piece.other.opening}”")
    page.line(f"\nPlay it: greenroom interview start {piece.slug}", "dim")
    if answers:
        page.heading("What they do not say at first")
        page.line(piece.other.hidden)
        page.heading("What moves them")
        for move in piece.moves:
            effect = ", ".join(f"{name} {by:+d}" for name, by in move.effect.items())
            page.item(f"{move.does} ({effect}) “{move.says}”")
        page.heading("How it can end")
        for ending in piece.endings:
            page.item(f"{ending.rating}: {ending.outcome}")


@_show.register
def _framework(piece: Framework, page: Page, _answers: bool) -> None:  # noqa: FBT001 - as above
    page.line(piece.title, "bold")
    page.line(piece.purpose)
    for part in piece.parts:
        page.line(part.name, "bold", indent=4, lead="  - ")
        page.line(part.prompt, indent=4)
    page.line()
    page.line(piece.use)


@_show.register
def _ask(piece: Ask, page: Page, _answers: bool) -> None:  # noqa: FBT001 - as above
    page.line(piece.text, "bold")
    page.line(piece.why)
    page.line(piece.good_sign, indent=14, lead="Good sign ")
    page.line(piece.warning_sign, indent=14, lead="Warning sign ")


def _head(page: Page, title: str, roles: Iterable[Role], levels: tuple[Level, ...], minutes: float) -> None:
    page.line(title, "bold")
    page.line(f"{', '.join(role.label for role in roles)}; {_levels(levels)}; {minutes:g} minutes", "dim")


def _levels(levels: tuple[Level, ...]) -> str:
    return f"{levels[0]} to {levels[-1]}" if len(levels) > 1 else levels[0].value


def markdown(page: Page, text: str) -> None:
    """Headings, items and paragraphs; marks of emphasis are left out."""
    for line in text.replace("**", "").replace("`", "").strip().splitlines():
        if line.startswith("#"):
            page.heading(line.lstrip("# "))
        elif line.startswith(("- ", "* ")):
            page.item(line[2:])
        else:
            page.line(line)
