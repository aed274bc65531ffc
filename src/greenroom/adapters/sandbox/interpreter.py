"""What a Python interpreter needs to be readable, asked of the interpreter itself.

Interpreter.ask(path) -> Interpreter
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from greenroom.errors import SandboxError

_OLDEST = (3, 11)
_PATIENCE_S = 60.0  # for a cold disk
_NOT_STDLIB = ("site-packages", "dist-packages", "test", "idlelib", "turtledemo", "ensurepip")
_LINKS = ("/lib", "/lib32", "/lib64", "/bin", "/sbin")
_ALSO = ("/usr/share/zoneinfo", "/etc/alternatives")  # system's numpy finds its BLAS through the latter


@dataclass(frozen=True)
class Interpreter:
    """A Python that can be shown to a candidate.

    Attributes:
        program: The real file, no link.
        version: Major, minor, micro.
        trees: Files and folders that must be readable; nothing of Greenroom or the user is below them but `hidden`.
        hidden: Folders below `trees` that must not.
        links: (path, what it points to) of the top folders that are links.
        packages: The folder of numpy, and the folders and files of PyTorch and what it requires, as far as they are installed.
        code: What runs inside, compiled by this interpreter, by name.
    """

    program: str
    version: tuple[int, ...]
    trees: tuple[str, ...]
    hidden: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    packages: tuple[str, ...]
    code: dict[str, bytes]

    @classmethod
    def ask(cls, python: Path) -> Interpreter:
        """Run `python` once and ask it.

        Raises:
            SandboxError: It does not run, or is too old.
        """
        inside = files("greenroom.adapters.sandbox").joinpath("inside")
        names = ("locks", "runner", "keeper")
        sources = {name: inside.joinpath(f"{name}.py").read_text(encoding="utf-8") for name in names}
        told = _run(python, inside.joinpath("asked.py").read_text(encoding="utf-8"), json.dumps(sources))
        version = tuple(told["version"])
        if version < _OLDEST:
            raise SandboxError(
                f"{python} is Python {'.'.join(map(str, version))}.\nGive one that is 3.11 or newer."
            )
        kept = [tree for tree in told["trees"] if os.path.exists(tree)]
        libraries = [path for folder in told["libraries"] for path in _of_library(folder, kept)]
        loaders = [os.path.realpath(link) for link in ("/lib64",) if os.path.isdir(link)]
        also = [path for path in _ALSO if os.path.isdir(path)]
        trees = tuple(
            sorted({*kept, *libraries, *loaders, *also})
        )  # what stands within another comes after it
        return cls(
            program=told["program"],
            version=version,
            trees=trees,
            hidden=_hidden(trees),
            links=tuple((link, os.readlink(link)) for link in _LINKS if os.path.islink(link)),
            packages=tuple(told["packages"]),
            code={name: base64.b64decode(text) for name, text in told["code"].items()},
        )

    def readable(self) -> list[str]:
        """The trees with the hidden folders left out: where one is below a tree, the tree's other entries."""
        paths: list[str] = []
        for tree in self.trees:
            inner = {hidden for hidden in self.hidden if _below(hidden, [tree])}
            if not inner:
                paths.append(tree)
            else:
                paths += sorted({entry.path for entry in os.scandir(tree)} - inner)
        return paths

    def listable(self) -> list[str]:
        """The folders whose names, not contents, must be readable too: Python lists them to import from them."""
        return [tree for tree in self.trees if any(_below(hidden, [tree]) for hidden in self.hidden)]


def _run(python: Path, program: str, given: str) -> dict[str, Any]:
    asked = [str(python), "-I", "-B", "-X", "utf8", "-c", program]
    try:
        run = subprocess.run(  # noqa: S603 - the interpreter that Greenroom runs in, or that the user named
            asked, input=given, capture_output=True, text=True, timeout=_PATIENCE_S, check=True
        )
        told: dict[str, Any] = json.loads(run.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        words = getattr(error, "stderr", None) or str(error)
        raise SandboxError(
            f"{python} cannot be used to run code: {words.strip()[-400:]}\nGive the path of a Python 3.11 or newer."
        ) from error
    return told


def _hidden(trees: tuple[str, ...]) -> tuple[str, ...]:
    named = (os.path.join(tree, name) for tree in trees for name in _NOT_STDLIB)
    return tuple(
        path for path in named if os.path.isdir(path) and Path(path).parent.joinpath("os.py").exists()
    )


def _of_library(folder: str, kept: list[str]) -> list[str]:
    """A system's folder of libraries is shown whole; of one that holds other things too, the libraries."""
    if _below(folder, kept):
        return []
    if any(_below(tree, [folder]) for tree in kept):
        return [str(path) for path in Path(folder).glob("lib*.so*")]
    return [folder]


def _below(path: str, trees: list[str]) -> bool:
    return any(path == tree or path.startswith(tree.rstrip("/") + "/") for tree in trees)
