"""Says where an interpreter's parts stand and compiles what runs inside. Run once by that interpreter; prints JSON."""

import base64
import importlib
import importlib.util
import json
import marshal
import os
import re
import sys
import sysconfig
from importlib import metadata
from typing import Any

_PARTS_WITH_LIBRARIES = (
    "_bz2", "_ctypes", "_decimal", "_hashlib", "_lzma", "_sqlite3", "_uuid", "zlib", "resource", "select", "numpy", "numpy.linalg",
)  # fmt: skip


def answer(sources: dict[str, str]) -> dict[str, Any]:
    """The interpreter's program, what must be readable for it to run, and the compiled sources."""
    program = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
    paths = sysconfig.get_paths(vars={"base": sys.base_prefix, "platbase": sys.base_exec_prefix})
    packages = [place for name in ("numpy", *_of_torch()) if (place := _place(name))]
    trees = [program, paths["stdlib"], paths["platstdlib"], *packages]
    trees += [beside for package in packages if os.path.isdir(beside := package + ".libs")]
    return {
        "version": list(sys.version_info[:3]),
        "program": program,
        "trees": sorted({os.path.realpath(tree) for tree in trees}),
        "libraries": sorted(_libraries()),
        "packages": [os.path.realpath(package) for package in packages],
        "code": {
            name: base64.b64encode(marshal.dumps(compile(text, f"<{name}>", "exec"))).decode()
            for name, text in sources.items()
        },
    }


def _of_torch() -> list[str]:
    """The modules that PyTorch comes with and all that it requires, by their names; none where it is not installed.

    Told by what is installed: importing it would take seconds of every command.
    """
    names: set[str] = set()
    left, seen = ["torch"], set()
    while left:
        one = left.pop()
        if one in seen:
            continue
        seen.add(one)
        try:
            found = metadata.distribution(one)
        except metadata.PackageNotFoundError:  # PyTorch itself, or what it needs elsewhere
            continue
        tops = {file.parts[0] for file in found.files or ()} or {one}
        names |= {top.removesuffix(".py") for top in tops if re.fullmatch(r"[A-Za-z_]\w*(\.py)?", top)}
        left += [
            re.split(r"[^\w.-]", need, maxsplit=1)[0]
            for need in found.requires or ()
            if "extra ==" not in need
        ]
    return sorted(names - {"__pycache__"})


def _place(name: str) -> str:
    """Where a module stands: its folder, or its file; "" where there is none."""
    found = importlib.util.find_spec(name)
    if found is None:
        return ""
    if found.submodule_search_locations:
        return next(iter(found.submodule_search_locations))
    return found.origin if found.origin and os.path.isfile(found.origin) else ""


def _libraries() -> set[str]:
    """The folders of the shared libraries that the interpreter's own modules and numpy's load."""
    for name in _PARTS_WITH_LIBRARIES:
        try:
            importlib.import_module(name)
        except ImportError:  # a module that this interpreter was built without
            continue
    with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as file:
        named = {line.split(maxsplit=5)[5].strip() for line in file if line.count("/")}
    return {os.path.dirname(name) for name in named if ".so" in os.path.basename(name)}


if __name__ == "__main__":
    print(json.dumps(answer(json.load(sys.stdin))))  # noqa: T201 - read by the caller
