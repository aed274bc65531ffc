"""How many mock rounds a server holds at once: candidates over real HTTP against `greenroom serve`.

    python bench/rounds.py [--rounds 80] [--seconds 600] [--think 30] [--stop 0.05] [--live]

Starts a server of its own on a temporary data folder. Each candidate begins a round (half of them name a question, half a
role), thinks for a time drawn from an exponential distribution, and answers with 60 to 250 words of the graded answers of
the question, asks for a fact of the data sheet, skips, or ends the round; a round that is over is read as its debrief, then
the next one begins. The draws are seeded, so two runs are offered the same load.

Times are the server's own (its Server-Timing header: from the request's arrival to the head of the response, waiting for a
thread included); a turn is the POST and the page with the reply that follows it, together. What the candidate's side saw is
printed beside it: it holds the network and this script, which runs on the same processor.

With --live every candidate's page follows its round over server-sent events, as a browser's does, and it is counted how many
turns the streams told, and how many they told twice or out of order.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

from greenroom.bootstrap import pack_folders
from greenroom.service.library import Library
from rounds_candidate import Candidate, Done
from speed import GREENROOM

FLOORS = {"start": 300.0, "answer": 120.0, "ask": 120.0, "skip": 120.0}
"""Milliseconds above which a reply is not good; a debrief has no floor."""
ORDER = ("start", "answer", "ask", "skip", "stop", "debrief")


def main() -> None:
    given = _arguments()
    questions = Library(pack_folders()).catalogue.questions
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        server = _serve(port, Path(folder))
        try:
            cold = Candidate(port, questions, random.Random(given.seed), 0.0).once()
            print(f"first round of the process (packs, judge and encoder are loaded): {cold / 1000:.1f} s")
            done = _drive(given, port, questions)
        finally:
            server.terminate()
            server.wait(30)
    _print(done, given)


def _drive(given: argparse.Namespace, port: int, questions: tuple) -> list[Done]:
    """What all candidates saw until the time was up."""
    end = time.monotonic() + given.seconds
    people = [
        Candidate(
            port, questions, random.Random(f"{given.seed}-{n}"), given.think, given.stop, live=given.live
        )
        for n in range(given.rounds)
    ]
    threads = [threading.Thread(target=one.sit_until, args=(end,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if given.live:
        heard = [told for person in people for told in person.heard]
        torn = sum(told != list(range(told[0], told[0] + len(told))) for told in heard if told)
        print(
            f"{len(heard)} streams told {sum(map(len, heard))} turns; {torn} streams told one twice or left one out"
        )
    return [one for person in people for one in person.seen]


def _print(done: list[Done], given: argparse.Namespace) -> None:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = used.ru_utime + used.ru_stime
    print(
        f"{given.rounds} rounds at once for {given.seconds:.0f} s, thinking {given.think:.0f} s on average; "
        f"{len(done)} requests of candidates; the server used {spent:.0f} s of {os.cpu_count()} processors; "
        f"load of the machine now {os.getloadavg()[0]:.1f}"
    )
    by_kind = defaultdict[str, list[Done]](list)
    for one in done:
        by_kind[one.kind].append(one)
    head = f"{'ms at the server':<18}{'count':>7}{'p50':>8}{'p95':>8}{'p99':>8}{'p95 seen':>10}{'errors':>8}{'good':>8}"
    print(head)
    for kind in ORDER:
        if by_kind[kind]:
            print(_line(kind, by_kind[kind]))
    for why in sorted({one.wrong for one in done if one.wrong}):
        print(f"error: {why}")


def _line(kind: str, done: list[Done]) -> str:
    times, seen = sorted(one.server for one in done), sorted(one.client for one in done)
    wrong = sum(bool(one.wrong) for one in done)
    floor = FLOORS.get(kind, float("inf"))
    good = sum(not one.wrong and one.server <= floor for one in done) / len(done)
    figures = "".join(f"{_at(times, share):8.0f}" for share in (0.5, 0.95, 0.99))
    return f"{kind:<18}{len(done):>7}{figures}{_at(seen, 0.95):>10.0f}{wrong:>8}{good:>8.1%}"


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _serve(port: int, folder: Path) -> subprocess.Popen[bytes]:
    """The server, once it listens."""
    environment = {**os.environ, "GREENROOM_DATA": str(folder / "data")}
    command = [GREENROOM, "serve", "--port", str(port), "--no-open"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    assert server.stdout is not None
    if not server.stdout.readline():
        sys.exit("The server did not start.")
    return server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=80, help="candidates at once")
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--think", type=float, default=30.0, help="mean seconds before each turn")
    parser.add_argument("--stop", type=float, default=0.05, help="share of turns that end the round")
    parser.add_argument("--live", action="store_true", help="every page follows its round")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
