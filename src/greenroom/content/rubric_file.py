"""A rubric in a file of its own: written for the judge, or taken out of a pack.

    [[criteria]]                 one sentence that an answer meets or does not
    id = "cause"
    text = "Names one cause and how it was found"
    weight = 2                   relative to the others; 1 unless given
    must = true                  while it is not met the overall is 2 at most; false unless given

A pack's rubric.toml, with `[[criterion]]` and its anchors, is known by that key.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from greenroom.content.forms import Form, assemble
from greenroom.content.toml_file import TomlFile, read_toml
from greenroom.errors import PackError, PackIssue
from greenroom.model.judgement import Rubric
from greenroom.model.question import Criterion
from greenroom.model.value import Value

V = TypeVar("V", bound=Value)


class PackRubric(Value):
    """The rubric.toml of a pack's question."""

    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


_RUBRIC = Form(Rubric)
_PACK_RUBRIC = Form(PackRubric, singular={"criteria": "criterion"})


def read_rubric(path: Path) -> Rubric | PackRubric:
    """The rubric in the file at `path`, of either form.

    Raises:
        PackError: It is missing, not TOML, or breaks its schema; carries every issue with its place.
    """
    file = read_toml(path, Path())
    key = "criterion" if "criterion" in file.data else "criteria"
    twice = tuple(_same_ids(file, key))
    if twice:
        raise PackError(twice)
    if key == "criterion":
        return _assembled(PackRubric, _PACK_RUBRIC, file)
    return _assembled(Rubric, _RUBRIC, file)


def _assembled(kind: type[V], form: Form, file: TomlFile) -> V:
    value, issues = assemble(kind, ((form, file),))
    if value is None or issues:
        raise PackError(issues)
    return value


def _same_ids(file: TomlFile, key: str) -> Iterator[PackIssue]:
    criteria = file.data.get(key)
    seen: set[str] = set()
    for index, one in enumerate(criteria if isinstance(criteria, list) else []):
        name = one.get("id") if isinstance(one, dict) else None
        if isinstance(name, str) and name in seen:
            yield file.issue("schema", (key, index, "id"), f"two criteria have the id {name!r}", "rename one")
        elif isinstance(name, str):
            seen.add(name)
