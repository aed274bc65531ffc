"""The use cases of a coding round: begin an exercise, take a hint, try the shown cases, submit, see the reference.

What was handed in is on disk before it runs: a crash in between leaves a submission without a verdict, which `submit` with the
same code gives one.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from greenroom.errors import InputError, SandboxError
from greenroom.interview.asking import NO_SHEET, facts_for, told
from greenroom.interview.nearness import texts_of
from greenroom.model.coding import CodingRound, CodingStep, StepKind, rounds_of
from greenroom.model.exercise import Exercise, Hint
from greenroom.model.ladder import Level
from greenroom.model.verdict import Verdict
from greenroom.ports import Encoder, Store
from greenroom.service.coding_folder import files_of
from greenroom.service.grading import Grading
from greenroom.service.library import Library

_LONGEST = 200_000  # characters of a submission


@dataclass(frozen=True)
class Coding:
    """Coding rounds on the user's store; `grading` is made at its first use, since it probes for a sandbox."""

    store: Store
    library: Library
    encoder: Encoder
    grading: Callable[[], Grading]
    now: Callable[[], datetime]
    new_id: Callable[[], str]

    def exercise(self, slug: str) -> Exercise:
        """An exercise of the installed packs.

        Raises:
            InputError: There is none of that name ("no_exercise"); names those that are near.
        """
        known = {one.slug: one for one in self.library.catalogue.exercises}
        if slug in known:
            return known[slug]
        near = difflib.get_close_matches(slug, known, n=3, cutoff=0.4)
        hint = f"Did you mean: {', '.join(near)}?" if near else "greenroom code list shows them."
        raise InputError(f"There is no exercise {slug}.", hint=hint, code="no_exercise")

    def at_level(self, slug: str) -> Exercise:
        """An exercise with the limits of the level that its round was started at.

        Raises:
            InputError: As `exercise`.
        """
        return self.exercise(slug).at(self.round(slug).level)

    def start(self, slug: str, level: Level | None = None) -> CodingRound:
        """Begin an exercise, or begin it anew, at a level; None for the lowest it is asked at.

        Raises:
            InputError: As `exercise`; or it is not asked at that level ("no_level").
        """
        exercise = self.exercise(slug)
        if level is not None and level not in exercise.levels:
            said = f"{exercise.title} is not asked at {level} level."
            raise InputError(said, hint=f"It is asked at: {', '.join(exercise.levels)}.", code="no_level")
        self._add(exercise, StepKind.STARTED, level=level or exercise.levels[0])
        return self.round(slug)

    def folder(self, slug: str, level: Level | None = None) -> dict[str, str]:
        """The files of a folder to work in, by name; what the visible tests expect is worked out by the reference.

        Raises:
            InputError: As `exercise`.
            SandboxError: There is no sandbox, or the Python in it has not what the exercise needs.
        """
        exercise = self.exercise(slug)
        exercise = exercise.at(level or exercise.levels[0])
        shown = [case for case in exercise.cases if case.shown]
        with _told(exercise):
            return files_of(exercise, shown, self.grading().known(exercise, shown))

    def round(self, slug: str) -> CodingRound:
        """What was done since the exercise was last begun; no steps where it never was.

        Raises:
            InputError: As `exercise`.
        """
        rounds = rounds_of(self.store.coding_steps(self.exercise(slug).slug))
        return rounds[-1] if rounds else CodingRound(exercise=slug, steps=())

    def hint(self, slug: str) -> tuple[Hint, int]:
        """The next hint, and how many are left after it.

        Raises:
            InputError: As `exercise`; or all were given ("no_hint").
        """
        exercise, taken = self.exercise(slug), len(self._begun(slug).of(StepKind.HINT))
        if taken >= len(exercise.hints):
            said = f"All {taken} hints were given."
            raise InputError(
                said, hint="Submit what you have; then the reference can be shown.", code="no_hint"
            )
        self._add(exercise, StepKind.HINT)
        return exercise.hints[taken], len(exercise.hints) - taken - 1

    def ask(self, slug: str, text: str) -> str:
        """What the interviewer says to a clarifying question; what the statement leaves open is on the sheet.

        Raises:
            InputError: As `exercise`.
        """
        sheet = self.exercise(slug).sheet
        self.encoder.learn(texts_of(sheet))
        return told(facts_for(text, sheet, self.encoder), text) if sheet else NO_SHEET

    def test(self, slug: str, code: str) -> Verdict:
        """How `code` does on the cases that are shown; nothing is kept.

        Raises:
            InputError: As `exercise`, or the code is empty or too long.
            SandboxError: There is no sandbox.
        """
        exercise = self.at_level(slug)
        with _told(exercise):
            return self.grading().verdict(exercise, _sound(code), only_shown=True)

    def submit(self, slug: str, code: str) -> CodingStep:
        """Keep `code`, then run it on every case; the submission with its verdict.

        Raises:
            InputError: As `test`.
            SandboxError: There is no sandbox; the submission is kept.
        """
        self._begun(slug)
        exercise = self.at_level(slug)
        kept = self._add(exercise, StepKind.SUBMITTED, _sound(code))
        with _told(exercise):
            verdict = self.grading().verdict(exercise, code)
        self.store.set_verdict(kept.id, verdict)
        return kept.model_copy(update={"verdict": verdict})

    def reveal(self, slug: str) -> Exercise:
        """The exercise with its reference, once something was submitted.

        Raises:
            InputError: As `exercise`; or nothing was submitted yet ("not_submitted").
        """
        exercise, done = self.exercise(slug), self.round(slug)
        if not done.submissions:
            raise InputError(
                "The reference is shown after a submission.",
                hint=f"Submit what you have, also where it is not finished: greenroom code submit {slug}",
                code="not_submitted",
            )
        if not done.of(StepKind.REVEALED):
            self._add(exercise, StepKind.REVEALED)
        return exercise

    def rounds(self) -> tuple[CodingRound, ...]:
        """What was done on each exercise since it was last begun, those done last first."""
        steps = self.store.coding_steps()
        last = {one.exercise: one for one in rounds_of(steps)}
        newest = dict.fromkeys(step.exercise for step in reversed(steps))
        known = {one.slug for one in self.library.catalogue.exercises}
        return tuple(last[slug] for slug in newest if slug in known)

    def suggested(self) -> Exercise | None:
        """The one to do next: what was begun last and is not solved, else the shortest of the family with the fewest solved.

        None where all are solved.
        """
        known = self.library.catalogue.exercises
        done = self.rounds()
        solved = {one.exercise for one in done if one.is_solved}
        begun = [one.exercise for one in done if one.exercise not in solved]
        if begun:
            return self.exercise(begun[0])
        of_family = Counter(one.family for one in known if one.slug in solved)
        left = (one for one in known if one.slug not in solved)
        return min(left, key=lambda one: (of_family[one.family], one.minutes), default=None)

    def _begun(self, slug: str) -> CodingRound:
        """The round, begun where it was not: nobody loses a submission for want of a start."""
        done = self.round(slug)
        return done if done.steps else self.start(slug)

    def _add(
        self, exercise: Exercise, kind: StepKind, code: str = "", level: Level | None = None
    ) -> CodingStep:
        step = CodingStep(
            id=self.new_id(), exercise=exercise.slug, kind=kind, at=self.now(), code=code, level=level
        )
        self.store.add_coding_step(step)
        return step


@contextmanager
def _told(exercise: Exercise) -> Iterator[None]:
    """A reference that does not run is told as what it is: this Python lacks something, or the fault is ours."""
    try:
        yield
    except ValueError as error:
        why = str(error).strip().splitlines()[-1]
        lacks = "ImportError" in why or "ModuleNotFoundError" in why
        told = (
            f"The reference of {exercise.slug} does not run on this Python: {why}\n"
            "Choose a Python of 3.11 or newer that has NumPy (--python, or GREENROOM_PYTHON), or none, for Greenroom's own."
            if lacks
            else f"The reference of {exercise.slug} fails on this machine: {why}\n"
            "That is a fault of the exercise or of Greenroom, not of your code; please report it. What you handed in is kept."
        )
        raise SandboxError(told) from error


def _sound(code: str) -> str:
    """The code, if it can be run at all.

    Raises:
        InputError: It is empty ("empty") or too long ("too_long").
    """
    if not code.strip():
        raise InputError(
            "The file is empty.", hint="Write the function that the statement asks for.", code="empty"
        )
    if len(code) > _LONGEST:
        said = f"That is {len(code):,} characters; a submission has at most {_LONGEST:,}."
        raise InputError(said, hint="Hand in the one file with your solution.", code="too_long")
    return code
