"""One TOML file, or the TOML front matter of a Markdown file, that knows where its keys stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from greenroom.errors import PackError, PackIssue

_FENCE = "+++"


@dataclass(frozen=True)
class TomlFile:
    """Parsed data with its source.

    Attributes:
        name: Path relative to the packs folder, for messages.
        data: What the TOML says.
        source: The TOML text, starting on line `first_line` of the file.
        body: The Markdown after the front matter, "" in plain TOML files.
    """

    name: str
    data: dict[str, Any]
    source: str
    first_line: int = 1
    body: str = ""

    def locate(self, keys: Sequence[str | int]) -> tuple[int, int]:
        """Line and column (from 1) of the value that `keys` lead to, or of the nearest table above it."""
        lines = self.source.splitlines()
        at = 0
        table = ""
        line, column = 0, 1
        for position, key in enumerate(keys):
            if isinstance(key, int):
                continue
            index = keys[position + 1] if position + 1 < len(keys) else None
            path = f"{table}.{key}" if table else key
            header = _find_header(lines, at, path, index if isinstance(index, int) else 0)
            if header is not None:
                at, table = header, path
                line, column = header, 1
                continue
            found = _find_key(lines, at, key)
            if found is not None:
                line, column = found
        return line + self.first_line, column

    def issue(self, rung: str, keys: Sequence[str | int], message: str, hint: str = "") -> PackIssue:
        """An issue at the place that `keys` lead to."""
        line, column = self.locate(keys)
        return PackIssue(self.name, line, column, rung, message, hint)


def read_toml(path: Path, root: Path) -> TomlFile:
    """The TOML file at `path`.

    Raises:
        PackError: The file is missing, is not UTF-8 or is not TOML.
    """
    name = _name(path, root)
    text = _read(path, name)
    return TomlFile(name, _parse(text, name, 1), text)


def read_front_matter(path: Path, root: Path) -> TomlFile:
    """The Markdown file at `path` with its TOML front matter.

    Raises:
        PackError: The file is missing, is not UTF-8, has no front matter or its front matter is not TOML.
    """
    name = _name(path, root)
    text = _read(path, name)
    if not text.startswith(_FENCE + "\n") or f"\n{_FENCE}\n" not in text[len(_FENCE) :] + "\n":
        hint = "open the file with +++ on a line, the TOML, and +++ on a line"
        raise PackError((PackIssue(name, 1, 1, "schema", "the front matter is missing", hint),))
    front, _, body = (text + "\n")[len(_FENCE) + 1 :].partition(f"\n{_FENCE}\n")
    return TomlFile(name, _parse(front, name, 2), front, first_line=2, body=body.strip())


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PackError((PackIssue(name, 0, 0, "schema", "the file is missing", "add it"),)) from None
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8"
        raise PackError((PackIssue(name, 0, 0, "schema", message, "save the file as UTF-8"),)) from None


def _parse(text: str, name: str, first_line: int) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
        message = str(error).partition(" (at ")[0]
        issue = PackIssue(name, line + first_line - 1, column, "schema", f"not TOML: {message}")
        raise PackError((issue,)) from None


def _find_header(lines: list[str], start: int, path: str, index: int) -> int | None:
    pattern = re.compile(rf"^\s*\[\[?\s*{re.escape(path)}\s*\]\]?\s*(#.*)?$")
    seen = -1
    for number in range(start, len(lines)):
        if pattern.match(lines[number]):
            seen += 1
            if seen == index:
                return number
    return None


def _find_key(lines: list[str], start: int, key: str) -> tuple[int, int] | None:
    pattern = re.compile(rf'(?:^|[{{,])\s*"?({re.escape(key)})"?\s*=')
    for number in range(start, len(lines)):
        if number > start and lines[number].lstrip().startswith("[[") and start:
            return None
        match = pattern.search(lines[number])
        if match:
            return number, match.start(1) + 1
    return None
