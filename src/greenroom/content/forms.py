"""How the values of the model are written in the files of a pack: which file holds which field, under which key."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from greenroom.content.toml_file import TomlFile
from greenroom.errors import PackIssue
from greenroom.model.content import Ask, Fact, Loop, PackInfo
from greenroom.model.course import Concept, Lesson, Module
from greenroom.model.exercise import Exercise
from greenroom.model.lab import Play, Scenario
from greenroom.model.practice import Drill, Estimation, Framework, RolePlay
from greenroom.model.question import Exemplar, Question
from greenroom.model.value import Value

V = TypeVar("V", bound=Value)


class AskFile(Value):
    """ask.toml: the questions to ask them."""

    asks: tuple[Ask, ...] = Field(min_length=1)


class FactFile(Value):
    """facts.toml: figures that age."""

    facts: tuple[Fact, ...] = Field(min_length=1)


class CourseFile(Value):
    """course.toml: the modules of the course, in order."""

    modules: tuple[Module, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Form:
    """The keys of one kind of file.

    Attributes:
        kind: The model whose fields (or some of them) stand in the file.
        elsewhere: Fields that do not: they come from the file's name, its Markdown or another file.
        singular: Fields that are arrays of tables, and the key of one table: `[[round]]` fills `rounds`.
    """

    kind: type[Value]
    elsewhere: frozenset[str] = frozenset()
    singular: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, str]:
        """The fields by the keys under which they are written."""
        names = (name for name in self.kind.model_fields if name not in self.elsewhere)
        return {self.singular.get(name, name): name for name in names}


def _part(kind: type[Value], *fields: str, **singular: str) -> Form:
    """The form of a file that holds only these fields."""
    return Form(
        kind, frozenset(kind.model_fields) - set(fields), {field: key for key, field in singular.items()}
    )


PACK = Form(PackInfo)
LOOP = Form(Loop, singular={"pillars": "pillar", "rounds": "round", "levels": "level"})
QUESTION = Form(
    Question,
    frozenset({"slug", "statement", "criteria", "followups", "change", "sheet", "design", "exemplars"}),
)
RUBRIC = _part(Question, "criteria", criterion="criteria")
FOLLOWUPS = _part(Question, "followups", "change", followup="followups")
SHEET = _part(Question, "sheet", fact="sheet")
ANSWER = Form(Exemplar, frozenset({"text"}))
CONCEPT = Form(Concept, frozenset({"slug", "lesson"}), {"numbers": "number"})
LESSON = Form(Lesson, frozenset({"slug", "text", "svg"}), {"numbers": "number", "checks": "check"})
DRILL = Form(Drill, frozenset({"slug", "task"}))
ESTIMATION = Form(Estimation, frozenset({"slug", "text"}), {"givens": "given", "steps": "step"})
FRAMEWORK = Form(Framework, frozenset({"slug", "use"}), {"parts": "part"})
ROLEPLAY = Form(
    RolePlay,
    frozenset({"slug"}),
    {"states": "state", "moves": "move", "replies": "reply", "endings": "ending", "criteria": "criterion", "runs": "run"},
)  # fmt: skip
EXERCISE = Form(
    Exercise,
    frozenset(
        {
            "slug",
            "statement",
            "starter",
            "driver",
            "checker",
            "solutions",
            "limits",
            "cases",
            "hints",
            "sheet",
        }
    ),
)
CASES = _part(Exercise, "limits", "cases", "hints", "sheet", case="cases", hint="hints", fact="sheet")
SCENARIO = Form(Scenario, frozenset({"slug", "briefing", "debrief", "plays"}))
PLAY = Form(Play, frozenset({"name"}))
ASK = Form(AskFile, singular={"asks": "ask"})
FACT = Form(FactFile, singular={"facts": "fact"})
COURSE = Form(CourseFile, singular={"modules": "module"})


def assemble(
    kind: type[V], parts: Sequence[tuple[Form, TomlFile]], **elsewhere: Any
) -> tuple[V | None, tuple[PackIssue, ...]]:
    """The value that the files in `parts` and the fields given by name make up, and what is wrong with them.

    The value is None when it breaks its schema; an unknown key at the top of a file is an issue but the value
    is still made, so that later checks see it.
    """
    issues: list[PackIssue] = []
    data: dict[str, Any] = dict(elsewhere)
    origins: dict[str, tuple[TomlFile, str]] = {}
    for form, file in parts:
        fields = form.fields
        origins |= {name: (file, key) for key, name in fields.items()}
        issues += _unknown(file, fields)
        data |= {fields[key]: value for key, value in file.data.items() if key in fields}
    try:
        return kind.model_validate(data), tuple(issues)
    except ValidationError as error:
        issues += [_issue(problem, parts[0][1], origins) for problem in error.errors()]
        return None, tuple(issues)


def _unknown(file: TomlFile, fields: Mapping[str, str]) -> Iterator[PackIssue]:
    for key in file.data:
        if key not in fields:
            near = difflib.get_close_matches(key, fields, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(fields)}"
            yield file.issue("schema", (key,), f"{key}: is not a known key", hint)


def _issue(problem: ErrorDetails, main: TomlFile, origins: Mapping[str, tuple[TomlFile, str]]) -> PackIssue:
    first, *rest = problem["loc"]
    file, key = origins.get(str(first), (main, str(first)))
    name = ".".join(str(part) for part in (key, *rest))
    if str(first) in origins:
        return file.issue("schema", (key, *rest), f"{name}: {_plain(problem)}")
    if first == "slug":
        message = f"{problem['input']!r} cannot be the name of a file or folder here"
        return file.issue("schema", (), message, "lower-case words joined by hyphens, at most 80 characters")
    return file.issue_at("schema", 0, "the text under the front matter is missing")


def _plain(problem: ErrorDetails) -> str:
    """Pydantic's finding in plain words."""
    known = {
        "missing": "is missing",
        "extra_forbidden": "is not a known key",
        "too_short": "holds too few that can be used",
        "string_pattern_mismatch": "is not lower-case words joined by hyphens",
    }
    return known.get(problem["type"]) or problem["msg"]
