"""Examples as padded tensors: what one step of the training reads."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import torch
from examples import Example, Group
from tokenizers import Tokenizer
from torch import Tensor

from greenroom.adapters.encoder.minilm import word_pieces
from greenroom.adapters.judge.features import COUNT, wording
from greenroom.adapters.judge.reader import CLS, MOST_TOKENS, SEP

_TOKENS_A_BATCH, _CHUNK = 3000, 6

Rarity = tuple[dict[str, float], float]
Padded = tuple[Tensor, Tensor, Tensor, Tensor]
"""ids, shown, parts and at: see Encoder.forward and Head.forward."""


class Texts:
    """Texts as padded tensors for the encoder."""

    def __init__(self) -> None:
        self._tokenizer: Tokenizer = word_pieces()

    @lru_cache(200_000)  # noqa: B019 - one instance a run
    def pieces(self, text: str) -> tuple[int, ...]:
        """Word pieces of a text."""
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def size(self, parts: Sequence[str]) -> int:
        """Tokens of a text in parts."""
        return min(MOST_TOKENS, sum(len(self.pieces(part)) for part in parts)) + 2

    def padded(self, texts: Sequence[Sequence[str]]) -> Padded:
        """Texts that are cut into parts."""
        n, s = max(self.size(parts) for parts in texts), max(len(parts) for parts in texts)
        t = max(len(self.pieces(part)[:MOST_TOKENS]) for parts in texts for part in parts)
        ids, shown = torch.zeros(len(texts), n, dtype=torch.long), torch.zeros(len(texts), n)
        rows, at = torch.zeros(len(texts), s, n), torch.zeros(len(texts), s, t, dtype=torch.long)
        for i, parts in enumerate(texts):
            found = [CLS]
            for j, part in enumerate(parts):
                more = self.pieces(part)[: MOST_TOKENS + 1 - len(found)]
                if more:
                    rows[i, j, len(found) : len(found) + len(more)] = 1 / len(more)
                    at[i, j, : len(more)] = torch.arange(len(found), len(found) + len(more))
                found += more
            found.append(SEP)
            ids[i, : len(found)] = torch.tensor(found)
            shown[i, : len(found)] = 1
        return ids, shown, rows, at


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is known of p (criterion, answer) pairs of b answers and q texts that are asked (criteria and questions)."""

    answer: list[int]  # which of the answers (p,)
    asked: list[int]  # which of the texts the criterion is (p,)
    question: list[int]  # and the question (p,)
    group: Tensor  # the same number for the pairs of one answer and question (p,)
    wording: Tensor  # features.wording (p, s, COUNT)
    label: Tensor  # (p,)
    weight: Tensor  # how sure the label is (p,)
    speaks: Tensor  # 1 speaks to the criterion, 0 not, -1 unknown (p,)
    evidence: Tensor  # 1 for the sentences that hold it (p, s)


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts and pairs of one step."""

    told: Padded
    asked: Padded
    pairs: Pairs


def collate(examples: Sequence[Example], texts: Texts, rarity: Rarity) -> Batch:
    """The tensors of some examples."""
    asked = sorted({t for e in examples for g in e.groups for t in (g.question, *g.criteria)})
    place = {t: i for i, t in enumerate(asked)}
    told = texts.padded([e.told for e in examples])
    each = [
        (i, n, g, j) for i, e in enumerate(examples) for n, g in enumerate(e.groups) for j in range(len(g.criteria))
    ]  # fmt: skip
    s = told[2].shape[1]
    pairs = Pairs(
        answer=[i for i, *_ in each],
        asked=[place[g.criteria[j]] for *_, g, j in each],
        question=[place[g.question] for *_, g, _ in each],
        group=torch.tensor([i * 8 + n for i, n, *_ in each]),
        wording=torch.stack([_wording(g, j, examples[i], s, rarity) for i, _, g, j in each]),
        label=torch.tensor([g.labels[j] for *_, g, j in each]),
        weight=torch.tensor([g.weights[j] for *_, g, j in each]),
        speaks=torch.tensor([g.speaks[j] for *_, g, j in each]),
        evidence=torch.tensor([[float(k in g.evidence[j]) for k in range(s)] for *_, g, j in each]),
    )
    return Batch(told, texts.padded([[t] for t in asked]), pairs)


def _wording(group: Group, criterion: int, example: Example, size: int, rarity: Rarity) -> Tensor:
    found = torch.zeros(size, COUNT)
    found[: len(example.told)] = torch.tensor(
        [wording(group.criteria[criterion], t, *rarity) for t in example.told]
    )
    return found


def batches(examples: list[Example], texts: Texts, draw: random.Random) -> list[list[Example]]:
    """Batches of near lengths, in random order; examples of one question together, so that its criteria are read once."""
    asked: dict[str, list[Example]] = {}
    for example in examples:
        asked.setdefault(example.groups[0].question, []).append(example)
    chunks = []
    for group in asked.values():
        group.sort(key=lambda e: texts.size(e.told))
        chunks += [group[i : i + _CHUNK] for i in range(0, len(group), _CHUNK)]
    chunks.sort(key=lambda chunk: (texts.size(chunk[-1].told) // 16, draw.random()))
    rows: list[list[Example]] = [[]]
    for chunk in chunks:
        if rows[-1] and texts.size(chunk[-1].told) * (len(rows[-1]) + len(chunk)) > _TOKENS_A_BATCH:
            rows.append([])
        rows[-1] += chunk
    draw.shuffle(rows)
    return rows
