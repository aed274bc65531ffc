"""The second opinion: a language model as another judge, one criterion at a time.

answer -> heard -> per criterion k prompts -> replies (kept ones first) -> samples with verified quotes -> score -> overall

A reply that cannot be used is data: that sample is dropped and reported. A model that does not answer is an error.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from greenroom.interview.overall import overall
from greenroom.interview.second_opinion.heard import Heard, hear
from greenroom.interview.second_opinion.meter import Meter
from greenroom.interview.second_opinion.prompt import VERSION, Prompt, prompt
from greenroom.interview.second_opinion.sample import Dropped, Sample, read_sample
from greenroom.interview.second_opinion.score import score, unscored
from greenroom.model.judgement import Asked, CriterionScore, Judge, Judgement, Standard
from greenroom.model.opinion import Opinion, Sampled
from greenroom.ports import LanguageModel, Reply, ReplyCache

NAME = "greenroom-second-opinion"
_WARMTH = 0.7  # several samples at temperature 0 would be one sample several times


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks a model for second opinions within one budget.

    Attributes:
        model: Who is asked.
        replies: Where replies are kept; a kept reply is not asked for again, readable or not.
        meter: What may still be spent.
        samples: How often each criterion is asked, at least 1.
        max_tokens: The longest reply.
    """

    model: LanguageModel
    replies: ReplyCache
    meter: Meter
    samples: int = 3
    max_tokens: int = 600

    def opinion(self, asked: Asked, *, fresh: bool = False) -> Opinion:
        """The model's reading of one answer.

        Args:
            asked: Question, rubric and answer.
            fresh: Ask again even where replies are kept; new ones take their place.

        Raises:
            LanguageModelError: The model does not answer; what it answered before is kept.
            StoreError: A reply cannot be kept.
        """
        before = self.meter.usage
        heard = hear(asked)
        if heard.said:
            read = [self._read(asked, criterion, heard, fresh=fresh) for criterion in asked.rubric.criteria]
            scored = any(one.rating is not None for one, _ in read)
            why = "" if scored else "No criterion could be scored."
        else:
            why = "Nothing of the answer is left to send." if heard.notes else "There is no answer to read."
            read = [_silent(criterion, why) for criterion in asked.rubric.criteria]
        scores = tuple(one for one, _ in read)
        judgement = Judgement(
            scores=scores,
            overall=overall(asked.rubric, scores),
            judge=self._who(),
            unscored=why,
            notes=heard.notes,
        )
        samples = tuple(sampled for _, sampled in read)
        return Opinion(judgement=judgement, samples=samples, usage=self.meter.since(before))

    def _who(self) -> Judge:
        engine = f"{self.model.name} at {self.model.place}, samples: {self.samples}"
        return Judge(name=NAME, version=f"prompt {VERSION}", engine=engine)

    def _read(
        self, asked: Asked, criterion: Standard, heard: Heard, *, fresh: bool
    ) -> tuple[CriterionScore, Sampled]:
        """One criterion: all of its samples, and what they come to."""
        sent = prompt(asked, criterion, heard.said)
        samples: list[Sample] = []
        dropped: list[Dropped] = []
        for number in range(self.samples):
            reply = self._reply(sent, number, fresh=fresh)
            sample = read_sample(reply, criterion, heard) if reply else self._spent()
            if isinstance(sample, Dropped):
                dropped.append(sample)
            else:
                samples.append(sample)
        return score(criterion, samples, dropped)

    def _reply(self, sent: Prompt, number: int, *, fresh: bool) -> Reply | None:
        """The reply to one prompt, kept or new; None where it might overrun the budget."""
        temperature = _WARMTH if self.samples > 1 else 0.0
        key = self._key(sent, number, temperature)
        kept = None if fresh else self.replies.get(key)
        if kept is not None:
            self.meter.count_cached()
            return kept
        if not self.meter.allows(sent.text, self.max_tokens):
            return None
        reply = self.model.complete(
            system=sent.system,
            user=sent.user,
            json_schema=sent.json_schema,
            temperature=temperature,
            seed=number,
            max_tokens=self.max_tokens,
        )
        self.meter.count(sent.text, reply)
        self.replies.keep(key, reply)
        return reply

    def _key(self, sent: Prompt, number: int, temperature: float) -> str:
        """The hash of all a reply depends on; the prompt holds question, criterion and answer."""
        parts = [VERSION, self.model.name, self.model.place, sent.system, sent.user, temperature, number]
        return sha256(json.dumps([*parts, self.max_tokens]).encode()).hexdigest()

    def _spent(self) -> Dropped:
        return Dropped(f"the budget of {self.meter.limit} might be overrun")


def _silent(criterion: Standard, why: str) -> tuple[CriterionScore, Sampled]:
    """A criterion nothing was asked about."""
    return unscored(criterion, why), Sampled(
        criterion=criterion.id, asked=0, labels=(), dropped=(), agreed=0, spread=why
    )
