"""The reading network: criteria read the answer.

One sequence holds the answer, then for each question its text and its criteria, each opened by [CLS]. Attention runs
one way: the answer sees only itself; a question sees itself and the answer; a criterion sees itself, its question and
the answer. So an answer is read once for any number of criteria (five criteria cost little more than one), and a
criterion's result cannot depend on which other criteria stand beside it.

Out of it come, per criterion, four label scores and one score per sentence of the answer (where the evidence is),
and per question whether the answer speaks to it. Initial weights: all-MiniLM-L6-v2 (Apache-2.0).
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536


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
        """States (b, n, WIDTH) under the additive mask (b, 1, n, n)."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.out(seen.transpose(1, 2).reshape(b, n, WIDTH)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Reader(nn.Module):
    """See the module's docstring; shapes in `forward`."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.ask = nn.Linear(2 * WIDTH, WIDTH)
        self.tell = nn.Linear(WIDTH, WIDTH)
        self.mix = nn.Linear(3 * WIDTH, WIDTH)
        self.label = nn.Linear(WIDTH, 4)
        self.about = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(0.1)

    def forward(
        self, ids: Tensor, places: Tensor, kinds: Tensor, mask: Tensor, criteria: Tensor, sentences: Tensor,
        questions: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:  # fmt: skip
        """Read a batch of b sequences of n tokens, c criteria, s sentences, q questions (padded).

        Args:
            ids: Word pieces (b, n).
            places: Position of each within its own part (b, n).
            kinds: 0 in the answer, 1 elsewhere (b, n).
            mask: 0 where row may see column, else a large negative number (b, 1, n, n).
            criteria: Mean weights over each criterion's tokens (b, c, n); its first non-zero column is its [CLS].
            sentences: Mean weights over each sentence's tokens (b, s, n); all 0 marks padding.
            questions: 1 at each question's [CLS] (b, q, n).

        Returns:
            Label scores (b, c, 4), sentence scores (b, c, s; -1e4 where padded), on-topic scores (b, q).
        """
        x = self.norm(self.words(ids) + self.places(places) + self.kinds(kinds))
        for layer in self.layers:
            x = layer(x, mask)
        heads = (criteria > 0).to(x.dtype)
        first = heads * (heads.cumsum(-1) == 1).to(x.dtype)
        mean, opening = criteria.to(x.dtype) @ x, first @ x
        told = sentences.to(x.dtype) @ x
        asked = self.ask(torch.cat([mean, opening], -1))
        scores = asked @ self.tell(told).transpose(1, 2) / WIDTH**0.5
        empty = (sentences.sum(-1) == 0)[:, None, :]
        scores = scores.masked_fill(empty, -1e4)
        context = torch.softmax(scores.float(), -1).to(x.dtype) @ told
        mixed = functional.gelu(self.mix(self.drop(torch.cat([mean, opening, context], -1))))
        about = self.about(questions.to(x.dtype) @ x).squeeze(-1)
        return self.label(self.drop(mixed)).float(), scores.float(), about.float()


def start(weights: Path) -> Reader:
    """A reader whose transformer holds the weights of a BERT encoder in safetensors; heads are fresh."""
    reader, given = Reader(), load_file(weights)
    state = reader.state_dict()
    for name, source in (
        ("words", "word_embeddings"),
        ("places", "position_embeddings"),
        ("kinds", "token_type_embeddings"),
    ):
        state[f"{name}.weight"] = given[f"embeddings.{source}.weight"]
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
    reader.load_state_dict(state)
    return reader
