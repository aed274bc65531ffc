"""How an unknown name is told: what there is instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from greenroom.content.read import Entry
from greenroom.content.toml_file import Keys
from greenroom.errors import PackIssue
from greenroom.model.value import Value

RUNG = "references"


def unknown(entry: Entry[Value], keys: Keys, what: str, name: str, known: Iterable[str]) -> PackIssue:
    """An issue: `name` is no `what`."""
    return entry.issue(RUNG, keys, f"there is no {what} {name}", did_you_mean(name, known))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The nearest known name, or all of them where they are few."""
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"known: {', '.join(names)}" if len(names) <= 8 else ""
