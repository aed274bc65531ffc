"""The sandboxes that the tests run on: each way of holding, as the own user and, where tests run as root, as an ordinary one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import greenroom
from greenroom.adapters.sandbox import probe, reach
from greenroom.adapters.sandbox.box import PythonBox
from greenroom.model.sandbox import Isolation, Limits, Ran

ORDINARY = 61_100
ROOT = Path(__file__).parents[3]


@cache
def own(isolation: Isolation, python: str = sys.executable) -> tuple[PythonBox | None, str]:
    """The sandbox of this kind as the own user, or why there is none."""
    interpreter = probe._interpreter(Path(python))
    if isolation is Isolation.NONE:
        return probe._unisolated(Path(python)), ""
    ways, why = probe._full() if isolation is Isolation.FULL else probe._partial()
    for tried in ways:
        box = PythonBox(interpreter, tried)
        why = probe.trial(box)
        if not why:
            return box, ""
    return None, why


def reaching() -> list[str]:
    """What an ordinary user must be able to read to run these tests."""
    paths = [sys.prefix, sys.base_prefix, str(ROOT), *(entry for entry in sys.path if entry)]
    return sorted({os.path.realpath(path) for path in paths if Path(path).exists()})


def as_ordinary(command: list[str]) -> list[str]:
    opened = reach.opened(ORDINARY, reaching(), command)
    return opened or ["setpriv", f"--reuid={ORDINARY}", f"--regid={ORDINARY}", "--clear-groups", *command]


class OtherUser:
    """A sandbox in a process of an ordinary user; asked over pipes."""

    def __init__(self, isolation: Isolation) -> None:
        self.isolation = isolation
        self._process = subprocess.Popen(
            as_ordinary([sys.executable, "-c", "from tests.adapters.sandbox.held import serve; serve()", str(int(isolation))]),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            env={"PYTHONPATH": os.pathsep.join([str(ROOT), str(Path(greenroom.__file__).parents[1]), *sys.path]), "PATH": os.environ["PATH"]},
        )  # fmt: skip
        said = self._answer()
        self.pid, self.why, self.name = self._process.pid, said["why"], said["name"]

    def run(self, files: Mapping[str, bytes], inputs: Iterable[str], limits: Limits) -> Ran:
        assert self._process.stdin
        given = {
            "files": {name: data.hex() for name, data in files.items()},
            "inputs": list(inputs),
            "limits": limits.model_dump(),
        }
        self._process.stdin.write(json.dumps(given) + "\n")
        self._process.stdin.flush()
        said = self._answer()
        if "error" in said:
            raise ValueError(said["error"])
        return Ran.model_validate(said)

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(20)

    def _answer(self) -> dict[str, str]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the ordinary user's process ended"
        return json.loads(line)


def serve() -> None:
    """The other side of OtherUser."""
    tempfile.tempdir = "/tmp"
    box, why = own(Isolation(int(sys.argv[1])))
    print(json.dumps({"why": why, "name": box.name if box else ""}), flush=True)
    for line in sys.stdin:
        given = json.loads(line)
        files = {name: bytes.fromhex(data) for name, data in given["files"].items()}
        try:
            assert box
            print(box.run(files, given["inputs"], Limits(**given["limits"])).model_dump_json(), flush=True)
        except ValueError as error:
            print(json.dumps({"error": str(error)}), flush=True)
