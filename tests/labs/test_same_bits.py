"""The same seed gives the same bits, in this process and in another; another seed does not."""

import hashlib
import subprocess
import sys

import pytest
from tests.labs.playing import SEED, begun, scenario

from greenroom.labs.commands import replay
from greenroom.labs.scoring import outcome
from greenroom.model.lab_kinds import Fault

LINES = ("run-until alert", "compare amount_usd", "retrain", "pin", "threshold 0.12", "review 100", "finish")


def fingerprint(seed):
    """All that was scored, decided, shown and counted in a play."""
    played = replay(begun(scenario(Fault.UNIT_CHANGE), seed), LINES)
    told = hashlib.sha256(played.system.timeline.score.tobytes())
    told.update(played.system.timeline.declined.tobytes())
    told.update(played.system.timeline.codes.tobytes())
    for name, values in played.board.values.items():
        told.update(name.encode() + values.tobytes())
    told.update(repr([played.log, played.alerts, outcome(played).score]).encode())
    return told.hexdigest()


@pytest.fixture(scope="module")
def here():
    return fingerprint(SEED)


def test_another_process_with_another_hash_seed_gives_the_same_bits(here):
    line = f"from tests.labs.test_same_bits import fingerprint; print(fingerprint({SEED}))"
    found = subprocess.run(
        [sys.executable, "-c", line],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(each or "." for each in sys.path), "PYTHONHASHSEED": "12345"},
    )
    assert found.stdout.strip() == here


def test_another_seed_gives_others(here):
    assert fingerprint(SEED + 1) != here
