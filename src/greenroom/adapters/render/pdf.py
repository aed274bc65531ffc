"""The report as a PDF, set by typst with the fonts of this package: no network, no system fonts or libraries.

The template reads the report as JSON from `sys.inputs`; no text of a document is ever parsed as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst

from greenroom.adapters.render import charts, outline, plan_chart
from greenroom.adapters.render.lessons import lesson_tree
from greenroom.adapters.render.pieces import pieces
from greenroom.errors import InternalError
from greenroom.model.ladder import Level, Role
from greenroom.model.report import Report, Source

_UNBROKEN = re.compile(r"[!-,.-~\u00a0-\u0dff]{24,}")  # a word too long for a narrow column


def render_pdf(report: Report) -> bytes:
    """`report` as a tagged PDF; the same report gives the same bytes."""
    return typeset("report.typ", _data(report), report.made_on)


def typeset(template: str, data: Mapping[str, Any], made_on: date) -> bytes:
    """`data` laid out by `template`, as a tagged PDF that says it was made on that day.

    Raises:
        InternalError: The template failed.
    """
    with as_file(files("greenroom.adapters.render")) as folder:
        try:
            return bytes(
                typst.compile(
                    str(folder / "typst" / template),
                    root=str(folder / "typst"),
                    font_paths=_fonts(str(folder / "fonts")),
                    sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                    timestamp=datetime.combine(made_on, time(), UTC),
                    ignore_system_fonts=True,
                )
            )
        except typst.TypstError as error:
            message = f"the PDF template failed: {error.diagnostic}"
            raise InternalError(message) from error


def as_said(value: Any) -> Any:
    """`value` (texts, lists, mappings) with endless words breakable and every text word for word: nothing in it is a blank."""
    return _laid_out(value, None)


@cache
def _fonts(folder: str) -> Any:
    """The fonts, found once a process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])


def _data(report: Report) -> dict[str, Any]:
    """What the template lays out: the report, and the fixed words all formats share."""
    view = report.model_dump(mode="json", exclude={"inputs": {"cv_text", "posting_text"}, "profile": True})
    lessons = {
        "concepts": [lesson_tree(concept.lesson) for concept in report.concepts],
        "drills": [lesson_tree(drill.task) for drill in report.drills],
    }
    return {
        "report": _laid_out(view),
        "lessons": _laid_out(lessons, None),
        "commands": {
            "drills": [drill.command for drill in report.drills],
            "exercises": [it.command for it in report.exercises],
            "plan": [[task.command for task in day.tasks] for day in report.plan.days],
        },
        "families": [it.family.label for it in report.exercises],
        "notes": [
            *report.inputs.cv_notes,
            *report.profile.warnings,
            *report.inputs.posting_notes,
            *report.posting.warnings,
        ],
        "heading": _broken(outline.heading(report)),
        "target": _broken(outline.target(report)),
        "role_note": _broken(outline.role_note(report)),
        "coverage": outline.coverage_sentence(report),
        "strip": charts.strip_text(report.match),
        "radar": charts.radar_text(report.loop.pillars),
        "plan": plan_chart.plan_text(report.plan),
        "update": plan_chart.update_text(report.plan),
        "changes": _laid_out(plan_chart.changes(report.plan)),
        "lean": charts.lean_text(report.role_fit),
        "numbers": charts.numbers(report.match),
        "rounds": [outline.about(it.weight) for it in report.loop.rounds],
        "pillars": [
            {"weight": outline.about(it.weight), "standing": outline.standing_word(it.standing)}
            for it in report.loop.pillars
        ],
        "complete": [outline.complete_words(story.complete) for story in report.stories],
        "ownership": charts.ownership_text(report.role_fit),
        "made_on": f"{report.made_on:%d %B %Y}".lstrip("0"),
        "language": report.profile.language,
        "sections": {
            s.id: {"number": s.number, "title": s.title, "intro": s.intro} for s in outline.SECTIONS
        },
        "words": _words(report),
    }


def _words(report: Report) -> dict[str, dict[str, str]]:
    return {
        "source": {source.value: source.label for source in Source},
        "standing": {standing.value: standing.label for standing in outline.STANDING_MARKS},
        "mark": {standing.value: mark for standing, mark in outline.STANDING_MARKS.items()},
        "part": outline.CLAIM_PARTS,
        "kind": outline.KIND_LABELS,
        "audience": outline.AUDIENCE_LABELS,
        "role": {role.value: role.label for role in Role},
        "level": {level.value: level.title_in(report.role) for level in Level},
    }


def _laid_out(value: Any, own: str | None = "") -> Any:
    """`value` with every text that holds a blank as a list of its pieces, and endless words breakable.

    `own` are the words quoted beside a text, in which brackets are no blanks; None where nothing is a blank:
    what is quoted (a text with a span) stays word for word.
    """
    if isinstance(value, dict):
        inside = None if own is None or "span" in value else own + _quoted(value)
        return {key: _laid_out(inner, inside) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_laid_out(inner, own) for inner in value]
    if not isinstance(value, str):
        return value
    parts = [] if own is None else [(_broken(piece.text), piece.blank) for piece in pieces(value, own)]
    if any(blank for _, blank in parts):
        return [{"text": text, "blank": blank} for text, blank in parts]
    return _broken(value)


def _quoted(value: dict[str, Any]) -> str:
    """The words that a statement, or the bullet of a rewrite hint, quotes."""
    holder = value.get("bullet", value)
    return "\n".join(quote["cited"]["text"] for quote in holder.get("quotes", ()))


def _broken(text: str) -> str:
    """Zero-width spaces inside words of 24 characters and more, so that they end at the margin."""
    return _UNBROKEN.sub(lambda word: "\u200b".join(re.findall(r".{1,12}", word.group())), text)
