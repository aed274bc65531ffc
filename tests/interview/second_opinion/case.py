"""A question with an answer, and a language model that says what a test wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from greenroom.errors import LanguageModelError
from greenroom.interview.second_opinion import Asker, Meter
from greenroom.interview.second_opinion.heard import Heard, hear
from greenroom.model.judgement import Asked, Rubric, Standard
from greenroom.model.opinion import Budget
from greenroom.ports import Reply

ANSWER = (
    "I would first count how often it invents a reply. On 150 chats from last month we found 18.\n"
    "Then we put the help pages in front of it — “no page, no answer” — and at 120 ms we rolled back."
)
COUNT = Standard(id="count", text="Proposes counting invented replies before and after a change")
GROUND = Standard(id="ground", text="Suggests grounding in the company's own pages")


def asked(answer: str = ANSWER, *criteria: Standard, **others: str) -> Asked:
    rubric = Rubric(criteria=criteria or (COUNT, GROUND))
    return Asked(
        question="Our chatbot invents things. What do you do?", rubric=rubric, answer=answer, **others
    )


def heard(answer: str = ANSWER) -> Heard:
    return hear(asked(answer))


@dataclass
class Model:
    """Says its replies in turn, then for ever the last one; None stands for an endpoint that fails."""

    replies: list[str | Reply | None]
    name: str = "m1"
    place: str = "host:1"
    prompts: list[dict[str, Any]] = field(default_factory=list)

    def complete(self, *, json_schema: Mapping[str, Any], **sent: Any) -> Reply:
        reply = self.replies[min(len(self.prompts), len(self.replies) - 1)]
        self.prompts.append({**sent, "json_schema": json_schema})
        if reply is None:
            raise LanguageModelError("gone")
        return Reply(reply, 100, 10) if isinstance(reply, str) else reply


@dataclass
class Replies:
    """A cache in memory."""

    kept: dict[str, Reply] = field(default_factory=dict)

    def get(self, key: str) -> Reply | None:
        return self.kept.get(key)

    def keep(self, key: str, reply: Reply) -> None:
        self.kept[key] = reply


def asker(
    model: Model, *, samples: int = 1, budget: Budget | None = None, replies: Replies | None = None
) -> Asker:
    return Asker(
        model,
        Replies() if replies is None else replies,
        Meter(budget or Budget()),
        samples=samples,
        max_tokens=200,
    )
