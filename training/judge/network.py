"""The reading network: an encoder for answers and criteria, and a head that holds one against the other.

The encoder reads the whole answer once and gives each sentence a vector in its context; each criterion is read by itself,
so its vector can be kept and its result cannot depend on the criteria beside it. The head looks at every (criterion,
sentence) pair, weighs the sentences by how much they speak to the criterion, and gives four label scores. That the two
vectors can be compared before anything is learned (all-MiniLM-L6-v2, Apache-2.0) is what makes a few hundred
criteria enough; a network that reads criterion and answer in one sequence had to learn it and did not (design/0010).
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from greenroom.adapters.judge.features import COUNT

WIDTH, LAYERS, HEADS, INNER, HIDDEN = 384, 6, 12, 1536, 192


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """States (b, n, WIDTH) under the additive mask (b, 1, 1, n)."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.out(seen.transpose(1, 2).reshape(b, n, WIDTH)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """Word pieces to vectors of length one, one for each part of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, shown: Tensor, parts: Tensor) -> Tensor:
        """Unit vectors (b, s, WIDTH) of the parts of b texts.

        Args:
            ids: Word pieces with [CLS] and [SEP], padded (b, n).
            shown: 1 where there is a token, 0 where padding (b, n).
            parts: Mean weights of each part over the tokens, 0 where padding (b, s, n).
        """
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        x = self.norm(self.words(ids) + self.places(places) + self.kinds(torch.zeros_like(ids)))
        mask = ((1 - shown) * -1e4)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return functional.normalize(parts @ x.float(), dim=-1)


class Head(nn.Module):
    """Criteria held against sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.criterion = nn.Linear(WIDTH, HIDDEN)
        self.sentence = nn.Linear(WIDTH, HIDDEN)
        self.pair = nn.Linear(2 * WIDTH + 2 * HIDDEN + COUNT + 2, HIDDEN)
        self.deep = nn.Linear(HIDDEN, HIDDEN)
        self.label = nn.Linear(HIDDEN, 4)
        self.weight = nn.Linear(HIDDEN, 1)
        self.near = nn.Parameter(torch.tensor(8.0))
        self.all = nn.Linear(HIDDEN + 4 + 3, 64)
        self.last = nn.Linear(64, 4)
        self.drop = nn.Dropout(0.2)

    def forward(
        self, criteria: Tensor, sentences: Tensor, question: Tensor, wording: Tensor, there: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Label scores (c, 4) and sentence scores (c, s) of c (criterion, answer) pairs.

        Args:
            criteria: Unit vectors (c, WIDTH).
            sentences: Unit vectors of each pair's answer, padded (c, s, WIDTH).
            question: Unit vectors (c, WIDTH).
            wording: features.wording of each pair (c, s, COUNT).
            there: True where there is a sentence (c, s).
        """
        c = criteria[:, None].expand_as(sentences)
        cosine = (c * sentences).sum(-1, keepdim=True)
        asked = (question[:, None] * sentences).sum(-1, keepdim=True)
        known = [
            self.criterion(criteria)[:, None].expand(*sentences.shape[:2], HIDDEN),
            self.sentence(sentences),
        ]
        x = torch.cat([c * sentences * 20, (c - sentences).abs() * 5, *known, wording, cosine, asked], -1)
        h = functional.gelu(self.deep(self.drop(functional.gelu(self.pair(self.drop(x))))))
        scores = (self.weight(h) + self.near * cosine).squeeze(-1).masked_fill(~there, -1e4)
        share = torch.softmax(scores, -1)[..., None]
        mixed, labels = (share * h).sum(1), (share * self.label(h)).sum(1)
        best = torch.stack([
            cosine.squeeze(-1).masked_fill(~there, -1).max(1).values,
            wording[..., -2].masked_fill(~there, 0).max(1).values,
            torch.logsumexp(scores, 1) / 10,
        ], -1)  # fmt: skip
        return labels + self.last(functional.gelu(self.all(torch.cat([mixed, labels, best], -1)))), scores


class Reader(nn.Module):
    """Both."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.head = Encoder(), Head()


def start(weights: Path) -> Reader:
    """A reader whose encoder holds the weights of a BERT encoder in safetensors; the head is fresh."""
    reader, given = Reader(), load_file(weights)
    state = reader.encoder.state_dict()
    for name, source in (("words", "word"), ("places", "position"), ("kinds", "token_type")):
        state[f"{name}.weight"] = given[f"embeddings.{source}_embeddings.weight"]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for i in range(LAYERS):
            old, new = f"encoder.layer.{i}.", f"layers.{i}."
            attention = [given[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            state[f"{new}qkv.{part}"] = torch.cat(attention)
            for ours, theirs in (
                ("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm"),
            ):  # fmt: skip
                state[f"{new}{ours}.{part}"] = given[f"{old}{theirs}.{part}"]
    reader.encoder.load_state_dict(state)
    return reader
