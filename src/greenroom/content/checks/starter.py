"""Rung "starter": what `greenroom pack new` wrote as an example is still there. A warning: a pack may begin like that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from greenroom.content.read import Shelf
from greenroom.content.toml_file import TomlFile
from greenroom.errors import PackIssue

_RUNG = "starter"
_STARTERS = tuple(Path(__file__).parents[1] / name for name in ("starter", "draft"))
_WORDS = 10
"""A run of so many words is nobody's by chance."""


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """One warning for each file with a sentence of the example."""
    for pack in shelf.packs:
        asked = [
            file for entry in pack.questions for file in (*entry.files, *(one.file for one in entry.answers))
        ]
        others = {entry.file.name: entry.file for entry in pack.others}
        for file in (*asked, *others.values()):
            left = next((one for one in _runs(f"{file.source}\n{file.body}") if one in _examples()), None)
            if left:
                yield _warning(file, " ".join(left))


def _warning(file: TomlFile, words: str) -> PackIssue:
    hint = "it is an example; write your own in its place, or remove the file"
    return PackIssue(
        file.name, 1, 1, _RUNG, f"still says what pack new wrote: “{words} ...”", hint, warning=True
    )


@cache
def _examples() -> frozenset[tuple[str, ...]]:
    files = (path for folder in _STARTERS for path in folder.rglob("*") if path.is_file())
    texts = (path.read_text(encoding="utf-8") for path in files)
    return frozenset(run for text in texts for run in _runs(text))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    for line in text.casefold().splitlines():
        if line.startswith("#"):  # a comment is there to help
            continue
        words = re.findall(r"[a-z0-9$]+", line)
        yield from zip(*(words[start:] for start in range(_WORDS)), strict=False)
