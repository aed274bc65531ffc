"""What the sandbox costs: a run of one small program in each way of holding, against the bare interpreter, turn by turn.

    python bench/sandbox.py [--runs 30] [--python PATH]

Prints medians of wall and processor time. Absolute times say more about the machine than about Greenroom, so the differences
to the bare interpreter of the same turn are what counts. A run that imports numpy is measured apart: the import is most of it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from greenroom.adapters.sandbox import probe
from greenroom.adapters.sandbox.box import PythonBox
from greenroom.adapters.sandbox.launch import Walls
from greenroom.model.sandbox import Ending, Isolation, Limits

CODE = b"def run(value): return value + 1"
NUMPY = b"import numpy\ndef run(value): return value + 1"
LIMITS = Limits(cpu_s=60, wall_s=180)


def spent(act: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor milliseconds, children's included."""
    before, began = os.times(), time.perf_counter()
    act()
    wall, after = time.perf_counter() - began, os.times()
    return wall * 1000, sum(after[:4]) * 1000 - sum(before[:4]) * 1000


def boxes(python: Path) -> dict[str, PythonBox]:
    """The ways of holding that pass their trial here."""
    interpreter, found = probe._interpreter(python), {}
    for ways in (probe._full()[0], probe._partial()[0], (Walls(Isolation.NONE, filtered=False),)):
        for walls in ways:
            box = PythonBox(interpreter, walls)
            if walls.isolation is Isolation.NONE or not probe.trial(box):
                found[f"{walls.isolation.name.lower()}: {box.name}"] = box
                break
    return found


def bare(python: Path, code: bytes) -> None:
    subprocess.run([python, "-I", "-c", code + b"\nimport json, sys\nrun(json.loads('1'))"], check=True)


def held(box: PythonBox, code: bytes) -> None:
    ran = box.run({"main.py": code}, ["1"], LIMITS)
    assert ran.ending is Ending.FINISHED, ran


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--python", type=Path, default=Path(sys.executable))
    given = parser.parse_args()
    found = boxes(given.python)
    shown = {"": CODE, ", with numpy": NUMPY} if probe._interpreter(given.python).packages else {"": CODE}
    for suffix, code in shown.items():
        acts: dict[str, Callable[[], object]] = {
            "bare interpreter": lambda code=code: bare(given.python, code)
        }
        acts |= {name: lambda box=box, code=code: held(box, code) for name, box in found.items()}
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in acts}
        for _ in range(given.runs):
            for name, act in acts.items():
                times[name].append(spent(act))
        print(
            f"{given.runs} runs{suffix}: median ms, and the median of the differences to the bare interpreter of the same turn"
        )
        base = times["bare interpreter"]
        for name, took in times.items():
            wall, cpu = (statistics.median(one[side] for one in took) for side in (0, 1))
            more = [
                statistics.median(a[side] - b[side] for a, b in zip(took, base, strict=True))
                for side in (0, 1)
            ]
            print(f"  {name:48} wall {wall:7.1f} ({more[0]:+7.1f})   cpu {cpu:7.1f} ({more[1]:+7.1f})")


if __name__ == "__main__":
    main()
