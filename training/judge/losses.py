"""What the network is asked to get right, of one batch: labels, who speaks to what, order, evidence, nearness."""

from __future__ import annotations

import torch
from batches import Batch, Pairs
from network import Reader, shares
from questions import MISSED
from torch import Tensor
from torch.nn import functional

from greenroom.adapters.judge.reader import POINTS

_CLASS_WEIGHT = torch.tensor([1.0, 1.2, 0.9, 1.2])
_POINTS = torch.tensor(POINTS, dtype=torch.float32)
_SPEAKS, _ORDER, _EVIDENCE, _NEAREST = 0.5, 0.4, 0.15, 0.2
_SHARP = 0.07  # temperature of the nearness


def loss_of(reader: Reader, batch: Batch) -> Tensor:
    """The weighted sum of all."""
    pairs, (ids, shown, parts, at) = batch.pairs, batch.told
    told = reader.encoder(ids, shown).float()
    ids, shown, means, _ = batch.asked
    known, means = reader.encoder(ids, shown).float(), means[:, 0]
    whole = functional.normalize((means[..., None] * known).sum(1), dim=-1)
    most = int((means > 0).sum(1)[pairs.asked].max()) + 2
    speaks, how, scores = reader.head(
        known[pairs.asked, :most], means[pairs.asked, :most], told[pairs.answer], parts[pairs.answer], at[pairs.answer],
        whole[pairs.question], pairs.wording,
    )  # fmt: skip
    labels = shares(speaks, how)
    there = parts[pairs.answer].sum(-1) > 0
    return (
        _labels(labels, pairs)
        + _SPEAKS * _spoken(speaks, pairs)
        + _ORDER * _order(labels, pairs)
        + _EVIDENCE * _evidence(scores, there, pairs)
        + _NEAREST * _nearest(functional.normalize(parts @ told, dim=-1), whole, pairs)
    )


def _labels(labels: Tensor, pairs: Pairs) -> Tensor:
    each = functional.nll_loss(labels, pairs.label, _CLASS_WEIGHT, reduction="none")
    return (each * pairs.weight).sum() / pairs.weight.sum()


def _spoken(speaks: Tensor, pairs: Pairs) -> Tensor:
    """Whether the answer speaks to the criterion, where that is known."""
    weight = (pairs.speaks >= 0) * pairs.weight
    each = functional.binary_cross_entropy_with_logits(speaks, pairs.speaks.clamp(min=0), reduction="none")
    return (each * weight).sum() / weight.sum().clamp(min=1.0)


def _order(labels: Tensor, pairs: Pairs) -> Tensor:
    """How far met criteria are from standing above missed ones of the same answer: there the manner of telling decides nothing."""
    points = (labels.exp() @ _POINTS).clamp(1e-4, 1 - 1e-4)
    odds = torch.log(points) - torch.log1p(-points)
    apart = (
        (pairs.group[:, None] == pairs.group) & (pairs.label == 0)[:, None] & (pairs.label >= MISSED)[None]
    )
    each = functional.softplus(odds[None] - odds[:, None])[apart]
    return each.mean() if len(each) else torch.zeros(())


def _evidence(scores: Tensor, there: Tensor, pairs: Pairs) -> Tensor:
    """How much weight lies beside the sentences that hold the evidence, where they are known and not all."""
    known = (pairs.evidence.sum(-1) > 0) & (pairs.evidence.sum(-1) < there.sum(-1))
    if not known.any():
        return torch.zeros(())
    on = (torch.softmax(scores[known], -1) * pairs.evidence[known]).sum(-1)
    return -torch.log(on + 1e-6).mean()


def _nearest(sentences: Tensor, whole: Tensor, pairs: Pairs) -> Tensor:
    """How seldom the sentences that speak to a criterion are nearest to it among the batch's criteria (InfoNCE, van den Oord 2018)."""
    chosen = pairs.evidence.any(-1).nonzero()[:, 0]
    if not len(chosen):
        return torch.zeros(())
    among = sorted(set(pairs.asked))
    place = {text: i for i, text in enumerate(among)}
    said = sentences[torch.tensor(pairs.answer)[chosen]]
    cosine = (said @ whole[among].T).masked_fill((pairs.evidence[chosen] == 0)[..., None], -1.0).amax(1)
    truth = torch.tensor([place[pairs.asked[k]] for k in chosen.tolist()])
    return functional.cross_entropy(cosine / _SHARP, truth)
