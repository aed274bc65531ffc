"""The embedded reader: the trained network as int8 ONNX, in this process, on one thread.

An answer of 200 words is read for five criteria in one pass. Longer answers are read in windows of whole sentences that
overlap; per criterion the window that speaks most clearly to it counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from greenroom.adapters.judge.layout import MOST_ANSWER_TOKENS, lay_out
from greenroom.errors import InternalError
from greenroom.ports import Reading

_OVERLAP = 2  # sentences two windows share, so that a point made over two of them is seen whole
_MOST_WINDOWS = 12  # about 3,500 words; what comes later is read no more than an interviewer would listen
_MISSED = 2
_FOLDER = Path(__file__).parent / "weights"


class EmbeddedReader:
    """Deterministic, no network; `threads` only changes how fast it is."""

    name = "greenroom-reader"

    def __init__(self, weights: Path = _FOLDER / "reader.onnx", *, threads: int = 1) -> None:
        self._weights, self._threads = weights, threads

    @cached_property
    def version(self) -> str:
        """What the weights were trained as."""
        return str(self._card["version"])

    @property
    def engine(self) -> str:
        """What runs them."""
        return "onnxruntime int8, in this process"

    def read(self, question: str, criteria: Sequence[str], sentences: Sequence[str]) -> Reading:
        """As AnswerReader.read."""
        windows = [
            (first, self._window(question, criteria, part)) for first, part in self._windows(sentences)
        ]
        labels = np.stack([one.labels for _, one in windows])  # (w, c, 4)
        clear = 1 - labels[:, :, _MISSED]
        best = clear.argmax(axis=0)  # (c,)
        evidence = np.zeros((len(criteria), len(sentences)), dtype=np.float32)
        for row, window in enumerate(best):
            first, one = windows[window]
            evidence[row, first : first + one.evidence.shape[1]] = one.evidence[row]
        return Reading(labels[best, np.arange(len(criteria))], evidence, max(one.about for _, one in windows))

    def _windows(self, sentences: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
        sizes = [len(self._pieces(sentence)) for sentence in sentences]
        first, made = 0, 0
        while first < len(sentences) and made < _MOST_WINDOWS:
            last, room = first, MOST_ANSWER_TOKENS - 2
            while last < len(sentences) and (sizes[last] <= room or last == first):
                room -= sizes[last]
                last += 1
            yield first, sentences[first:last]
            made += 1
            if last == len(sentences):
                return
            first = max(first + 1, last - _OVERLAP)

    def _window(self, question: str, criteria: Sequence[str], sentences: Sequence[str]) -> Reading:
        laid = lay_out(self._pieces, sentences, [(question, criteria)])
        feed = {
            "ids": laid.ids[None], "places": laid.places[None], "kinds": laid.kinds[None], "mask": laid.mask[None, None],
            "criteria": laid.criteria[None], "sentences": laid.sentences[None], "questions": laid.questions[None],
        }  # fmt: skip
        labels, evidence, about = self._session.run(None, feed)
        return Reading(
            _softmax(labels[0]), _softmax(evidence[0]), float(1 / (1 + np.exp(-float(about[0, 0]))))
        )

    def _pieces(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    @cached_property
    def _tokenizer(self) -> Any:
        from greenroom.adapters.encoder.minilm import word_pieces  # noqa: PLC0415 - loads tokenizers when needed

        return word_pieces()

    @cached_property
    def _card(self) -> dict[str, Any]:
        card: dict[str, Any] = json.loads(self._weights.with_suffix(".json").read_text(encoding="utf-8"))
        return card

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # noqa: PLC0415 - 0.2 s that only judging needs to pay

        if not self._weights.is_file():
            raise InternalError("The judge's weights are missing.\nReinstall Greenroom.")
        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(str(self._weights), options, providers=["CPUExecutionProvider"])


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    share: NDArray[np.float32] = (raised / raised.sum(axis=-1, keepdims=True)).astype(np.float32)
    return share
