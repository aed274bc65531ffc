"""Trains the reading network: python training/judge/train.py OUT [--epochs N] [--only N] [--leave-out WRITER]."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from examples import Example, answers, passages
from network import Reader, start
from public import short_answers
from questions import read_folder
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from greenroom.adapters.encoder.minilm import word_pieces
from greenroom.adapters.judge.layout import HIDDEN, LaidOut, lay_out

_CLASS_WEIGHT = torch.tensor([1.0, 1.3, 0.8, 1.3])
_TOKENS_A_BATCH = 4000


def batches(
    examples: list[Example], tokenizer: Tokenizer, draw: random.Random
) -> Iterator[tuple[dict[str, Tensor], dict[str, Tensor]]]:
    """Padded batches of near lengths, in random order."""
    known: dict[str, list[int]] = {}

    def pieces(text: str) -> list[int]:
        if text not in known:
            known[text] = tokenizer.encode(text, add_special_tokens=False).ids
        return known[text]

    laid = [(lay_out(pieces, e.told, [(g.question, g.criteria) for g in e.groups]), e) for e in examples]
    laid.sort(key=lambda pair: (len(pair[0].ids), draw.random()))
    rows: list[list[tuple[LaidOut, Example]]] = [[]]
    for pair in laid:
        if rows[-1] and len(pair[0].ids) * (len(rows[-1]) + 1) > _TOKENS_A_BATCH:
            rows.append([])
        rows[-1].append(pair)
    draw.shuffle(rows)
    for row in rows:
        yield collate(row)


def collate(row: list[tuple[LaidOut, Example]]) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """One batch: the network's arguments, and the targets."""
    b, n = len(row), max(len(s.ids) for s, _ in row)
    c, k, q = (max(len(getattr(s, name)) for s, _ in row) for name in ("criteria", "sentences", "questions"))
    given = {name: np.zeros((b, n), dtype=np.int64) for name in ("ids", "places", "kinds")}
    mask = np.full((b, 1, n, n), HIDDEN, dtype=np.float32)
    mask[:, :, np.arange(n), np.arange(n)] = 0
    wide = {
        name: np.zeros((b, size, n), dtype=np.float32)
        for name, size in (("criteria", c), ("sentences", k), ("questions", q))
    }
    labels, about = np.full((b, c), -100), np.full((b, q), -100.0, dtype=np.float32)
    evidence = np.zeros((b, c, k), dtype=np.float32)
    weights = np.ones((b, c), dtype=np.float32)
    for i, (laid, example) in enumerate(row):
        m = len(laid.ids)
        for name, array in given.items():
            array[i, :m] = getattr(laid, name)
        mask[i, 0, :m, :m] = laid.mask
        for name, array in wide.items():
            part = getattr(laid, name)
            array[i, : len(part), :m] = part
        flat = [part for g in example.groups for part in zip(g.labels, g.evidence, g.weights, strict=True)]
        for j, (label, places, weight) in enumerate(flat):
            labels[i, j] = label
            weights[i, j] = weight
            for place in places:
                evidence[i, j, place] = 1
        about[i, : len(example.groups)] = [g.about for g in example.groups]
    arrays = {**given, "mask": mask, **wide}
    targets = {"labels": labels, "evidence": evidence, "about": about, "weights": weights}
    return {a: torch.from_numpy(v) for a, v in arrays.items()}, {
        a: torch.from_numpy(v) for a, v in targets.items()
    }


def loss_of(out: tuple[Tensor, Tensor, Tensor], target: dict[str, Tensor]) -> Tensor:
    """Labels, where the evidence is, and whether the question is answered at all."""
    label, sentence, about = out
    each = functional.cross_entropy(
        label.flatten(0, 1),
        target["labels"].flatten().long(),
        _CLASS_WEIGHT,
        ignore_index=-100,
        reduction="none",
    )
    known = (target["labels"].flatten() >= 0).float() * target["weights"].flatten()
    total = (each * known).sum() / known.sum()
    has = target["evidence"].sum(-1) > 0
    if has.any():
        on = (torch.softmax(sentence, -1) * target["evidence"]).sum(-1)[has]
        total = total - 0.2 * torch.log(on + 1e-6).mean()
    told = target["about"] >= 0
    if told.any():
        total = total + 0.2 * functional.binary_cross_entropy_with_logits(about[told], target["about"][told])
    return total


def train(args: argparse.Namespace) -> None:
    """Train and write weights.pt and log.json into the folder OUT."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    draw = random.Random(args.seed)
    tokenizer = word_pieces()
    questions = [q for q in read_folder(args.data) if q.writer != args.leave_out]
    reader = start(args.base / "model.safetensors")
    if args.start:
        reader.load_state_dict(torch.load(args.start))
    plan: list[list[Example]] = []
    public = short_answers(args.public, draw) if args.public else []
    for i in range(args.passage_epochs + args.epochs):
        alone = passages(questions, draw)
        share = draw.sample(public, len(public) // 8) if public else []
        if i < args.passage_epochs:
            plan.append(alone + share)
        else:
            plan.append(answers(questions, draw) + draw.sample(alone, len(alone) // 4) + share)
    tokens = sum(len(e.told) for one in plan for e in one)
    print(
        f"{len(questions)} questions, {[len(one) for one in plan]} examples, {tokens} sentences", flush=True
    )
    args.out.mkdir(parents=True, exist_ok=True)
    fit(reader, plan, tokenizer, args, draw)
    torch.save(reader.state_dict(), args.out / "weights.pt")
    (args.out / "run.json").write_text(json.dumps({k: str(v) for k, v in vars(args).items()}, indent=1))


def fit(
    reader: Reader,
    plan: list[list[Example]],
    tokenizer: Tokenizer,
    args: argparse.Namespace,
    draw: random.Random,
) -> None:
    """The optimisation: AdamW, warm-up and linear decay, bfloat16 where the processor has it."""
    fresh = [
        p
        for name, p in reader.named_parameters()
        if name.split(".")[0] in {"ask", "tell", "mix", "label", "about"}
    ]
    body = [p for name, p in reader.named_parameters() if name.split(".")[0] in {"layers", "norm"}]
    reader.words.requires_grad_(requires_grad=False)
    reader.places.requires_grad_(requires_grad=False)
    reader.kinds.requires_grad_(requires_grad=False)
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": args.rate}, {"params": fresh, "lr": 5 * args.rate}], weight_decay=0.01
    )
    steps_a_plan = [sum(1 for _ in batches(one, tokenizer, random.Random(0))) for one in plan]
    total, step, began = sum(steps_a_plan), 0, time.time()
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.06 * total), max(0.0, (total - s) / total))
    )
    for number, examples in enumerate(plan):
        reader.train()
        sums, seen = 0.0, 0
        for arrays, target in batches(examples, tokenizer, draw):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = reader(**arrays)
            loss = loss_of(out, target)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step, sums, seen = step + 1, sums + float(loss.detach()), seen + 1
            if not math.isfinite(sums):
                raise SystemExit("The loss is not a number: lower --rate.")
            if step % 50 == 0:
                print(f"step {step}/{total} loss {sums / seen:.3f} {time.time() - began:.0f} s", flush=True)
        torch.save(reader.state_dict(), args.out / f"epoch{number + 1}.pt")
        print(f"epoch {number + 1}: loss {sums / max(1, seen):.3f}, {time.time() - began:.0f} s", flush=True)


def main() -> None:
    """Read the arguments and train."""
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=here / "data")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--public", type=Path, help="folder of the public short answers")
    parser.add_argument("--passage-epochs", type=int, default=2)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--leave-out", default="")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
