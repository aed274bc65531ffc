"""The ladder that every pack climbs: one module a rung, all issues of all rungs at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from greenroom.content.checks import (
    anchors,
    duplicates,
    exemplars,
    identity,
    layout,
    prose,
    provenance,
    references,
    weights,
)
from greenroom.content.read import Shelf, read_packs
from greenroom.errors import PackIssue

Rung = Callable[[Shelf], Iterator[PackIssue]]

LADDER: tuple[Rung, ...] = (
    identity.issues,
    references.issues,
    weights.issues,
    exemplars.issues,
    anchors.issues,
    duplicates.issues,
    provenance.issues,
    prose.issues,
)
"""The rungs above the schema, each a function of what was read."""


def check_packs(roots: Collection[Path]) -> tuple[PackIssue, ...]:
    """Everything that is wrong in the packs of `roots`, rung by rung; empty when they pass.

    Names are looked up over all of `roots` together, so a pack is checked beside the packs it builds on
    (at least the core pack, which holds the vocabulary). A file that breaks its schema is left out of the
    later rungs, and what refers to it is not held against those that do.

    Args:
        roots: Folders that hold pack folders, or that are one; those built on first, so that what is said
            twice is held against the newer pack.
    """
    shelf = read_packs(roots)
    above = (issue for rung in LADDER for issue in rung(shelf))
    return (*layout.issues(roots), *shelf.issues, *above)
