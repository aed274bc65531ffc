"""Packs on disk -> typed catalogue."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TypeVar

from greenroom.content.read import VOCABULARY_FILE, Shelf, read_packs
from greenroom.errors import PackError, PackIssue
from greenroom.model.content import Ask, Catalogue, Fact, Loop
from greenroom.model.course import Concept, Lesson, Module
from greenroom.model.practice import Drill, Estimation, Framework, RolePlay
from greenroom.model.value import Value

V = TypeVar("V", bound=Value)


def load_catalogue(roots: Collection[Path], *, exemplars: bool = False) -> Catalogue:
    """Everything in the packs of `roots`, in the order of `roots` and then of their names.

    Only the schema is checked, which is what the code that uses the catalogue relies on; the rest of the
    ladder is `check_packs`. Where two packs hold the loop of one role, the later one counts.

    Args:
        roots: Folders that hold pack folders, or that are one.
        exemplars: Whether to read the graded answers too.

    Raises:
        PackError: Any file is missing, malformed or breaks its schema; carries every issue.
    """
    shelf = read_packs(roots, exemplars=exemplars)
    issues = shelf.issues
    if not issues and not shelf.vocabularies:
        hint = "the core pack holds it; reinstall Greenroom or add packs/core/skills.toml"
        issues = (PackIssue(VOCABULARY_FILE, 0, 0, "schema", "no skills vocabulary found", hint),)
    if issues:
        raise PackError(issues)
    return Catalogue(
        packs=tuple(pack.info.value for pack in shelf.packs),
        loops={loop.role: loop for loop in _values(shelf, Loop)},
        questions=tuple(entry.value for entry in shelf.questions),
        concepts=_values(shelf, Concept),
        modules=_values(shelf, Module),
        lessons=tuple(sorted(_values(shelf, Lesson), key=lambda lesson: lesson.order)),
        drills=_values(shelf, Drill),
        estimations=_values(shelf, Estimation),
        roleplays=_values(shelf, RolePlay),
        frameworks=_values(shelf, Framework),
        asks=_values(shelf, Ask),
        facts=_values(shelf, Fact),
        vocabulary=shelf.vocabularies[0][1],
    )


def _values(shelf: Shelf, kind: type[V]) -> tuple[V, ...]:
    return tuple(entry.value for entry in shelf.of(kind))
