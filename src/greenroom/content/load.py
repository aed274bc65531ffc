"""Packs on disk -> typed catalogue.

Loading stops at nothing: every problem of every file is collected and raised at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from greenroom.content.toml_file import TomlFile, read_front_matter, read_toml
from greenroom.content.vocabulary import load_vocabulary
from greenroom.errors import PackError, PackIssue
from greenroom.model.content import (
    Ask,
    Catalogue,
    Concept,
    Drill,
    Exemplar,
    Framework,
    Loop,
    PackInfo,
    Question,
)
from greenroom.model.ladder import Role
from greenroom.model.value import Value

V = TypeVar("V", bound=Value)
VOCABULARY_FILE = "skills.toml"
_PLURALS = {"pillar": "pillars", "round": "rounds", "level": "levels", "fact": "facts", "part": "parts"}
_SINGULARS = {plural: singular for singular, plural in _PLURALS.items()}


def load_catalogue(
    roots: Collection[Path], *, roles: Collection[Role] | None = None, exemplars: bool = False
) -> Catalogue:
    """Everything in the packs found directly under each of `roots`, in the order of their paths.

    Args:
        roots: Folders that hold pack folders.
        roles: Load only content for these roles; None for all. A report needs one role, and reading
            only that keeps it fast.
        exemplars: Whether to read the graded answers too; reports do not need them.

    Raises:
        PackError: Any file is missing, malformed or breaks its schema; carries every issue.
    """
    reading = _Reading(roles=None if roles is None else frozenset(roles), exemplars=exemplars)
    for root in roots:
        for folder in sorted(path.parent for path in root.glob("*/pack.toml")):
            reading.pack(folder, root)
    return reading.catalogue()


@dataclass
class _Reading:
    """One pass over the packs: what was read so far, and what was wrong."""

    roles: frozenset[Role] | None
    exemplars: bool
    packs: list[PackInfo] = field(default_factory=list)
    loops: dict[Role, Loop] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)
    drills: list[Drill] = field(default_factory=list)
    frameworks: list[Framework] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    vocabularies: list[Path] = field(default_factory=list)
    issues: list[PackIssue] = field(default_factory=list)

    def pack(self, folder: Path, root: Path) -> None:
        """Read one pack folder, as far as `roles` asks."""
        info = self._value(PackInfo, self._toml(folder / "pack.toml", root))
        if info is None:
            return
        self.packs.append(info)
        if (folder / VOCABULARY_FILE).exists():
            self.vocabularies.append(folder / VOCABULARY_FILE)
        if self.roles is None or not info.roles or self.roles.intersection(info.roles):
            self._contents(folder, root)

    def _contents(self, folder: Path, root: Path) -> None:
        if (folder / "loop.toml").exists():
            loop = self._value(Loop, self._toml(folder / "loop.toml", root))
            if loop is not None:
                self.loops[loop.role] = loop
        for path in sorted(folder.glob("questions/*/question.md")):
            self._append(self.questions, self._question(path.parent, root))
        for path in sorted(folder.glob("concepts/*.md")):
            self._append(self.concepts, self._markdown(Concept, path, root, "lesson"))
        for path in sorted(folder.glob("drills/*.md")):
            self._append(self.drills, self._markdown(Drill, path, root, "task"))
        for path in sorted(folder.glob("frameworks/*.md")):
            self._append(self.frameworks, self._markdown(Framework, path, root, "use"))
        if (folder / "ask.toml").exists():
            self._asks(self._toml(folder / "ask.toml", root))

    def catalogue(self) -> Catalogue:
        """What was read, or every issue at once."""
        if not self.vocabularies and not self.issues:
            hint = "the core pack holds it; reinstall Greenroom or add packs/core/skills.toml"
            self.issues.append(PackIssue(VOCABULARY_FILE, 0, 0, "schema", "no skills vocabulary found", hint))
        if self.issues:
            raise PackError(tuple(self.issues))
        return Catalogue(
            packs=tuple(self.packs),
            loops=self.loops,
            questions=tuple(self.questions),
            concepts=tuple(self.concepts),
            drills=tuple(self.drills),
            frameworks=tuple(self.frameworks),
            asks=tuple(self.asks),
            vocabulary=load_vocabulary(self.vocabularies[0]),
        )

    def _question(self, folder: Path, root: Path) -> Question | None:
        file = self._front(folder / "question.md", root)
        rubric = self._toml(folder / "rubric.toml", root)
        followups = self._toml(folder / "followups.toml", root)
        if file is None or rubric is None or followups is None:
            return None
        answers = sorted((folder / "answers").glob("*.md")) if self.exemplars else []
        exemplars = [self._markdown(Exemplar, path, root, "text", slug=False) for path in answers]
        data = {
            **file.data,
            "slug": folder.name,
            "statement": file.body,
            "criteria": rubric.data.get("criterion", ()),
            "followups": followups.data.get("followup", ()),
            "exemplars": tuple(e for e in exemplars if e is not None),
        }
        extra = {"criteria": (rubric, "criterion"), "followups": (followups, "followup")}
        return self._build(Question, data, file, extra)

    def _asks(self, file: TomlFile | None) -> None:
        for index, data in enumerate(() if file is None else file.data.get("ask", ())):
            assert file is not None
            self._append(self.asks, self._build(Ask, data, file, prefix=("ask", index)))

    def _markdown(self, kind: type[V], path: Path, root: Path, body: str, *, slug: bool = True) -> V | None:
        file = self._front(path, root)
        if file is None:
            return None
        data = {**_plural(file.data), body: file.body}
        return self._build(kind, {**data, "slug": path.stem} if slug else data, file)

    def _value(self, kind: type[V], file: TomlFile | None) -> V | None:
        return None if file is None else self._build(kind, _plural(file.data), file)

    def _build(
        self,
        kind: type[V],
        data: dict[str, Any],
        file: TomlFile,
        extra: dict[str, tuple[TomlFile, str]] | None = None,
        prefix: tuple[str | int, ...] = (),
    ) -> V | None:
        try:
            return kind.model_validate(data)
        except ValidationError as error:
            for problem in error.errors():
                where, keys = file, [*prefix, *problem["loc"]]
                if extra and keys and keys[0] in extra:
                    where, keys[0] = extra[str(keys[0])]
                keys = [_SINGULARS.get(key, key) if isinstance(key, str) else key for key in keys]
                name = ".".join(str(key) for key in keys)
                self.issues.append(where.issue("schema", keys, f"{name}: {_plain(problem)}"))
            return None

    def _toml(self, path: Path, root: Path) -> TomlFile | None:
        return self._collect(lambda: read_toml(path, root))

    def _front(self, path: Path, root: Path) -> TomlFile | None:
        return self._collect(lambda: read_front_matter(path, root))

    def _collect(self, read: Callable[[], TomlFile]) -> TomlFile | None:
        try:
            return read()
        except PackError as error:
            self.issues.extend(error.issues)
            return None

    @staticmethod
    def _append(items: list[V], item: V | None) -> None:
        if item is not None:
            items.append(item)


def _plural(data: dict[str, Any]) -> dict[str, Any]:
    """Arrays of tables are written in the singular (`[[round]]`) and held in the plural."""
    return {
        _PLURALS.get(key, key) if isinstance(value, list) and _tables(value) else key: value
        for key, value in data.items()
    }


def _tables(values: Iterable[object]) -> bool:
    return any(isinstance(value, dict) for value in values)


def _plain(problem: Any) -> str:
    """Pydantic's finding in plain words."""
    kind = problem["type"]
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is not a known key"
    return str(problem["msg"])
