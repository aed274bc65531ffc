"""The coding exercises: how many there are, and by how much what is timed is too slow or quick enough.

    python bench/exercises.py [--only SLUG ...] [--count]

A verdict may not depend on how fast or how busy a machine is. For every timed case this runs every solution without a limit and prints
what it took as a share of what is allowed (the pack's ratio times the reference, measured in the same breath): slow solutions must
stay well above 1, those that should pass it well below. `--count` only counts.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from greenroom.adapters.sandbox import best_sandbox
from greenroom.content.read import read_packs
from greenroom.model.exercise import Case, Exercise, SolutionKind
from greenroom.ports import Sandbox
from greenroom.practice.verdict import inputs_of, time_for

PACK = Path(__file__).parents[1] / "packs" / "coding"
LONG = {"cpu_s": 30.0, "wall_s": 120.0}
LEAST_SLOW, MOST_QUICK = 2.0, 0.6
"""Shares beyond which a verdict could change from machine to machine."""


def took(sandbox: Sandbox, exercise: Exercise, code: str, case: Case) -> float | None:
    """Processor seconds of a case at its full size; None where it was ended before."""
    inputs = inputs_of([case])
    files = {"main.py": exercise.driver.encode(), "solution.py": code.encode()}
    ran = sandbox.run(files, inputs, exercise.limits.model_copy(update=LONG))
    return ran.replies[-1].cpu_s if len(ran.replies) == len(inputs) else None


def shares(sandbox: Sandbox, exercise: Exercise) -> Iterator[tuple[str, str, bool, float | None]]:
    """Of each timed case and solution: the names, whether it is there to be too slow, and its share of what is allowed."""
    for case in exercise.cases:
        if not case.grows:
            continue
        runs = [took(sandbox, exercise, exercise.reference.code, case) for _ in range(2)]
        allowed = time_for(exercise, min(one for one in runs if one is not None))
        for one in exercise.solutions:
            seconds = took(sandbox, exercise, one.code, case)
            is_slow = one.kind is SolutionKind.SLOW and case.id in one.fails
            if is_slow or case.id not in one.fails:
                yield case.id, one.name, is_slow, None if seconds is None else seconds / allowed


def main() -> None:
    """Count, then measure."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--only", nargs="*", default=[])
    options.add_argument("--count", action="store_true")
    given = options.parse_args()
    known = [
        one.value for one in read_packs([PACK]).exercises if not given.only or one.value.slug in given.only
    ]
    families = Counter(one.family.label for one in known)
    kinds = Counter(solution.kind.value for one in known for solution in one.solutions)
    print(f"{len(known)} exercises: {', '.join(f'{count} {name}' for name, count in families.items())}")
    print(f"{sum(len(one.cases) for one in known)} cases, each with its reason; {dict(kinds)} solutions")
    if given.count:
        return
    sandbox, slow, quick = best_sandbox(), list[float](), list[float]()
    for exercise in known:
        for case, name, is_slow, share in shares(sandbox, exercise):
            (slow if is_slow else quick).append(99.0 if share is None else share)
            close = share is not None and (share < LEAST_SLOW if is_slow else share > MOST_QUICK)
            said = "ended" if share is None else f"{share:.2f}"
            if is_slow or close:
                print(
                    f"{exercise.slug:36} {case:24} {name:36} {said:>6}{'  CLOSE' if close else ''}",
                    flush=True,
                )
    print(
        f"slow solutions take at least {min(slow):.1f} times what is allowed; those that should pass at most {max(quick):.2f}"
    )


if __name__ == "__main__":
    main()
