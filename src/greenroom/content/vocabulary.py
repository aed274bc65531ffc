"""Reads the skills vocabulary of the core pack (`skills.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from greenroom.errors import PackError, PackIssue
from greenroom.model.skills import Skill, SkillVocabulary

KINDS = frozenset(
    "genai ml data ops cloud languages databases web product leadership domains methods traits".split()  # noqa: SIM905
)


def load_vocabulary(path: Path) -> SkillVocabulary:
    """The vocabulary in the file at `path`.

    Raises:
        PackError: The file is missing, is not TOML, or breaks the format of docs/reference/packs.md; all
            issues at once, each with the line on which its `[[skill]]` opens.
    """
    entries, lines = _entries(path)
    issues: list[PackIssue] = []
    skills: dict[str, Skill] = {}
    for entry, line in zip(entries, lines, strict=True):
        try:
            skill = Skill.model_validate(entry)
        except ValidationError as error:
            issues += [_issue(path, line, f"{_place(e['loc'])}: {e['msg']}") for e in error.errors()]
            continue
        if skill.id in skills:
            issues.append(_issue(path, line, f"id {skill.id!r} is used twice", hint="merge the two skills"))
        skills[skill.id] = skill
    issues += _relations(path, skills, dict(zip((str(e.get("id")) for e in entries), lines, strict=True)))
    if issues:
        raise PackError(tuple(issues))
    return SkillVocabulary(skills)


def _entries(path: Path) -> tuple[list[dict[str, object]], list[int]]:
    """The tables of `[[skill]]` and the lines (from 1) on which they open."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise PackError((_issue(path, 0, f"cannot be read: {error.strerror}"),)) from error
    except UnicodeDecodeError as error:
        raise PackError((_issue(path, 0, "is not UTF-8", hint="save it as UTF-8"),)) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise PackError((_issue(path, int(found.group(1)) if found else 0, str(error)),)) from error
    except RecursionError as error:
        raise PackError((_issue(path, 0, "is nested too deep"),)) from error
    entries = data.get("skill")
    if (
        set(data) != {"skill"}
        or not isinstance(entries, list)
        or not all(isinstance(e, dict) for e in entries)
    ):
        raise PackError((_issue(path, 1, "must hold [[skill]] tables and nothing else"),))
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[skill]]"]
    if len(lines) != len(entries):  # inline tables: valid TOML, but then no line is known
        lines = [0] * len(entries)
    return entries, lines


def _relations(path: Path, skills: dict[str, Skill], lines: dict[str, int]) -> Iterator[PackIssue]:
    """What is wrong between skills: unknown ids and kinds, circles, an alias of two skills."""
    vocabulary = SkillVocabulary(skills)
    for skill in skills.values():
        line = lines.get(skill.id, 0)
        if skill.kind not in KINDS:
            yield _issue(
                path, line, f"{skill.id}: unknown kind {skill.kind!r}", hint=f"one of {sorted(KINDS)}"
            )
        for other in (*skill.broader, *skill.near):
            if other not in skills:
                yield _issue(path, line, f"{skill.id}: no skill has the id {other!r}")
        if skill.id in vocabulary.ancestors(skill.id):
            yield _issue(path, line, f"{skill.id}: `broader` leads back to itself")
        for alias in skill.folded_aliases:
            owner = vocabulary.id_of(alias) if alias not in skills else skill.id
            if owner != skill.id:
                yield _issue(
                    path, line, f"{skill.id}: the alias {alias!r} is already of {owner}", hint="keep one"
                )


def _issue(path: Path, line: int, message: str, *, hint: str = "") -> PackIssue:
    return PackIssue(str(path), line, 1 if line else 0, "schema", message, hint)


def _place(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc)
