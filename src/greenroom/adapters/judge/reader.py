"""The embedded reader: two small trained networks as ONNX, in this process, on one thread.

The encoder (int8) reads an answer once and gives every sentence a vector in its context, and every criterion a vector
by itself; the head holds one against the other. What was read of a criterion or an answer is kept while the process
lives, so another rubric on the same answer, or the same rubric on another answer, costs little.
Longer answers are read in windows of whole sentences that overlap; the head sees the sentences of all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from greenroom.adapters.judge.features import manner, wording
from greenroom.errors import InternalError
from greenroom.ports import Reading

_CLS, _SEP = 101, 102
_MOST_TOKENS = 400  # of one window; what the encoder was trained on
_OVERLAP = 2  # sentences two windows share, so that each is read with what stands around it
_MOST_WINDOWS = 12  # about 3,500 words; what comes later is read no more than an interviewer would listen
_LEAST = 1e-5  # a probability below it is not told from it
_KEPT = 512  # texts whose vectors are kept
_FOLDER = Path(__file__).parent / "weights"

Vectors = NDArray[np.float32]


class EmbeddedReader:
    """Deterministic, no network; `threads` only changes how fast it is.

    Beside the encoder `weights` lie head.onnx and the card, a JSON file of the encoder's name: version, the rarity
    of words, and the calibration of the label scores.

    Raises:
        InternalError: At the first use, when one of the three is missing.
    """

    name = "greenroom-reader"

    def __init__(self, weights: Path = _FOLDER / "reader.onnx", *, threads: int = 1) -> None:
        self._weights, self._threads = weights, threads
        self._kept: dict[tuple[str, ...], Vectors] = {}

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
        told = self._sentences(sentences)
        asked = self._vectors((question,))
        known = np.concatenate([self._vectors((criterion,)) for criterion in criteria])
        c, s = len(criteria), len(told)
        rarity, common = self._card["rarity"]
        said = [[wording(one, text, rarity, common) for text in sentences[:s]] for one in criteria]
        labels, weights = self._head.run(
            None,
            {
                "criteria": known,
                "sentences": np.broadcast_to(told, (c, s, told.shape[1])),
                "question": np.broadcast_to(asked, (c, asked.shape[1])),
                "wording": np.array(said, dtype=np.float32),
                "there": np.ones((c, s), dtype=np.bool_),
            },
        )
        evidence = np.zeros((c, len(sentences)), dtype=np.float32)
        evidence[:, :s] = _softmax(weights)
        return Reading(self._calibrated(labels, sentences), evidence, self._about(question, sentences))

    def scored(self, labels: Vectors, sentences: Sequence[str]) -> Vectors:
        """What the calibration sees of each criterion: log probabilities of the labels, and the answer's manner."""
        shares = np.log(np.maximum(_softmax(labels), _LEAST))
        return np.concatenate([shares, np.tile(manner(sentences), (len(labels), 1))], axis=1).astype(
            np.float32
        )

    def _calibrated(self, labels: Vectors, sentences: Sequence[str]) -> Vectors:
        fitted = self._card.get("calibration")
        if fitted is None:
            return _softmax(labels)
        weights, bias = (np.array(fitted[name], dtype=np.float32) for name in ("weights", "bias"))
        return _softmax(self.scored(labels, sentences) @ weights + bias)

    def nearness(self, question: str, sentences: Sequence[str]) -> tuple[float, float]:
        """Cosine to the question of the nearest sentence, and the mean of all: what `Reading.about` is made of."""
        near = self._sentences(sentences) @ self._vectors((question,))[0]
        return float(near.max()), float(near.mean())

    def _about(self, question: str, sentences: Sequence[str]) -> float:
        nearest, mean = self.nearness(question, sentences)
        slope_nearest, slope_mean, bias = self._card.get("about", (0.0, 0.0, 10.0))
        return float(1 / (1 + np.exp(-(slope_nearest * nearest + slope_mean * mean + bias))))

    def _sentences(self, sentences: Sequence[str]) -> Vectors:
        """A vector for each sentence that is read, from the first window that holds it."""
        rows: list[Vectors] = []
        for first, last in self._windows(sentences):
            found = self._vectors(tuple(sentences[first:last]))
            rows += list(found[len(rows) - first :])
        return np.stack(rows)

    def _windows(self, sentences: Sequence[str]) -> Iterator[tuple[int, int]]:
        sizes = [min(_MOST_TOKENS, len(self._pieces(sentence))) for sentence in sentences]
        first = 0
        for _ in range(_MOST_WINDOWS):
            last, room = first, _MOST_TOKENS
            while last < len(sentences) and (sizes[last] <= room or last == first):
                room -= sizes[last]
                last += 1
            yield first, last
            if last == len(sentences):
                return
            first = max(first + 1, last - _OVERLAP)

    def _vectors(self, parts: tuple[str, ...]) -> Vectors:
        """Unit vectors of the parts of one text, read together."""
        if parts not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[parts] = self._encode(parts)
        return self._kept[parts]

    def _encode(self, parts: tuple[str, ...]) -> Vectors:
        ids, places = [_CLS], list[tuple[int, int]]()
        for part in parts:
            pieces = self._pieces(part)[: _MOST_TOKENS + 1 - len(ids)]
            places.append((len(ids), len(ids) + len(pieces)))
            ids += pieces
        ids.append(_SEP)
        means = np.zeros((1, len(parts), len(ids)), dtype=np.float32)
        for row, (start, end) in zip(means[0], places, strict=True):
            row[start:end] = 1 / max(1, end - start)
        feed = {"ids": np.array([ids], dtype=np.int64), "parts": means}
        vectors: Vectors = self._encoder.run(None, feed)[0][0]
        return vectors

    def _pieces(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    @cached_property
    def _tokenizer(self) -> Any:
        from greenroom.adapters.encoder.minilm import word_pieces  # noqa: PLC0415 - loads tokenizers when needed

        return word_pieces()

    @cached_property
    def _card(self) -> dict[str, Any]:
        card: dict[str, Any] = json.loads(self._file(self._weights.with_suffix(".json")).read_text("utf-8"))
        return card

    @cached_property
    def _encoder(self) -> Any:
        return self._session(self._weights)

    @cached_property
    def _head(self) -> Any:
        return self._session(self._weights.with_name("head.onnx"))

    def _session(self, path: Path) -> Any:
        import onnxruntime  # noqa: PLC0415 - 0.2 s that only judging needs to pay

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(
            str(self._file(path)), options, providers=["CPUExecutionProvider"]
        )

    @staticmethod
    def _file(path: Path) -> Path:
        if not path.is_file():
            raise InternalError(
                f"The judge's weights are missing: {path.name} is not there.\nReinstall Greenroom."
            )
        return path


def _softmax(scores: Vectors) -> Vectors:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    share: Vectors = (raised / raised.sum(axis=-1, keepdims=True)).astype(np.float32)
    return share
