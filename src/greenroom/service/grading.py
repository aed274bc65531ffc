"""The use case of a coding round: a submission runs against the cases of an exercise, beside the reference, in a sandbox."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenroom.model.exercise import Case, Exercise
from greenroom.model.sandbox import Limits
from greenroom.model.verdict import Verdict
from greenroom.ports import Sandbox
from greenroom.practice.verdict import (
    CaseRun,
    Known,
    inputs_of,
    judged,
    known,
    limits_for,
    quicker,
    runs_of,
    settled,
    worth_another,
)

_TORCH = re.compile(r"^[ \t]*(import|from)[ \t]+torch\b", re.MULTILINE)
_TORCH_S, _TORCH_MB = 30.0, 1024
_CHECK = "from checker import check\n\n\ndef run(value):\n    return check(value['value'], value['output'], value['expected'])\n"


@dataclass(frozen=True)
class Grading:
    """Runs code against cases; what the reference gives is run anew with each verdict, on the same machine at the same time."""

    sandbox: Sandbox

    def verdict(self, exercise: Exercise, code: str, *, only_shown: bool = False) -> Verdict:
        """How `code` does on the cases of `exercise`, or on those that are shown.

        Raises:
            SandboxError: The sandbox does not work.
            ValueError: The reference itself does not run: the pack is broken.
        """
        cases = [one for one in exercise.cases if one.shown or not only_shown]
        reference = self.known(exercise, cases)
        first = self.beside(exercise, code, cases, reference)
        found = list(first.cases)
        failed = [place for place, one in enumerate(found) if worth_another(one)]
        if failed:
            some, known_of = [cases[place] for place in failed], [reference[place] for place in failed]
            again = self.beside(exercise, code, some, known_of).cases
            for place, one in zip(failed, again, strict=True):
                found[place] = settled(found[place], one)
        return first.model_copy(update={"cases": tuple(found)})

    def beside(
        self, exercise: Exercise, code: str, cases: Sequence[Case], reference: Sequence[Known]
    ) -> Verdict:
        """How `code` does on `cases` when run once, where what the reference says of them is known."""
        runs, printed, peaks = zip(*self._runs(exercise, code, cases, reference), strict=True)
        checked = self._checked(exercise, cases, runs, reference)
        found = (
            judged(exercise, case, run, of, wrong)
            for case, run, of, wrong in zip(cases, runs, reference, checked, strict=True)
        )
        said = "\n".join(dict.fromkeys(one for one in printed if one))
        return Verdict(
            cases=tuple(found), said=said, peak_mb=max(peaks), reference_mb=max(one.run_mb for one in reference),
            sandbox=self.sandbox.name,
        )  # fmt: skip

    def known(self, exercise: Exercise, cases: Sequence[Case]) -> list[Known]:
        """What the reference gives for each case, at what cost; what is timed runs twice, and the quicker counts."""
        once = self._known(exercise, cases)
        timed = [place for place, case in enumerate(cases) if case.grows]
        for place, again in zip(timed, self._known(exercise, [cases[one] for one in timed]), strict=True):
            once[place] = quicker(once[place], again)
        return once

    def _known(self, exercise: Exercise, cases: Sequence[Case]) -> list[Known]:
        runs = self._runs(exercise, exercise.reference.code, cases, None)
        return [known(case, run, peak) for case, (run, _, peak) in zip(cases, runs, strict=True)]

    def _runs(
        self, exercise: Exercise, code: str, cases: Sequence[Case], reference: Sequence[Known] | None
    ) -> Iterator[tuple[CaseRun, str, float]]:
        """The run of each case in order, with what was printed and the memory taken; cases that end a process do not touch the next."""
        files = _files(exercise.driver, code)
        place = 0
        while place < len(cases):
            case = cases[place]
            end = place + 1 if case.alone else _end(cases, place)
            limits = (
                limits_for(exercise, case, reference[place:end]) if reference else _roomy(exercise.limits)
            )
            ran = self.sandbox.run(files, inputs_of(cases[place:end]), _to_start(limits, code))
            for run in runs_of(ran, cases[place:end]):
                yield run, ran.said, ran.peak_mb
                place += 1

    def _checked(
        self, exercise: Exercise, cases: Sequence[Case], runs: Sequence[CaseRun], reference: Sequence[Known]
    ) -> list[str]:
        """What the exercise's checker says of each reply; it runs in a process that the submission never sees."""
        if not exercise.checker:
            return [""] * len(cases)
        asked = [
            (place, json.dumps({"value": dict(case.value), "output": json.loads(run.reply.value), "expected": of.expected}))
            for place, (case, run, of) in enumerate(zip(cases, runs, reference, strict=True))
            if run.reply and not run.reply.error
        ]  # fmt: skip
        files = {"main.py": _CHECK.encode(), "checker.py": exercise.checker.encode()}
        ran = self.sandbox.run(files, [one for _, one in asked], exercise.limits)
        found = [""] * len(cases)
        for (place, _), reply in zip(asked, ran.replies, strict=False):
            found[place] = reply.error or str(json.loads(reply.value))
        if len(ran.replies) < len(asked):
            found[asked[len(ran.replies)][0]] = f"the checker could not read it ({ran.ending.value})"
        return found


def _files(driver: str, code: str) -> dict[str, bytes]:
    return {"main.py": driver.encode(), "solution.py": code.encode()}


def _end(cases: Sequence[Case], start: int) -> int:
    """The first case from `start` on that is run by itself, or the end."""
    return next((place for place in range(start, len(cases)) if cases[place].alone), len(cases))


def _to_start(limits: Limits, code: str) -> Limits:
    """Time and memory for PyTorch to be imported, where the code does."""
    if not _TORCH.search(code):
        return limits
    return limits.model_copy(
        update={"start_s": _TORCH_S, "memory_mb": min(limits.memory_mb + _TORCH_MB, 8192)}
    )


def _roomy(limits: Limits) -> Limits:
    """Room for the reference, which is trusted to end."""
    return limits.model_copy(update={"cpu_s": 30.0, "wall_s": 90.0})
