"""Packs on disk -> typed values that know where they are written, and every problem met on the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from greenroom.content import forms
from greenroom.content.exercise_files import solutions_of
from greenroom.content.forms import AskFile, CourseFile, FactFile, Form, assemble
from greenroom.content.picture import fault_of
from greenroom.content.toml_file import (
    Keys,
    TomlFile,
    name_of,
    read_front_matter,
    read_page,
    read_text,
    read_toml,
)
from greenroom.content.vocabulary import load_vocabulary
from greenroom.errors import PackError, PackIssue
from greenroom.model.content import Loop, PackInfo
from greenroom.model.course import Concept, Lesson
from greenroom.model.exercise import Exercise
from greenroom.model.lab import Play, Scenario
from greenroom.model.practice import Drill, Estimation, Framework, RolePlay
from greenroom.model.question import Exemplar, ExemplarKind, Question
from greenroom.model.skills import SkillVocabulary
from greenroom.model.value import Value

V = TypeVar("V", bound=Value)
V_co = TypeVar("V_co", bound=Value, covariant=True)
VOCABULARY_FILE = "skills.toml"
_KINDS = tuple(ExemplarKind)


@dataclass(frozen=True)
class Pages:
    """A folder with one file for each value; `body` is the field that its Markdown fills, "" in plain TOML."""

    kind: type[Value]
    folder: str
    form: Form
    body: str = ""
    drawn: bool = False


@dataclass(frozen=True)
class Table:
    """A file with one table for each value."""

    kind: type[Value]
    file: str
    form: Form
    field: str


PAGES = (
    Pages(Concept, "concepts", forms.CONCEPT, "lesson"),
    Pages(Lesson, "lessons", forms.LESSON, "text", drawn=True),
    Pages(Drill, "drills", forms.DRILL, "task"),
    Pages(Estimation, "estimations", forms.ESTIMATION, "text"),
    Pages(RolePlay, "roleplays", forms.ROLEPLAY),
    Pages(Framework, "frameworks", forms.FRAMEWORK, "use"),
)
TABLES = (
    Table(AskFile, "ask.toml", forms.ASK, "asks"),
    Table(FactFile, "facts.toml", forms.FACT, "facts"),
    Table(CourseFile, "course.toml", forms.COURSE, "modules"),
)


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
    followups: TomlFile | None = field(kw_only=True)
    sheet: TomlFile | None = field(kw_only=True)
    answers: tuple[Entry[Exemplar], ...] = field(kw_only=True)

    @property
    def files(self) -> tuple[TomlFile, ...]:
        """All but the graded answers."""
        return tuple(file for file in (self.file, self.rubric, self.followups, self.sheet) if file)

    @property
    def home(self) -> str:
        """The name of its folder, with a stroke at the end."""
        return self.file.name.removesuffix("question.md")


@dataclass(frozen=True)
class ExerciseEntry(Entry[Exercise]):
    """An exercise with the file of its cases."""

    cases: TomlFile = field(kw_only=True)

    @property
    def home(self) -> str:
        """The name of its folder, with a stroke at the end."""
        return self.file.name.removesuffix("statement.md")


@dataclass(frozen=True)
class ScenarioEntry(Entry[Scenario]):
    """A scenario with its texts and its plays, each in a file of its own."""

    briefing: TomlFile = field(kw_only=True)
    debrief: TomlFile = field(kw_only=True)
    plays: tuple[Entry[Play], ...] = field(kw_only=True)

    @property
    def files(self) -> tuple[TomlFile, ...]:
        """All of them."""
        return (self.file, self.briefing, self.debrief, *(play.file for play in self.plays))

    @property
    def home(self) -> str:
        """The name of its folder, with a stroke at the end."""
        return self.file.name.removesuffix("scenario.toml")


@dataclass(frozen=True)
class Pack:
    """What one pack folder holds, in the order of its files."""

    folder: Path
    info: Entry[PackInfo]
    questions: tuple[QuestionEntry, ...] = ()
    exercises: tuple[ExerciseEntry, ...] = ()
    scenarios: tuple[ScenarioEntry, ...] = ()
    others: tuple[Entry[Value], ...] = ()

    def of(self, kind: type[V]) -> tuple[Entry[V], ...]:
        """What is of this kind; questions, exercises and scenarios have lists of their own."""
        return tuple(cast("Entry[V]", entry) for entry in self.others if isinstance(entry.value, kind))


@dataclass(frozen=True)
class Shelf:
    """All packs that were read, and every schema issue of the files that could not be."""

    packs: tuple[Pack, ...]
    vocabularies: tuple[tuple[str, SkillVocabulary], ...]
    issues: tuple[PackIssue, ...]

    @property
    def questions(self) -> tuple[QuestionEntry, ...]:
        """The questions of all packs."""
        return tuple(entry for pack in self.packs for entry in pack.questions)

    @property
    def exercises(self) -> tuple[ExerciseEntry, ...]:
        """The coding exercises of all packs."""
        return tuple(entry for pack in self.packs for entry in pack.exercises)

    @property
    def scenarios(self) -> tuple[ScenarioEntry, ...]:
        """The scenarios of all packs."""
        return tuple(entry for pack in self.packs for entry in pack.scenarios)

    def of(self, kind: type[V]) -> tuple[Entry[V], ...]:
        """What all packs hold of a kind: Loop, Concept, Lesson, Module, Drill, Estimation, RolePlay, Framework, Ask, Fact."""
        return tuple(entry for pack in self.packs for entry in pack.of(kind))

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


def read_packs(roots: Collection[Path], *, exemplars: bool = True) -> Shelf:
    """The packs of `roots` (see `pack_folders`), the graded answers too unless told otherwise; never raises PackError."""
    reader = _Reader(exemplars)
    for folder in pack_folders(roots):
        reader.pack(folder, folder.parent)
    return Shelf(tuple(reader.packs), tuple(reader.vocabularies), tuple(reader.issues))


@dataclass
class _Reader:
    """One pass over the packs: what was read so far, and what was wrong."""

    exemplars: bool
    packs: list[Pack] = field(default_factory=list)
    vocabularies: list[tuple[str, SkillVocabulary]] = field(default_factory=list)
    issues: list[PackIssue] = field(default_factory=list)

    def pack(self, folder: Path, root: Path) -> None:
        """Read one pack folder."""
        self._vocabulary(folder / VOCABULARY_FILE, root)
        info = self._toml(PackInfo, forms.PACK, folder / "pack.toml", root)
        if info is None:
            return
        self.packs.append(
            Pack(
                folder,
                info,
                questions=tuple(self._questions(folder, root)),
                exercises=tuple(self._exercises(folder, root)),
                scenarios=tuple(self._scenarios(folder, root)),
                others=tuple(self._others(folder, root)),
            )
        )

    def _others(self, folder: Path, root: Path) -> Iterator[Entry[Value]]:
        loop = folder / "loop.toml"
        entry = self._toml(Loop, forms.LOOP, loop, root) if loop.exists() else None
        if entry is not None:
            yield entry
        for pages in PAGES:
            yield from self._pages(pages, folder, root)
        for table in TABLES:
            yield from self._rows(table, folder / table.file, root)

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
            followups, sheet = (
                self._file(read_toml, home / name, root) if (home / name).exists() else None
                for name in ("followups.toml", "sheet.toml")
            )
            answers = tuple(self._answers(home / "answers", root)) if self.exemplars else ()
            if file is None or rubric is None:
                continue
            beside = ((forms.FOLLOWUPS, followups), (forms.SHEET, sheet))
            question = self._value(
                Question,
                (
                    (forms.QUESTION, file),
                    (forms.RUBRIC, rubric),
                    *((form, one) for form, one in beside if one),
                ),
                slug=home.name,
                statement=file.body,
                design=self._text(home / "design.md", root) if self.exemplars else "",
                exemplars=tuple(
                    sorted((answer.value for answer in answers), key=lambda one: _KINDS.index(one.kind))
                ),
            )
            if question is not None:
                yield QuestionEntry(
                    question, file, rubric=rubric, followups=followups, sheet=sheet, answers=answers
                )

    def _exercises(self, folder: Path, root: Path) -> Iterator[ExerciseEntry]:
        for path in sorted(folder.glob("exercises/*/statement.md")):
            home = path.parent
            file = self._file(read_front_matter, path, root)
            cases = self._file(read_toml, home / "cases.toml", root)
            code = {
                name: self._text(home / f"{name}.py", root, needed=True) for name in ("starter", "driver")
            }
            solutions, issues = solutions_of(home / "solutions", root)
            self.issues += issues
            if file is None or cases is None or not all(code.values()):
                continue
            code["checker"] = self._text(home / "checker.py", root)
            parts = ((forms.EXERCISE, file), (forms.CASES, cases))
            exercise = self._value(
                Exercise, parts, slug=home.name, statement=file.body, solutions=solutions, **code
            )
            if exercise is not None:
                yield ExerciseEntry(exercise, file, cases=cases)

    def _scenarios(self, folder: Path, root: Path) -> Iterator[ScenarioEntry]:
        for path in sorted(folder.glob("scenarios/*/scenario.toml")):
            home = path.parent
            file = self._file(read_toml, path, root)
            briefing, debrief = (
                self._file(read_page, home / f"{name}.md", root) for name in ("briefing", "debrief")
            )
            written = sorted(home.glob("plays/*.toml"))
            plays = tuple(self._plays(written, root))
            if not written:
                name = name_of(home / "plays" / "reference.toml", root)
                self.issues.append(PackIssue(name, 0, 0, "schema", "the file is missing", "add it"))
            if file is None or briefing is None or debrief is None or len(plays) < max(len(written), 1):
                continue
            scenario = self._value(
                Scenario,
                ((forms.SCENARIO, file),),
                slug=home.name,
                briefing=briefing.body,
                debrief=debrief.body,
                plays=tuple(play.value for play in plays),
            )
            if scenario is not None:
                yield ScenarioEntry(scenario, file, briefing=briefing, debrief=debrief, plays=plays)

    def _plays(self, paths: list[Path], root: Path) -> Iterator[Entry[Play]]:
        for path in paths:
            file = self._file(read_toml, path, root)
            play = None if file is None else self._value(Play, ((forms.PLAY, file),), name=path.stem)
            if file is not None and play is not None:
                yield Entry(play, file)

    def _answers(self, folder: Path, root: Path) -> Iterator[Entry[Exemplar]]:
        for path in sorted(folder.glob("*.md")):
            file = self._file(read_front_matter, path, root)
            if file is not None:
                exemplar = self._value(Exemplar, ((forms.ANSWER, file),), text=file.body)
                if exemplar is not None:
                    yield Entry(exemplar, file)

    def _pages(self, pages: Pages, folder: Path, root: Path) -> Iterator[Entry[Value]]:
        """The files of one folder; their names are the slugs, and the text of Markdown fills the field `body`."""
        for path in sorted((folder / pages.folder).glob("*.md" if pages.body else "*.toml")):
            file = self._file(read_front_matter if pages.body else read_toml, path, root)
            if file is None:
                continue
            elsewhere = {"slug": path.stem, **({pages.body: file.body} if pages.body else {})}
            if pages.drawn:
                elsewhere["svg"] = self._picture(path.with_suffix(".svg"), root)
            value = self._value(pages.kind, ((pages.form, file),), **elsewhere)
            if value is not None:
                yield Entry(value, file)

    def _rows(self, table: Table, path: Path, root: Path) -> Iterator[Entry[Value]]:
        entry = self._toml(table.kind, table.form, path, root) if path.exists() else None
        if entry is not None:
            for index, row in enumerate(getattr(entry.value, table.field)):
                yield Entry(row, entry.file, (table.form.singular[table.field], index))

    def _picture(self, path: Path, root: Path) -> str:
        """A picture, "" where it is not there or may not be shown."""
        svg = self._text(path, root)
        fault = fault_of(svg) if svg else ""
        if fault:
            hint = "docs/reference/packs.md says what a picture may hold"
            self.issues.append(
                PackIssue(name_of(path, root), 1, 1, "schema", f"cannot be shown: {fault}", hint)
            )
        return "" if fault else svg

    def _text(self, path: Path, root: Path, *, needed: bool = False) -> str:
        """The whole of a file, "" where it is not there, which is an issue where it is `needed`."""
        try:
            return read_text(path, root) if needed or path.exists() else ""
        except PackError as error:
            self.issues += error.issues
            return ""

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
