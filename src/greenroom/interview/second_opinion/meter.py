"""What a second opinion may spend: asked before every call, told after it."""

from __future__ import annotations

from greenroom.model.opinion import Budget, Usage
from greenroom.ports import Reply

_BYTES_A_TOKEN = 2  # prose has about four; half of that keeps the estimate above what tokenizers make of it
_FRAME = 64  # tokens that a chat template puts around a prompt


class Meter:
    """Counts against one budget, over as many answers as share it."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.usage = Usage(usd=budget.cost(0, 0))

    def allows(self, prompt: str, max_tokens: int) -> bool:
        """Whether a call stays within the budget even if its reply is as long as it may be."""
        tokens_in = self.usage.tokens_in + _estimate(prompt)
        tokens_out = self.usage.tokens_out + max_tokens
        if tokens_in + tokens_out > self._budget.tokens:
            return False
        usd = self._budget.cost(tokens_in, tokens_out)
        return self._budget.usd is None or usd is None or usd <= self._budget.usd

    def count(self, prompt: str, reply: Reply) -> None:
        """Count a call; what the endpoint does not tell is estimated."""
        used = self.usage
        tokens_in = used.tokens_in + (_estimate(prompt) if reply.tokens_in is None else reply.tokens_in)
        tokens_out = used.tokens_out + (
            _estimate(reply.text) if reply.tokens_out is None else reply.tokens_out
        )
        self.usage = Usage(
            calls=used.calls + 1,
            cached=used.cached,
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            usd=self._budget.cost(tokens_in, tokens_out),
        )

    def count_cached(self) -> None:
        """Count a reply that cost nothing."""
        self.usage = self.usage.model_copy(update={"cached": self.usage.cached + 1})

    def since(self, earlier: Usage) -> Usage:
        """What was spent after `earlier` was read off."""
        now = self.usage
        tokens_in, tokens_out = now.tokens_in - earlier.tokens_in, now.tokens_out - earlier.tokens_out
        return Usage(
            calls=now.calls - earlier.calls,
            cached=now.cached - earlier.cached,
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            usd=self._budget.cost(tokens_in, tokens_out),
        )

    @property
    def limit(self) -> str:
        """The budget in words."""
        usd = "" if self._budget.usd is None else f" or {self._budget.usd:g} USD"
        return f"{self._budget.tokens:,} tokens{usd}"


def _estimate(text: str) -> int:
    return len(text.encode()) // _BYTES_A_TOKEN + _FRAME
