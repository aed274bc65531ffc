"""How fast and how large: the commands of the README, each as a whole process, and the warm server.

    python bench/speed.py [--runs 5]

Prints medians, and every time as a ratio to starting the Python interpreter with pydantic and numpy on the same machine in
the same run, since absolute times say more about the machine than about Greenroom.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
GREENROOM = str(Path(sys.executable).with_name("greenroom"))
CV, POSTING = ROOT / "samples/cv.pdf", ROOT / "samples/posting.md"


def whole_process(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds from start to exit, and peak resident memory in MB, of one run of `command`."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        assert process.stderr is not None
        sys.exit(f"{' '.join(command)} failed:\n{process.stderr.read().decode()}")
    return seconds, usage.ru_maxrss / 1024


def warm(runs: int, data: Path) -> list[float]:
    """Seconds of `make` for an accepted report and its HTML, in a process that has made one before."""
    from greenroom.bootstrap import ReportFormat, greenroom
    from greenroom.service.preparation import Options

    room = greenroom(data)
    out = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        inputs = ((CV.name, CV.read_bytes()), (POSTING.name, POSTING.read_bytes()))
        report_id = room.preparation.accept(*inputs, Options(made_on=room.preparation.now().date()))
        report = room.preparation.make(report_id)
        assert report is not None
        room.render(report, ReportFormat.HTML)
        out.append(time.perf_counter() - start)
    return out[1:]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GREENROOM_DATA": f"{folder}/data"}
        report = [GREENROOM, "report", str(CV), str(POSTING), "--out", f"{folder}/out"]
        only = [part for name in ("html", "pdf", "json") for part in ("--format", name)]
        commands = {
            "python -c 'import pydantic, numpy'": [sys.executable, "-c", "import pydantic, numpy"],
            "greenroom --help": [GREENROOM, "--help"],
            "greenroom profile CV --json": [GREENROOM, "profile", str(CV), "--json"],
            "greenroom report (html, pdf, json)": [*report, *only],
            "greenroom report (all six formats)": report,
        }
        rows = {
            name: [whole_process(c, environment) for _ in range(runs + 1)][1:] for name, c in commands.items()
        }
        base = statistics.median(s for s, _ in next(iter(rows.values())))
        print(f"{'command':<40} {'seconds':>8} {'ratio':>6} {'peak MB':>8}")
        for name, values in rows.items():
            seconds = statistics.median(s for s, _ in values)
            memory = max(m for _, m in values)
            print(f"{name:<40} {seconds:>8.2f} {seconds / base:>6.1f} {memory:>8.0f}")
        seconds = statistics.median(warm(runs, Path(folder) / "warm"))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{'warm: accept, make and render html':<40} {seconds:>8.2f} {seconds / base:>6.1f} {peak:>8.0f}"
        )


if __name__ == "__main__":
    main()
