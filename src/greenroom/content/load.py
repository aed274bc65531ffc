"""Packs on disk -> typed catalogue."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TypeVar

from greenroom.content.read import VOCABULARY_FILE, Shelf, pack_folders, read_packs
from greenroom.errors import PackError, PackIssue
from greenroom.model.content import Ask, Catalogue, Fact, Loop
from greenroom.model.course import Concept, Lesson, Module
from greenroom.model.practice import Drill, Estimation, Framework, RolePlay
from greenroom.model.value import Value

V = TypeVar("V", bound=Value)


def load_catalogue(
    roots: Collection[Path], own: Collection[Path] = (), *, exemplars: bool = False
) -> Catalogue:
    """Everything in the packs of `roots` and `own`, in that order and then of their names.

    Only the schema is checked, which is what the code that uses the catalogue relies on; the rest of the
    ladder is `check_packs`. Where two packs hold the loop of one role, the later one counts.

    Args:
        roots: Folders that hold pack folders, or that are one.
        own: The same of the user's own packs: one that cannot be read is left out, and stops nothing.
        exemplars: Whether to read the graded answers too.

    Raises:
        PackError: Any file of `roots` is missing, malformed or breaks its schema; carries every issue.
    """
    sound, left_out = _sound(own)
    shelf = read_packs((*roots, *sound), exemplars=exemplars)
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
        exercises=tuple(entry.value for entry in shelf.exercises),
        scenarios=tuple(entry.value for entry in shelf.scenarios),
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
        left_out=left_out,
    )


def _sound(own: Collection[Path]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """The packs that can be read, and of each other one its folder with its first issue."""
    issues = {folder: read_packs([folder]).issues for folder in pack_folders(own)}
    sound = tuple(folder for folder, found in issues.items() if not found)
    return sound, tuple(f"{folder}: {found[0]}" for folder, found in issues.items() if found)


def _values(shelf: Shelf, kind: type[V]) -> tuple[V, ...]:
    return tuple(entry.value for entry in shelf.of(kind))
