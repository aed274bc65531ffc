"""The second opinion of greenroom judge: where the text goes, the user's consent, and the two judges side by side."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from greenroom.cli.judged import label_in_words, overall_in_words
from greenroom.cli.streams import remark
from greenroom.cli.text import Page, progress
from greenroom.errors import ConfigError

if TYPE_CHECKING:
    from greenroom.bootstrap import Greenroom
    from greenroom.model.judgement import Asked, CriterionScore, Judgement
    from greenroom.model.opinion import Comparison, CriterionComparison
    from greenroom.service.second_opinion import SecondOpinion


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for; `url` "" is the endpoint that the environment names."""

    url: str
    model: str | None
    samples: int
    budget_tokens: int
    yes: bool
    fresh: bool


def second_opinion(room: Greenroom, wish: Wish) -> SecondOpinion:
    """The judge that was asked for; nothing is sent yet.

    Raises:
        ConfigError: No endpoint is named, or it cannot be used.
    """
    from greenroom.model.opinion import Budget

    second = room.second_opinion(
        wish.url or None, wish.model, samples=wish.samples, budget=Budget(tokens=wish.budget_tokens)
    )
    if second is None:
        raise ConfigError(
            "No endpoint is named for the second opinion.\nGive its URL after --second-opinion, or set GREENROOM_LLM_URL."
        )
    return second


def ask(second: SecondOpinion, wish: Wish, asked: Asked, embedded: Judgement) -> Comparison | None:
    """Both judges side by side; None where the user, told where the text goes, would rather not.

    Raises:
        ConfigError: Nobody can be asked to agree, and --yes is missing.
        LanguageModelError: The endpoint fails.
    """
    if notice := second.notice:
        remark(notice)
        if not wish.yes and not sys.stdin.isatty():
            raise ConfigError("Nothing was sent, since nobody agreed to it.\nAgree to it with --yes.")
        if not wish.yes and not click.confirm("Send it?", err=True):
            remark("Nothing was sent.")
            return None
        second.agree()
    with progress() as step:
        step("Asking the second judge")
        return second.compare(asked, embedded, fresh=wish.fresh)


def show(asked: Asked, comparison: Comparison) -> None:
    """Print what the second judge says where it differs, and how far the two agree."""
    second, page = comparison.second, Page()
    page.line()
    page.line(f"Second opinion: {second.judgement.judge.engine}", "bold")
    page.line(overall_in_words(second.judgement, asked.level))
    page.line(f"The two agree on {comparison.agreed} of the {comparison.compared} criteria that both scored.")
    page.notes(*second.judgement.notes)
    for one in comparison.criteria:
        if one.agreement != "agree":
            _show_criterion(page, one)
    usage = second.usage
    page.line()
    page.line(
        f"{usage.calls} calls, {usage.cached} kept replies, {usage.tokens_in + usage.tokens_out:,} tokens",
        "dim",
    )


def _show_criterion(page: Page, one: CriterionComparison) -> None:
    page.line()
    page.line(one.text, indent=2)
    _show_side(page, "embedded", one.embedded)
    _show_side(page, "second", one.second)


def _show_side(page: Page, name: str, score: CriterionScore) -> None:
    page.line(label_in_words(score), indent=14, lead=f"    {name}", mark="bold")
    for quote in score.evidence:
        page.line(f"“{' '.join(quote.text.split())}”", "dim", indent=14)
    page.line(score.explanation, indent=14)
