"""Rung "provenance": where a figure comes from, whose the pack is and what may be done with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from greenroom.content.read import Entry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.content import Fact

_RUNG = "provenance"
MONTHS = 18
"""After which a price, a pay band or a process is asked after again."""
_SPDX = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Facts neither sourced nor marked as reported, licences that name none, pack ids unlike their folder."""
    for pack in shelf.packs:
        info = pack.info.value
        if not _SPDX.fullmatch(info.licence):
            message = f"{info.licence!r} is not the name of a licence"
            yield pack.info.issue(_RUNG, ("licence",), message, "an SPDX name, such as CC-BY-4.0")
        if info.id != pack.folder.resolve().name:
            message = f"the id {info.id} is not the name of the folder, {pack.folder.resolve().name}"
            yield pack.info.issue(_RUNG, ("id",), message, "rename one of them")
    for entry in shelf.of(Fact):
        yield from _fact(entry)


def _fact(entry: Entry[Fact]) -> Iterator[PackIssue]:
    fact = entry.value
    if not fact.source.strip() and not fact.reported:
        message, hint = "the fact has no source", "name it, or say reported = true"
        yield entry.issue(_RUNG, ("source",), message, hint)
    if fact.source.strip() and fact.reported:
        message = "the fact has a source and is marked as reported"
        hint = "a fact is sourced or it is hearsay; keep one of the two"
        yield entry.issue(_RUNG, ("reported",), message, hint)


def outdated(shelf: Shelf, today: date) -> Iterator[PackIssue]:
    """Warnings: facts that are older than `MONTHS` and are not settled."""
    for entry in shelf.of(Fact):
        year, month = map(int, entry.value.as_of.split("-"))
        months = 12 * (today.year - year) + today.month - month
        if months > MONTHS and not entry.value.settled:
            message = f"the fact {entry.value.id} is {months} months old"
            hint = "look whether it still holds, and give as_of the month in which you looked"
            yield replace(entry.issue(_RUNG, ("as_of",), message, hint), warning=True)
