"""A judgement as people read it in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenroom.cli.text import Page

if TYPE_CHECKING:
    from greenroom.model.judgement import Asked, CriterionScore, Judgement, Standard

_STYLES = {"met": "green", "partial": "yellow", "missed": "red", "contradicted": "bold red"}
_TEXT_FROM = 24  # columns: the longest label, "contradicted, 1 of 4", with room around it
_SURE_FROM = 0.4  # below it the words say what else it may be; the share alone would only puzzle


def show(asked: Asked, judgement: Judgement) -> None:
    """Print a judgement: the overall, then each criterion with the words it rests on, then who judged."""
    from greenroom.interview.overall import in_points

    page = Page()
    page.line(overall_in_words(judgement, asked.level), "bold")
    how = in_points(asked.rubric, judgement.scores)
    if how:
        page.line(how, "dim")
    page.notes(*judgement.notes)
    if judgement.unscored:
        page.notes(judgement.unscored)
    page.heading("Criteria")
    for criterion, score in zip(asked.rubric.criteria, judgement.scores, strict=True):
        _show_criterion(page, criterion, score)
    who = judgement.judge
    page.line()
    page.line(f"Judge: {who.name} {who.version} ({who.engine})", "dim")


def overall_in_words(judgement: Judgement, level: str = "") -> str:
    """The overall as a line: "Overall: 3 of 4, lean hire at senior level"; says so where nothing was scored."""
    from greenroom.interview.overall import VERDICTS

    if judgement.overall is None:
        return "Overall: not scored"
    at = f" at {level} level" if level else ""
    return f"Overall: {judgement.overall} of 4, {VERDICTS[judgement.overall]}{at}"


def label_in_words(score: CriterionScore) -> str:
    """The label with the rating: "met, 4 of 4"; or "not scored"."""
    return "not scored" if score.label is None else f"{score.label.value}, {score.rating} of 4"


def _show_criterion(page: Page, criterion: Standard, score: CriterionScore) -> None:
    style = _STYLES[score.label.value] if score.label else ""
    must = " (must)" if criterion.must else ""
    page.line(criterion.text + must, indent=_TEXT_FROM, lead=f"  {label_in_words(score)}", mark=style)
    for quote in score.evidence:
        lead = "Said: " if quote.stance == "for" else "Against: "
        _below(page, lead, f"“{' '.join(quote.text.split())}”", "dim")
    if score.label is not None:
        sure = f" ({score.confidence:.0%} sure)" if score.confidence >= _SURE_FROM else ""
        _below(page, "Why: ", score.explanation + sure)
    if score.raise_by_one:
        _below(page, "To raise it: ", score.raise_by_one)


def _below(page: Page, lead: str, text: str, style: str = "") -> None:
    page.line(text, style, indent=_TEXT_FROM + len(lead), lead=" " * _TEXT_FROM + lead)
