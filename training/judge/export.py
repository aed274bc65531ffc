"""Writes a trained reader for use: python training/judge/export.py OUT_FOLDER RUN/weights.pt [...].

Several weights are averaged (Wortsman et al. 2022): better on unseen questions than the last epoch alone.
reader.onnx is the encoder with int8 weights, head.onnx the head as it is, reader.json the card.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import torch
from network import WIDTH, Encoder, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from greenroom.adapters.judge.features import COUNT


class _Unpadded(nn.Module):
    """The encoder for one text at a time, as it is used: int8 scales must not depend on a text's neighbours."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        vectors: Tensor = self.encoder(ids, torch.ones_like(ids))
        return vectors


def export(out: Path, weights: list[Path]) -> None:
    """Both networks and the card without its calibration (see calibrate.py)."""
    states = [torch.load(path) for path in weights]
    mean = {
        name: sum(state[name] for state in states) / len(states) if first.is_floating_point() else first
        for name, first in states[0].items()
    }
    reader = Reader()
    reader.load_state_dict(mean)
    reader.eval()
    out.mkdir(parents=True, exist_ok=True)
    n, s, t, c, m = "tokens", "sentences", "longest", "criteria", "words"
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            _Unpadded(reader.encoder), (torch.full((1, 7), 1000),), str(full), input_names=["ids"], output_names=["vectors"],
            dynamic_axes={"ids": {1: n}, "vectors": {1: n}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(full, out / "reader.onnx", per_channel=True, weight_type=QuantType.QInt8)
    torch.onnx.export(
        reader.head,
        (
            torch.ones(2, 5, WIDTH), torch.ones(2, 5) / 5, torch.ones(1, 7, WIDTH), torch.ones(1, 3, 7) / 7,
            torch.ones(1, 3, 4, dtype=torch.long), torch.ones(2, WIDTH), torch.ones(2, 3, COUNT),
        ),
        str(out / "head.onnx"),
        input_names=["criteria", "asks", "told", "parts", "at", "question", "wording"], output_names=["speaks", "how", "weights"],
        dynamic_axes={
            "criteria": {0: c, 1: m}, "asks": {0: c, 1: m}, "told": {1: n}, "parts": {1: s, 2: n}, "at": {1: s, 2: t},
            "question": {0: c}, "wording": {0: c, 1: s}, "speaks": {0: c}, "how": {0: c}, "weights": {0: c, 1: s},
        },
        opset_version=17, dynamo=False,
    )  # fmt: skip
    both = (out / "reader.onnx").read_bytes() + (out / "head.onnx").read_bytes()
    card = {
        "version": hashlib.sha256(both).hexdigest()[:12],
        "rarity": json.loads(weights[0].with_name("rarity.json").read_text()),
    }
    (out / "reader.json").write_text(json.dumps(card) + "\n")
    print(f"{out}: {len(both) / 1e6:.1f} MB, version {card['version']}")


if __name__ == "__main__":
    export(Path(sys.argv[1]), [Path(path) for path in sys.argv[2:]])
