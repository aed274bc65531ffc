"""Rung "schema", the files: a file or folder under a wrong name would be passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from greenroom.content.read import VOCABULARY_FILE, pack_folders
from greenroom.content.toml_file import name_of
from greenroom.errors import PackIssue

_KNOWN = re.compile(
    rf"(pack|loop|ask|facts|course)\.toml|{re.escape(VOCABULARY_FILE)}"
    r"|(README|REVIEWS|CHANGELOG|LICENSE)(\.md|\.txt)?"
    r"|(concepts|lessons|drills|estimations|frameworks)/[^/]+\.md|lessons/[^/]+\.svg|roleplays/[^/]+\.toml"
    r"|questions/[^/]+/(question\.md|rubric\.toml|followups\.toml|sheet\.toml|design\.md|answers/[^/]+\.md)"
    r"|exercises/[^/]+/(statement\.md|cases\.toml|(starter|driver|checker)\.py|solutions/[^/]+\.py)"
    r"|scenarios/[^/]+/(scenario\.toml|(briefing|debrief)\.md|plays/[^/]+\.toml)"
)


def issues(roots: Collection[Path]) -> Iterator[PackIssue]:
    """Roots without packs, folders that are no pack, files the format does not know, questions, exercises and scenarios without text."""
    for root in roots:
        if not pack_folders([root]):
            hint = "give a pack folder (it holds pack.toml), or a folder of them"
            yield PackIssue(root.as_posix(), 0, 0, "schema", "no pack is here", hint)
        elif not (root / "pack.toml").exists():
            yield from _not_packs(root)
    for folder in pack_folders(roots):
        yield from _pack(folder)


def _not_packs(root: Path) -> Iterator[PackIssue]:
    for path in sorted(path for path in root.iterdir() if path.is_dir()):
        if not (path / "pack.toml").exists() and not _hidden(Path(path.name)):
            name = name_of(path / "pack.toml", root)
            yield PackIssue(name, 0, 0, "schema", "the file is missing", "every pack folder holds one")


def _pack(folder: Path) -> Iterator[PackIssue]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not _hidden(inside) and not _KNOWN.fullmatch(inside.as_posix()):
            hint = "docs/reference/packs.md lists the files of a pack"
            name = name_of(path, folder.parent)
            yield PackIssue(name, 0, 0, "schema", "a pack has no file of this name", hint)
    for home, text in (
        ("questions", "question.md"),
        ("exercises", "statement.md"),
        ("scenarios", "scenario.toml"),
    ):
        for one in sorted(path for path in folder.glob(f"{home}/*") if path.is_dir()):
            if not (one / text).exists() and not _hidden(Path(one.name)):
                name = name_of(one / text, folder.parent)
                yield PackIssue(name, 0, 0, "schema", "the file is missing", "add it")


def _hidden(inside: Path) -> bool:
    """Whether the path is of an editor, a system or a cache, not of the pack."""
    return any(part.startswith((".", "__")) or part.endswith("~") for part in inside.parts)
