"""What a second opinion says, what it cost, and how it stands beside the embedded judge."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from greenroom.errors import ConfigError
from greenroom.model.judgement import CriterionScore, Judgement, Label
from greenroom.model.value import Value

Price = Annotated[float, Field(ge=0)]
Agreement = Literal["differ", "unscored", "agree"]


class Budget(Value):
    """What may be spent at most, over all calls that share it; prices are US dollars a million tokens."""

    tokens: int = 200_000
    usd: float | None = None
    usd_per_million_in: Price | None = None
    usd_per_million_out: Price | None = None

    @model_validator(mode="after")
    def _can_be_kept(self) -> Budget:
        if self.tokens < 1 or (self.usd is not None and not self.usd > 0):
            raise ConfigError(
                "A budget of nothing buys no second opinion.\nGive more than 0 tokens and dollars."
            )
        prices = (self.usd_per_million_in, self.usd_per_million_out)
        if (self.usd is not None and None in prices) or prices.count(None) == 1:
            raise ConfigError(
                "A budget in dollars needs two prices, of a million tokens read and of a million written.\n"
                "Give both, or give the budget in tokens."
            )
        return self

    def cost(self, tokens_in: int, tokens_out: int) -> float | None:
        """US dollars; None where no prices are known."""
        if self.usd_per_million_in is None or self.usd_per_million_out is None:
            return None
        return (tokens_in * self.usd_per_million_in + tokens_out * self.usd_per_million_out) / 1e6


class Usage(Value):
    """What was spent: calls made, replies taken from the cache instead, tokens read and written."""

    calls: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    usd: float | None = None


class Sampled(Value):
    """How the samples of one criterion fell out.

    `labels` are those of the samples that could be used, in the order asked; `dropped` says of each other one why
    not; `agreed` of `asked` say the median label. `spread` says all that in words.
    """

    criterion: str
    asked: int
    labels: tuple[Label, ...]
    dropped: tuple[str, ...]
    agreed: int
    spread: str


class Opinion(Value):
    """A language model's reading of one answer, its samples in the rubric's order, and what it cost."""

    judgement: Judgement
    samples: tuple[Sampled, ...]
    usage: Usage


class CriterionComparison(Value):
    """Both judges on one criterion; `distance` is between the ratings, None where one of them is unscored."""

    criterion: str
    text: str
    embedded: CriterionScore
    second: CriterionScore
    sampled: Sampled
    agreement: Agreement
    distance: int | None


class Comparison(Value):
    """Both judges side by side; nothing is averaged.

    `criteria` begins with the widest disagreement. `agreed` of the `compared` criteria, those both scored, have the
    same label. The overalls stand in the two judgements.
    """

    embedded: Judgement
    second: Opinion
    criteria: tuple[CriterionComparison, ...]
    agreed: int
    compared: int
