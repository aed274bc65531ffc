"""Packs on disk -> typed catalogue."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from greenroom.content.read import VOCABULARY_FILE, read_packs
from greenroom.errors import PackError, PackIssue
from greenroom.model.content import Catalogue
from greenroom.model.ladder import Role


def load_catalogue(
    roots: Collection[Path], *, roles: Collection[Role] | None = None, exemplars: bool = False
) -> Catalogue:
    """Everything in the packs of `roots`, in the order of `roots` and then of their names.

    Only the schema is checked, which is what the code that uses the catalogue relies on; the rest of the
    ladder is `check_packs`. Where two packs hold the loop of one role, the later one counts.

    Args:
        roots: Folders that hold pack folders, or that are one.
        roles: Load only content for these roles; None for all. A report needs one role, and reading
            only that keeps it fast.
        exemplars: Whether to read the graded answers too; reports do not need them.

    Raises:
        PackError: Any file is missing, malformed or breaks its schema; carries every issue.
    """
    shelf = read_packs(roots, roles=roles, exemplars=exemplars)
    issues = shelf.issues
    if not issues and not shelf.vocabularies:
        hint = "the core pack holds it; reinstall Greenroom or add packs/core/skills.toml"
        issues = (PackIssue(VOCABULARY_FILE, 0, 0, "schema", "no skills vocabulary found", hint),)
    if issues:
        raise PackError(issues)
    return Catalogue(
        packs=tuple(pack.info.value for pack in shelf.packs),
        loops={entry.value.role: entry.value for entry in shelf.loops},
        questions=tuple(entry.value for entry in shelf.questions),
        concepts=tuple(entry.value for entry in shelf.concepts),
        drills=tuple(entry.value for entry in shelf.drills),
        frameworks=tuple(entry.value for entry in shelf.frameworks),
        asks=tuple(entry.value for entry in shelf.asks),
        vocabulary=shelf.vocabularies[0][1],
    )
