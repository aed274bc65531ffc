"""Packs on disk -> typed values that know where they are written, and every problem met on the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from greenroom.content import forms
from greenroom.content.forms import AskFile, Form, assemble
from greenroom.content.toml_file import Keys, TomlFile, name_of, read_front_matter, read_toml
from greenroom.content.vocabulary import load_vocabulary
from greenroom.errors import PackError, PackIssue
from greenroom.model.content import (
    Ask,
    Concept,
    Drill,
    Exemplar,
    Framework,
    Loop,
    PackInfo,
    Question,
)
from greenroom.model.ladder import Role
from greenroom.model.skills import SkillVocabulary
from greenroom.model.value import Value

V = TypeVar("V", bound=Value)
V_co = TypeVar("V_co", bound=Value, covariant=True)
VOCABULARY_FILE = "skills.toml"


@dataclass(frozen=True)
class Entry(Generic[V_co]):
    """A value with the place where it is written: a file, and the keys that lead to it there."""

    value: V_co
    file: TomlFile
    keys: tuple[str | int, ...] = ()

    def issue(self, rung: str, keys: Keys, message: str, hint: str = "") -> PackIssue:
        """An issue at the place that `keys` lead to from this value."""
        return self.file.issue(rung, (*self.keys, *keys), message, hint)


@dataclass(frozen=True)
class QuestionEntry(Entry[Question]):
    """A question with its other files."""

    rubric: TomlFile = field(kw_only=True)
    followups: TomlFile = field(kw_only=True)
    answers: tuple[Entry[Exemplar], ...] = field(kw_only=True)


@dataclass(frozen=True)
class Pack:
    """What one pack folder holds, in the order of its files."""

    folder: Path
    info: Entry[PackInfo]
    loop: Entry[Loop] | None = None
    questions: tuple[QuestionEntry, ...] = ()
    concepts: tuple[Entry[Concept], ...] = ()
    drills: tuple[Entry[Drill], ...] = ()
    frameworks: tuple[Entry[Framework], ...] = ()
    asks: tuple[Entry[Ask], ...] = ()


@dataclass(frozen=True)
class Shelf:
    """All packs that were read, and every schema issue of the files that could not be."""

    packs: tuple[Pack, ...]
    vocabularies: tuple[tuple[str, SkillVocabulary], ...]
    issues: tuple[PackIssue, ...]

    @property
    def loops(self) -> tuple[Entry[Loop], ...]:
        """The loops, at most one a pack."""
        return tuple(pack.loop for pack in self.packs if pack.loop is not None)

    @property
    def questions(self) -> tuple[QuestionEntry, ...]:
        """The questions of all packs."""
        return tuple(entry for pack in self.packs for entry in pack.questions)

    @property
    def concepts(self) -> tuple[Entry[Concept], ...]:
        """The concepts of all packs."""
        return tuple(entry for pack in self.packs for entry in pack.concepts)

    @property
    def drills(self) -> tuple[Entry[Drill], ...]:
        """The drills of all packs."""
        return tuple(entry for pack in self.packs for entry in pack.drills)

    @property
    def frameworks(self) -> tuple[Entry[Framework], ...]:
        """The frameworks of all packs."""
        return tuple(entry for pack in self.packs for entry in pack.frameworks)

    @property
    def asks(self) -> tuple[Entry[Ask], ...]:
        """The questions to ask them of all packs."""
        return tuple(entry for pack in self.packs for entry in pack.asks)

    def is_broken(self, part: str) -> bool:
        """Whether a file with `part` in its name is there but has a schema issue: it may not have been read."""
        return any(part in issue.file for issue in self.issues)


def pack_folders(roots: Collection[Path]) -> tuple[Path, ...]:
    """The pack folders of `roots`, each once: a root that is a pack, or those directly under it, by name."""
    found: dict[Path, Path] = {}
    for root in roots:
        is_pack = (root / "pack.toml").exists()
        inside = [root] if is_pack else sorted(path.parent for path in root.glob("*/pack.toml"))
        for folder in inside:
            found.setdefault(folder.resolve(), folder)
    return tuple(found.values())


def read_packs(
    roots: Collection[Path], *, roles: Collection[Role] | None = None, exemplars: bool = True
) -> Shelf:
    """The packs of `roots` (see `pack_folders`), as far as `roles` and `exemplars` ask; never raises PackError."""
    reader = _Reader(None if roles is None else frozenset(roles), exemplars)
    for folder in pack_folders(roots):
        reader.pack(folder, folder.parent)
    return Shelf(tuple(reader.packs), tuple(reader.vocabularies), tuple(reader.issues))


@dataclass
class _Reader:
    """One pass over the packs: what was read so far, and what was wrong."""

    roles: frozenset[Role] | None
    exemplars: bool
    packs: list[Pack] = field(default_factory=list)
    vocabularies: list[tuple[str, SkillVocabulary]] = field(default_factory=list)
    issues: list[PackIssue] = field(default_factory=list)

    def pack(self, folder: Path, root: Path) -> None:
        """Read one pack folder; of a pack for other roles only what it is, and its vocabulary."""
        self._vocabulary(folder / VOCABULARY_FILE, root)
        info = self._toml(PackInfo, forms.PACK, folder / "pack.toml", root)
        if info is None:
            return
        roles = info.value.roles
        if self.roles is not None and roles and not self.roles.intersection(roles):
            self.packs.append(Pack(folder, info))
            return
        loop, asks = folder / "loop.toml", folder / "ask.toml"
        self.packs.append(
            Pack(
                folder,
                info,
                self._toml(Loop, forms.LOOP, loop, root) if loop.exists() else None,
                tuple(self._questions(folder, root)),
                tuple(self._pages(Concept, forms.CONCEPT, folder / "concepts", root, "lesson")),
                tuple(self._pages(Drill, forms.DRILL, folder / "drills", root, "task")),
                tuple(self._pages(Framework, forms.FRAMEWORK, folder / "frameworks", root, "use")),
                tuple(self._asks(asks, root)) if asks.exists() else (),
            )
        )

    def _vocabulary(self, path: Path, root: Path) -> None:
        if not path.exists():
            return
        name = name_of(path, root)
        try:
            self.vocabularies.append((name, load_vocabulary(path)))
        except PackError as error:
            self.issues += [replace(issue, file=name) for issue in error.issues]

    def _questions(self, folder: Path, root: Path) -> Iterator[QuestionEntry]:
        for path in sorted(folder.glob("questions/*/question.md")):
            home = path.parent
            file = self._file(read_front_matter, path, root)
            rubric = self._file(read_toml, home / "rubric.toml", root)
            followups = self._file(read_toml, home / "followups.toml", root)
            answers = tuple(self._answers(home / "answers", root)) if self.exemplars else ()
            if file is None or rubric is None or followups is None:
                continue
            question = self._value(
                Question,
                ((forms.QUESTION, file), (forms.RUBRIC, rubric), (forms.FOLLOWUPS, followups)),
                slug=home.name,
                statement=file.body,
                exemplars=tuple(answer.value for answer in answers),
            )
            if question is not None:
                yield QuestionEntry(question, file, rubric=rubric, followups=followups, answers=answers)

    def _answers(self, folder: Path, root: Path) -> Iterator[Entry[Exemplar]]:
        for path in sorted(folder.glob("*.md")):
            file = self._file(read_front_matter, path, root)
            if file is not None:
                exemplar = self._value(Exemplar, ((forms.ANSWER, file),), text=file.body)
                if exemplar is not None:
                    yield Entry(exemplar, file)

    def _pages(self, kind: type[V], form: Form, folder: Path, root: Path, body: str) -> Iterator[Entry[V]]:
        """The Markdown files of `folder`; their text fills the field `body`, their names the slug."""
        for path in sorted(folder.glob("*.md")):
            file = self._file(read_front_matter, path, root)
            if file is not None:
                value = self._value(kind, ((form, file),), slug=path.stem, **{body: file.body})
                if value is not None:
                    yield Entry(value, file)

    def _asks(self, path: Path, root: Path) -> Iterator[Entry[Ask]]:
        entry = self._toml(AskFile, forms.ASK, path, root)
        if entry is not None:
            for index, ask in enumerate(entry.value.asks):
                yield Entry(ask, entry.file, ("ask", index))

    def _toml(self, kind: type[V], form: Form, path: Path, root: Path) -> Entry[V] | None:
        file = self._file(read_toml, path, root)
        value = None if file is None else self._value(kind, ((form, file),))
        return None if file is None or value is None else Entry(value, file)

    def _value(self, kind: type[V], parts: tuple[tuple[Form, TomlFile], ...], **elsewhere: Any) -> V | None:
        value, issues = assemble(kind, parts, **elsewhere)
        self.issues += issues
        return value

    def _file(self, read: Callable[[Path, Path], TomlFile], path: Path, root: Path) -> TomlFile | None:
        try:
            return read(path, root)
        except PackError as error:
            self.issues += error.issues
            return None
