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
from questions import MISSED
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from greenroom.adapters.judge.features import COUNT

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
HIDDEN, NARROW, VIEWS = 192, 64, 4
NEAR = 1 + 1 + 1 + VIEWS + 2  # how near a sentence is: cosines, words, shared words


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
    """Word pieces to their vectors in context."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, shown: Tensor) -> Tensor:
        """Vectors (b, n, WIDTH) of the tokens of b texts.

        Args:
            ids: Word pieces with [CLS] and [SEP], padded (b, n).
            shown: 1 where there is a token, 0 where padding (b, n).
        """
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        x = self.norm(self.words(ids) + self.places(places) + self.kinds(torch.zeros_like(ids)))
        mask = ((1 - shown) * -1e4)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Head(nn.Module):
    """Criteria held against sentences: does a sentence speak to it at all, and if so, how.

    The two are apart by design: p(label) = speaks * p(how) + (1 - speaks) * [missed]. Whether a sentence speaks to a
    criterion is a matter of nearness, which the encoder knows before it is trained; how it speaks (made, in part, hypothetical,
    refused, beside) is learned, and shows much less on which criterion it is about.
    """

    def __init__(self) -> None:
        super().__init__()
        self.matter = nn.Linear(WIDTH, VIEWS)
        self.near = nn.Sequential(nn.Linear(NEAR, 32), nn.GELU(), nn.Linear(32, 1))
        self.slope = nn.Parameter(torch.tensor([7.0, 7.0, -6.5, 1.5]))
        self.criterion = nn.Linear(WIDTH, NARROW)
        self.sentence = nn.Linear(WIDTH, HIDDEN)
        self.product = nn.Linear(WIDTH, NARROW)
        self.pair = nn.Linear(HIDDEN + 2 * NARROW + COUNT + NEAR, HIDDEN)
        self.asked_word = nn.Linear(WIDTH, NARROW)
        self.said_word = nn.Linear(WIDTH, NARROW)
        self.word = nn.Linear(3 * NARROW + 1, NARROW)
        self.how = nn.Sequential(nn.Linear(HIDDEN + NARROW + NEAR, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, 4))
        self.drop = nn.Dropout(0.2)

    def forward(
        self,
        criteria: Tensor,
        asks: Tensor,
        told: Tensor,
        parts: Tensor,
        at: Tensor,
        question: Tensor,
        wording: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Whether each answer speaks to each criterion (c,), how (c, 4), and sentence scores (c, s) of c pairs; all are logits.

        `told`, `parts` and `at` may be given once for all pairs: their first dimension is then 1.

        Args:
            criteria: Token vectors of each criterion, padded (c, m, WIDTH).
            asks: Mean weights of the criteria's tokens, 0 where padding (c, m).
            told: Token vectors of each pair's answer, padded (c, n, WIDTH).
            parts: Mean weights of each sentence over the answer's tokens, 0 where there is no sentence (c, s, n).
            at: Where each sentence's tokens stand in `told`, 0 where padding (c, s, t).
            question: Unit vectors (c, WIDTH).
            wording: features.wording of each pair (c, s, COUNT).
        """
        pairs, s = wording.shape[:2]
        whole = functional.normalize((asks[..., None] * criteria).sum(1), dim=-1)[:, None]
        sentences = functional.normalize(parts @ told, dim=-1)
        words = functional.normalize(criteria, dim=-1) @ functional.normalize(told, dim=-1).transpose(1, 2)
        matter = torch.softmax(self.matter(criteria).masked_fill((asks == 0)[..., None], -1e4), 1)
        late = _best(words, at).transpose(1, 2) @ torch.cat(
            [asks[..., None], matter], -1
        )  # (c, s, 1 + VIEWS)
        cosine = (whole * sentences).sum(-1, keepdim=True)
        near = torch.cat(
            [cosine, (question[:, None] * sentences).sum(-1, keepdim=True), late, wording[..., -2:]], -1
        )
        scores = self.near(near) + self.slope[0] * cosine + self.slope[1] * late[..., :1] + self.slope[2]
        scores = scores.squeeze(-1).masked_fill(parts.sum(-1) == 0, -1e4)
        share = torch.softmax(scores * self.slope[3], -1)[..., None]
        x = torch.cat([
            self.sentence(sentences).expand(pairs, -1, -1), self.product(whole * sentences * 20),
            self.criterion(whole).expand(-1, s, -1), wording, near,
        ], -1)  # fmt: skip
        h = (share * functional.gelu(self.pair(self.drop(x)))).sum(1)
        aligned = self._aligned(criteria, matter[..., :1], told, words, (share * (parts > 0)).sum(1)[:, None])
        how = self.how(self.drop(torch.cat([h, aligned, (share * near).sum(1)], -1)))
        return torch.logsumexp(scores, 1), how, scores * self.slope[3]

    def _aligned(
        self, criteria: Tensor, matter: Tensor, told: Tensor, words: Tensor, weight: Tensor
    ) -> Tensor:
        """Each word of the criterion beside what is nearest to it in the sentences that speak to it (c, NARROW).

        `weight` (c, 1, n) is the share of each token's sentence.
        """
        beside = torch.softmax(words * 15 + torch.log(weight + 1e-6), -1)
        said = beside @ told
        sure = (beside * words).sum(-1, keepdim=True)
        x = torch.cat(
            [self.asked_word(criteria), self.said_word(said), self.product(criteria * said * 5), sure], -1
        )
        return (functional.gelu(self.word(self.drop(x))) * matter).sum(1)


def shares(speaks: Tensor, how: Tensor) -> Tensor:
    """Log probabilities (c, 4) of the labels: what does not speak to the criterion misses it."""
    on, off = functional.logsigmoid(speaks)[:, None], functional.logsigmoid(-speaks)
    made = on + torch.log_softmax(how, -1)
    missed = torch.logaddexp(made[:, MISSED], off)
    return torch.cat([made[:, :MISSED], missed[:, None], made[:, MISSED + 1 :]], -1)


def _best(words: Tensor, at: Tensor) -> Tensor:
    """Of each word's nearness (c, m, n) to an answer's tokens, the best in each sentence (c, m, s)."""
    c, m, _ = words.shape
    flat = at.flatten(1)[:, None].expand(c, m, -1)
    near = words.gather(2, flat).view(c, m, at.shape[1], at.shape[2])
    return near.masked_fill((at == 0)[:, None], -1.0).amax(-1)


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
