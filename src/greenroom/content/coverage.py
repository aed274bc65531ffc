"""The coverage page: how much the packs hold for each role, round, level and competency, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.content.summary import RoleSummary, Summary


def coverage_page(summary: Summary) -> str:
    """The whole page; made again whenever content changes, so that a hole cannot hide."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: Summary) -> Iterator[str]:
    yield "# What the library covers"
    yield ""
    yield f"{summary.said[0].upper()}{summary.said[1:]}."
    yield "This page is made from the packs; `greenroom library stats` shows the same."
    yield "A dash is a round that is not held at that level."
    for role in summary.roles:
        yield from _role(role)


def _role(role: RoleSummary) -> Iterator[str]:
    yield f"\n## {role.role.label}"
    yield ""
    yield (
        f"{role.questions} questions, {role.lessons} lessons, {role.concepts} concepts, {role.drills} drills, "
        f"{role.estimations} estimates, {role.roleplays} role-plays, {role.asks} questions to ask them."
    )
    yield ""
    yield "| round | " + " | ".join(level.title_in(role.role) for level in role.levels) + " |"
    yield "|---|" + "---:|" * len(role.levels)
    for name, row in role.cells.items():
        yield f"| {name} | " + " | ".join(str(row.get(level, "-")) for level in role.levels) + " |"
    yield ""
    yield "Competencies: " + ", ".join(f"{name} ({count})" for name, count in role.competencies.items()) + "."
    if role.gaps:
        yield ""
        yield "Without a question: " + ", ".join(f"{gap.round} at {gap.level}" for gap in role.gaps) + "."
