"""JSON Schemas of the files of a pack, for editors and other programs; made from the model, so never behind it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import create_model

from greenroom.content import forms
from greenroom.content.forms import Form
from greenroom.model.value import Value

FILES: Mapping[str, tuple[str, Form]] = {
    "pack": ("pack.toml", forms.PACK),
    "loop": ("loop.toml", forms.LOOP),
    "question": ("the front matter of questions/<slug>/question.md", forms.QUESTION),
    "rubric": ("questions/<slug>/rubric.toml", forms.RUBRIC),
    "followups": ("questions/<slug>/followups.toml", forms.FOLLOWUPS),
    "sheet": ("questions/<slug>/sheet.toml", forms.SHEET),
    "answer": ("the front matter of questions/<slug>/answers/*.md", forms.ANSWER),
    "exercise": ("the front matter of exercises/<slug>/statement.md", forms.EXERCISE),
    "cases": ("exercises/<slug>/cases.toml", forms.CASES),
    "scenario": ("scenarios/<slug>/scenario.toml", forms.SCENARIO),
    "play": ("scenarios/<slug>/plays/*.toml", forms.PLAY),
    "concept": ("the front matter of concepts/<slug>.md", forms.CONCEPT),
    "lesson": ("the front matter of lessons/<slug>.md", forms.LESSON),
    "drill": ("the front matter of drills/<slug>.md", forms.DRILL),
    "estimation": ("the front matter of estimations/<slug>.md", forms.ESTIMATION),
    "roleplay": ("roleplays/<slug>.toml", forms.ROLEPLAY),
    "framework": ("the front matter of frameworks/<slug>.md", forms.FRAMEWORK),
    "ask": ("ask.toml", forms.ASK),
    "facts": ("facts.toml", forms.FACT),
    "course": ("course.toml", forms.COURSE),
}
"""The schemas by name: where each holds, and the form of that file."""


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of one of `FILES`: what its TOML says, keys as written."""
    where, form = FILES[name]
    known = form.kind.model_fields
    fields: dict[str, Any] = {
        key: (known[field].annotation, known[field]) for key, field in form.fields.items()
    }
    model = create_model(f"{name.capitalize()}File", __base__=Value, **fields)
    return {**model.model_json_schema(), "description": f"Greenroom pack: {where}."}


def write_schemas(folder: Path) -> None:
    """Write every schema to `folder` as <name>.json."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        text = json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
