"""The ladder that every pack climbs: one module a rung, all issues of all rungs at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path

from greenroom.content.checks import (
    anchors,
    completeness,
    drafts,
    duplicates,
    exemplars,
    exercises,
    identity,
    layout,
    numbers,
    prose,
    provenance,
    references,
    roleplays,
    scenarios,
    starter,
    weights,
)
from greenroom.content.read import Shelf, read_packs
from greenroom.errors import PackIssue

Rung = Callable[[Shelf], Iterator[PackIssue]]

LADDER: tuple[Rung, ...] = (
    identity.issues,
    references.issues,
    weights.issues,
    completeness.issues,
    exemplars.issues,
    drafts.issues,
    anchors.issues,
    duplicates.issues,
    numbers.issues,
    roleplays.issues,
    exercises.issues,
    scenarios.issues,
    provenance.issues,
    prose.issues,
)
"""The rungs above the schema, each a function of what was read."""


def check_packs(roots: Collection[Path], *, today: date | None = None) -> tuple[PackIssue, ...]:
    """Everything that is wrong in the packs of `roots`, rung by rung; empty, or warnings alone, when they pass.

    Names are looked up over all of `roots` together, so a pack is checked beside the packs it builds on
    (at least the core pack, which holds the vocabulary). A file that breaks its schema is left out of the
    later rungs, and what refers to it is not held against those that do.

    Args:
        roots: Folders that hold pack folders, or that are one; those built on first, so that what is said
            twice is held against the newer pack.
        today: For warnings about what is left of the example of `pack new` and facts that have aged; without it there are none.
    """
    shelf = read_packs(roots)
    above = (issue for rung in LADDER for issue in rung(shelf))
    warnings = (*starter.issues(shelf), *provenance.outdated(shelf, today)) if today else ()
    return (*layout.issues(roots), *shelf.issues, *above, *warnings)
