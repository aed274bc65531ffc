"""A process killed at any moment loses nothing it had accepted."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from tests.web.sample import CV, POSTING

from greenroom.bootstrap import Greenroom
from greenroom.model.report import Report
from greenroom.service.preparation import Options

CHILD = """
import sys
from datetime import date
from pathlib import Path
from greenroom.bootstrap import Greenroom
from greenroom.service.preparation import Options
from tests.web.sample import CV, POSTING

preparation = Greenroom(Path(sys.argv[1])).preparation
preparation.encoder.encode(["warm up"])
print("ready", flush=True)
for number in range(1000):
    cv = CV.replace("Priya Raman", f"Priya Raman {sys.argv[2]}").encode()
    posting = f"{POSTING}\\nReference {sys.argv[2]} {number}.".encode()
    accepted = preparation.accept(("cv.txt", cv), ("job.txt", posting), Options(made_on=date(2026, 3, 2)))
    print(accepted, flush=True)
    preparation.make(accepted)
    print(f"made {accepted}", flush=True)
"""
ROUNDS = 3


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_what_was_accepted_before_a_kill_is_there_and_gives_the_same_report(tmp_path):
    moments = random.Random(20260302)
    accepted, made = set(), set()
    for number in range(ROUNDS):
        for line in _until_killed(tmp_path, number, moments):
            word, _, rest = line.partition(" ")
            made.add(rest) if word == "made" else accepted.add(word)
    assert len(accepted) >= ROUNDS

    room = Greenroom(tmp_path)
    stored = {report.id: report for report in room.store.reports()}
    assert accepted <= set(stored)
    assert made <= {report.id for report in stored.values() if report.state == "done"}
    for report in stored.values():
        assert room.store.document(report.cv_sha256)[1].startswith(CV[:11].encode())
        assert room.store.document(report.posting_sha256)[1].startswith(POSTING[:20].encode())

    done = next(iter(made), None)
    before = room.store.report(done).report if done else ""
    unfinished = list(room.preparation.unfinished())
    assert set(unfinished) == {report.id for report in stored.values() if report.state == "accepted"}
    for report_id in unfinished:
        assert room.preparation.make(report_id) is not None
    assert list(room.preparation.unfinished()) == []
    if done:
        room.preparation.make(done)
        assert room.store.report(done).report == before


def test_a_report_made_after_a_crash_equals_one_made_without(tmp_path):
    interrupted, straight = Greenroom(tmp_path / "a"), Greenroom(tmp_path / "b")
    options = Options(made_on=date(2026, 3, 2))
    inputs = ("cv.txt", CV.encode()), ("job.txt", POSTING.encode())
    waiting = interrupted.preparation.accept(*inputs, options)

    def dies(_step: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted.preparation.make(waiting, dies)
    interrupted.store.close()
    again = Greenroom(tmp_path / "a")
    assert again.preparation.unfinished() == [waiting]
    made: Report = again.preparation.make(waiting)
    plain: Report = straight.preparation.make(straight.preparation.accept(*inputs, options))
    assert made == plain


def _until_killed(folder: Path, number: int, moments: random.Random) -> list[str]:
    """What a child said before it was killed: some lines, however slow the machine, and a random moment more."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, folder, str(number)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = [child.stdout.readline() for _ in range(moments.randint(2, 4))]
    time.sleep(moments.uniform(0, 0.3))
    child.kill()
    rest, errors = child.communicate()
    assert child.returncode == -signal.SIGKILL, errors
    return [line for line in ("".join(said) + rest).splitlines() if line not in {"ready", ""}]
