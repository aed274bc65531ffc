"""The same seed gives the same bits, in this process and in another."""

import hashlib
import subprocess
import sys

from tests.labs.training.playing import ALERT, SEED, session

from greenroom.labs.scoring import outcome
from greenroom.model.lab_kinds import Fault

LINES = (
    ALERT,
    "curve",
    "bisect",
    "guard skip",
    "train",
    "promote m1",
    "bound on",
    "train",
    "validate m2",
    "rollback",
    "finish",
)


def fingerprint(seed):
    """All that was trained, shown and counted in a play."""
    played = session(Fault.INFINITE_ROW, *LINES, seed=seed)
    told = hashlib.sha256()
    for one in played.system.timeline.serving:
        told.update(played.system.timeline.model(one.name).weights.tobytes())
    for name, values in played.board.values.items():
        told.update(name.encode() + values.tobytes())
    told.update(repr([played.log, played.alerts, outcome(played).score]).encode())
    return told.hexdigest()


def test_another_process_with_another_hash_seed_gives_the_same_bits():
    line = f"from tests.labs.training.test_same_bits import fingerprint; print(fingerprint({SEED}))"
    found = subprocess.run(
        [sys.executable, "-c", line],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(each or "." for each in sys.path), "PYTHONHASHSEED": "12345"},
    )
    assert found.stdout.strip() == fingerprint(SEED)


def test_another_seed_gives_others():
    assert fingerprint(SEED) != fingerprint(SEED + 1)
