"""Writes the trained reader as int8 ONNX: python training/judge/export.py WEIGHTS.pt OUT.onnx."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import onnx
import torch
from network import LAYERS, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic

from greenroom.adapters.judge.layout import lay_out

_INPUTS = ("ids", "places", "kinds", "mask", "criteria", "sentences", "questions")
_OUTPUTS = ("labels", "evidence", "about")


def export(weights: Path, out: Path) -> None:
    """The network with its weights as int8 per channel; activations are quantised while it runs."""
    reader = Reader()
    reader.load_state_dict(torch.load(weights))
    reader.eval()
    laid = lay_out(lambda text: [1000 + len(text)] * 3, ["a b c", "d"], [("q", ["c", "e"])])
    arguments = tuple(torch.from_numpy(getattr(laid, name))[None] for name in _INPUTS)
    arguments = (*arguments[:3], arguments[3][None], *arguments[4:])
    n, c, k, q = "tokens", "criteria", "sentences", "questions"
    axes = {
        "ids": {1: n}, "places": {1: n}, "kinds": {1: n}, "mask": {2: n, 3: n},
        "criteria": {1: c, 2: n}, "sentences": {1: k, 2: n}, "questions": {1: q, 2: n},
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            reader, arguments, str(full), input_names=list(_INPUTS), output_names=list(_OUTPUTS),
            dynamic_axes={**axes, "labels": {1: c}, "evidence": {1: c, 2: k}, "about": {1: q}},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(full, out, per_channel=True, weight_type=QuantType.QInt8)
    size_mb = out.stat().st_size / 1e6
    print(f"{out}: {size_mb:.1f} MB, {LAYERS} layers, {len(onnx.load(out).graph.node)} nodes")


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
