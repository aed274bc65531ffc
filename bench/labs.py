"""Labs: how long a run takes, and what the admission gate finds.

    python bench/labs.py [SCENARIO ...] [--seeds 20] [--per-day 20000] [--days 14]

Prints CPU seconds and the most memory of a world in which a model is trained every day, then, for every scenario or those named, over the seeds: the scores of the reference,
of the best tempting play and of the best exploit, how long after the onset the first monitor alerts, and how many seeds fail the gate.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time

from greenroom.bootstrap import pack_folders
from greenroom.labs.arrays import DAY_H
from greenroom.labs.gate import failings, played
from greenroom.labs.payments.board import board
from greenroom.labs.payments.timeline import Timeline, world
from greenroom.labs.payments.world import Size, Unrest
from greenroom.labs.scoring import yardsticks
from greenroom.labs.systems import begin
from greenroom.model.lab import PlayKind, Scenario
from greenroom.service.library import Library


def main() -> None:
    """Print both."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--seeds", type=int, default=20)
    given.add_argument("--per-day", type=int, default=20_000)
    given.add_argument("--days", type=int, default=14)
    given.add_argument("scenarios", nargs="*", metavar="SCENARIO")
    asked = given.parse_args()
    _speed(asked.per_day, asked.days)
    if not asked.seeds:
        return
    print(f"\nover {asked.seeds} seeds: median (worst)")
    print(
        f"{'scenario':26}{'reference':>16}{'best tempting':>16}{'best exploit':>16}{'first alert':>16}  fails the gate"
    )
    for scenario in Library(pack_folders()).catalogue.scenarios:
        if not asked.scenarios or scenario.slug in asked.scenarios:
            _row(scenario, asked.seeds)


def _speed(per_day: int, days: int) -> None:
    """A world of that size with a model trained every day."""
    size = Size(per_day=per_day, lab_h=days * DAY_H)
    began = time.process_time()
    system = Timeline(world(1, size, Unrest()))
    made = time.process_time()
    for day in range(days):
        at_h = day * DAY_H + 2
        version = system.register(at_h, system.registry[3].recipe, recomputed=False)
        system.change(at_h, champion=version.number - 1)
    trained = time.process_time()
    board(system)
    shown = time.process_time()
    print(
        f"{days} days of {per_day:,} payments: world {made - began:.1f}, {days} trainings and releases"
        f" {trained - made:.1f}, dashboard {shown - trained:.2f}, together {shown - began:.1f} CPU seconds, at most"
        f" {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


def _row(scenario: Scenario, seeds: int) -> None:
    reference, tempting, exploit, after, failed = [], [], [], [], 0
    for seed in range(1, seeds + 1):
        idle = begin(scenario, seed)
        beside = yardsticks(idle)
        reference.append(played(idle, scenario.reference, beside).score)
        tempting.append(
            max(played(idle, p, beside).score for p in scenario.plays if p.kind is PlayKind.TEMPTING)
        )
        exploit.append(max(played(idle, p, beside).score for p in idle.system.exploits))
        onset_h = idle.system.onset.at_h
        alerts = [one.at_h - onset_h for one in idle.alerts if one.at_h >= onset_h]
        if alerts:
            after.append(alerts[0])
        failed += bool(failings(idle))
    told = [
        f"{statistics.median(reference):.2f} ({min(reference):.2f})",
        f"{statistics.median(tempting):.2f} ({max(tempting):.2f})",
        f"{statistics.median(exploit):.2f} ({max(exploit):.2f})",
        f"{statistics.median(after):.0f} h ({max(after):.0f})" if after else "none",
    ]
    print(f"{scenario.slug:26}" + "".join(f"{one:>16}" for one in told) + f"  {failed} of {seeds}")


if __name__ == "__main__":
    main()
