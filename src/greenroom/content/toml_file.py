"""One TOML file, or the TOML front matter of a Markdown file, that knows where its keys stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from greenroom.errors import PackError, PackIssue

Keys = Sequence[str | int]
"""The way to a value: names of keys, and indexes (from 0) into arrays: ("round", 2, "minutes")."""

_FRONT = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADER = re.compile(r"^\s*\[")
_CURES = {
    "Expected '=' after a key": 'a line is name = "value"; text that goes on over lines stands in """ and """',
    "Invalid value": 'words stand in quotes: name = "words"',
    "Invalid statement": 'a line is name = "value" or [table]',
    "Illegal character": "a text in single quotes or in one pair of quotes ends on its line; over lines it stands in triple quotes",
    "Unterminated string": "the closing quotes are missing",
    "Unescaped '\\' in a string": "write the backslash twice, or put the text in single quotes",
    "Unclosed array": "the closing ] is missing, or a comma between two values",
    "Unclosed inline table": "the closing } is missing; it must be on the same line",
    "Expected newline or end of document": 'one name = "value" a line; quotes inside a text are written \\"',
    "Cannot overwrite a value": "this name stands twice; take one away",
    "Cannot declare": "this table stands twice; a list of tables has [[two brackets]]",
}
"""What to do about what the parser says."""


@dataclass(frozen=True)
class TomlFile:
    """Parsed data with its source.

    Attributes:
        name: Path relative to the packs folder, for messages.
        data: What the TOML says.
        source: The TOML text, starting on line `first_line` of the file.
        body: The Markdown after the front matter, "" in plain TOML files.
        body_line: The line of the file on which the body starts.
    """

    name: str
    data: dict[str, Any]
    source: str
    first_line: int = 1
    body: str = ""
    body_line: int = 1

    def locate(self, keys: Keys) -> tuple[int, int]:
        """Line and column (from 1) of the key that `keys` lead to, or of the nearest table or key above it."""
        lines = self.source.splitlines()
        start, table = 0, ""
        line, column = 0, 1
        for position, key in enumerate(keys):
            if isinstance(key, int):
                continue
            follows = keys[position + 1] if position + 1 < len(keys) else None
            path = f"{table}.{key}" if table else key
            header = _find_header(lines, start, path, follows if isinstance(follows, int) else 0)
            if header is not None:
                start, table = header + 1, path
                line, column = header, 1
                continue
            line, column = _find_key(lines, start, key) or (line, column)
        return line + self.first_line, column

    def issue(self, rung: str, keys: Keys, message: str, hint: str = "") -> PackIssue:
        """An issue at the place that `keys` lead to."""
        line, column = self.locate(keys)
        return PackIssue(self.name, line, column, rung, message, hint)

    def issue_at(
        self, rung: str, offset: int, message: str, hint: str = "", *, body: bool = True
    ) -> PackIssue:
        """An issue at the character at `offset` of the body, or of the TOML."""
        text, first = (self.body, self.body_line) if body else (self.source, self.first_line)
        before = text[:offset]
        column = offset - before.rfind("\n")
        return PackIssue(self.name, first + before.count("\n"), column, rung, message, hint)


def read_toml(path: Path, root: Path) -> TomlFile:
    """The TOML file at `path`.

    Raises:
        PackError: The file cannot be read, is not UTF-8 or is not TOML.
    """
    name = name_of(path, root)
    text = _read(path, name)
    return TomlFile(name, _parse(text, name, 1), text)


def read_front_matter(path: Path, root: Path) -> TomlFile:
    """The Markdown file at `path` with its TOML front matter.

    Raises:
        PackError: The file cannot be read, is not UTF-8, has no front matter or its front matter is not TOML.
    """
    name = name_of(path, root)
    text = _read(path, name)
    front = _FRONT.match(text)
    if front is None:
        hint = "open the file with +++ on a line, the TOML, and +++ on a line"
        raise PackError((PackIssue(name, 1, 1, "schema", "the front matter is missing", hint),))
    after = text[front.end() :]
    blank = len(after) - len(after.lstrip())
    return TomlFile(
        name,
        _parse(front[1], name, 2),
        front[1],
        first_line=2,
        body=after.strip(),
        body_line=1 + text[: front.end() + blank].count("\n"),
    )


def read_page(path: Path, root: Path) -> TomlFile:
    """The Markdown file at `path`, which is all text.

    Raises:
        PackError: The file cannot be read, is not UTF-8 or holds no text.
    """
    name = name_of(path, root)
    text = _read(path, name)
    body = text.strip()
    if not body:
        raise PackError((PackIssue(name, 1, 1, "schema", "the file is empty", "write the text"),))
    return TomlFile(name, {}, "", body=body, body_line=1 + text[: text.index(body)].count("\n"))


def read_text(path: Path, root: Path) -> str:
    """The whole of a file that has no TOML.

    Raises:
        PackError: The file cannot be read or is not UTF-8.
    """
    return _read(path, name_of(path, root)).strip()


def name_of(path: Path, root: Path) -> str:
    """`path` as messages show it: relative to `root` where it lies under it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # editors on Windows open files with a byte-order mark
    except FileNotFoundError:
        raise PackError((PackIssue(name, 0, 0, "schema", "the file is missing", "add it"),)) from None
    except OSError as error:
        raise PackError((PackIssue(name, 0, 0, "schema", f"cannot be read: {error.strerror}"),)) from None
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
        hint = next((cure for begun, cure in _CURES.items() if message.startswith(begun)), "")
        issue = PackIssue(name, line + first_line - 1, column, "schema", f"not TOML: {message}", hint)
        raise PackError((issue,)) from None
    except RecursionError:
        raise PackError((PackIssue(name, 0, 0, "schema", "arrays are nested too deeply"),)) from None


def _find_header(lines: list[str], start: int, path: str, index: int) -> int | None:
    """The line of the `index`-th table or array entry called `path`, from line `start` on."""
    pattern = re.compile(rf"^\s*\[\[?\s*{re.escape(path)}\s*\]\]?\s*(#.*)?$")
    found = [number for number in range(start, len(lines)) if pattern.match(lines[number])]
    return found[index] if index < len(found) else None


def _find_key(lines: list[str], start: int, key: str) -> tuple[int, int] | None:
    """Line and column of `key` in the table whose first line is `start`."""
    pattern = re.compile(rf'(?:^|[{{,])\s*"?({re.escape(key)})"?\s*=')
    for number in range(start, len(lines)):
        if _HEADER.match(lines[number]):
            return None
        match = pattern.search(lines[number])
        if match:
            return number, match.start(1) + 1
    return None
