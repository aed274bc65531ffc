"""The embedded reader: two small trained networks as ONNX, in this process, on one thread.

The encoder (int8) reads an answer once and every criterion by itself, and gives each word a vector in its context; the
head holds the two against each other, sentence by sentence and word by word. What was read last of criteria and answers
is kept, so another rubric on the same answer, or the same rubric on another answer, costs little.
Longer answers are read in windows of whole sentences that overlap; the head sees the sentences of all of them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from greenroom.adapters.judge.encoded import Encoded, Vectors, joined, padded
from greenroom.adapters.judge.features import manner, wording
from greenroom.adapters.kept_vectors import KeptVectors
from greenroom.adapters.learning import Learns
from greenroom.errors import InternalError
from greenroom.interview.score import LABELS, MET_FROM, PARTIAL_FROM
from greenroom.model.judgement import Label
from greenroom.ports import Reading

CLS, SEP = 101, 102
MOST_TOKENS = 400  # of one window; what the encoder was trained on
_OVERLAP = 2  # sentences two windows share, so that each is read with what stands around it
_MOST_READ = (
    12 * MOST_TOKENS
)  # about 3,500 words; what comes later is read no more than an interviewer would listen
_LEAST = -11.5  # a log probability below it is not told from it
_SURE = 8.0  # nor a log odds beyond it
_MISSED = LABELS.index(Label.MISSED)
KEPT = 40_000  # tokens whose vectors are kept, those used last: at most 60 MB
_IDLE_S = 1800.0  # what nobody used for so long goes: its round is over
_PIECES = 4096  # sentences whose word pieces are kept
_WORDED = 32_768  # pairs of a sentence and a criterion, as 80 rounds have them
POINTS = np.array([1.0, 0.5, 0.0, 0.0])
"""What the labels are worth."""
_STEPS = (PARTIAL_FROM, MET_FROM)
_FOLDER = Path(__file__).parent / "weights"


class EmbeddedReader(Learns):
    """Deterministic, no network; `threads`, and the tokens `kept` (1.5 kB each), only change how fast it is.

    Beside the encoder `weights` lie head.onnx and the card, a JSON file of the encoder's name: version, the rarity
    of words, and the calibration of the label scores. What it learns it keeps on `shelf`.

    Raises:
        InternalError: At the first use, when one of the three is missing.
    """

    name = "greenroom-reader"

    def __init__(
        self,
        weights: Path = _FOLDER / "reader.onnx",
        *,
        threads: int = 1,
        kept: int = KEPT,
        shelf: KeptVectors | None = None,
    ) -> None:
        self._weights, self._threads, self._most = weights, threads, kept
        super().__init__(shelf)
        self._kept: dict[tuple[str, ...], tuple[Encoded, float]] = {}  # what was used last stands last
        self._size = 0  # tokens of what is kept
        self._lock = Lock()  # many threads of a server read with one reader

    @cached_property
    def version(self) -> str:
        """What the weights were trained as."""
        return str(self._card["version"])

    @property
    def engine(self) -> str:
        """What runs them."""
        return "onnxruntime int8, in this process"

    def read(
        self, question: str, criteria: Sequence[str], sentences: Sequence[str], *, turns: Sequence[int] = ()
    ) -> Reading:
        """As AnswerReader.read."""
        seen, topic, weights = self._seen(question, criteria, sentences, turns)
        evidence = np.zeros((len(criteria), len(sentences)), dtype=np.float32)
        evidence[:, : weights.shape[1]] = _softmax(weights)
        labels = self._calibrated(seen)
        return Reading(labels, self._points(labels), evidence, self._about(topic))

    def seen(
        self, question: str, criteria: Sequence[str], sentences: Sequence[str]
    ) -> tuple[Vectors, tuple[float, ...]]:
        """What the card's calibration (c, ...) and its `about` are fitted to (training/judge/calibrate.py)."""
        return self._seen(question, criteria, sentences)[:2]

    def _seen(
        self, question: str, criteria: Sequence[str], sentences: Sequence[str], turns: Sequence[int] = ()
    ) -> tuple[Vectors, tuple[float, ...], Vectors]:
        """What is known of each criterion, of the answer as a whole, and the weights of the sentences (c, s).

        The question is read as one more criterion: how well the answer as a whole speaks to it tells its manner from what it
        says on this criterion or that, and no criterion has to look at the others for it.
        """
        answer, asked = self._answer(sentences, turns), self._text((question,)).vectors()[0]
        speaks, how, weights = self._run(answer, asked, (*criteria, question), sentences)
        near = answer.vectors() @ asked
        topic = (float(near.max()), float(near.mean()), float(_sigmoid(speaks[:-1]).mean()))
        each = _scored(speaks, how)
        whole = (*each[-1], *topic[:2], *manner(sentences))
        rest = np.tile(np.array(whole, dtype=np.float32), (len(criteria), 1))
        return np.concatenate([each[:-1], rest], axis=1), topic, weights[:-1]

    def _run(
        self, answer: Encoded, asked: Vectors, criteria: Sequence[str], sentences: Sequence[str]
    ) -> tuple[Vectors, Vectors, Vectors]:
        """What the head says: whether each criterion is spoken to (c,), how (c, 4), and the sentences' weights (c, s)."""
        known = [self._text((criterion,)) for criterion in criteria]
        c, s = len(criteria), len(answer.places)
        said = [[self._worded(one, text) for text in sentences[:s]] for one in criteria]
        speaks, how, weights = self._head.run(
            None,
            {
                "criteria": padded([one.tokens for one in known]),
                "asks": padded([one.means()[0] for one in known]),
                "told": answer.tokens[None],
                "parts": answer.means()[None],
                "at": answer.where()[None],
                "question": np.broadcast_to(asked, (c, len(asked))),
                "wording": np.array(said, dtype=np.float32),
            },
        )
        return speaks, how, weights

    def _calibrated(self, seen: Vectors) -> Vectors:
        fitted = self._card.get("calibration")
        if fitted is None:
            return np.exp(seen[:, :4])
        weights, bias = (np.array(fitted[name], dtype=np.float32) for name in ("weights", "bias"))
        return _softmax(seen @ weights + bias)

    def _points(self, labels: Vectors) -> Vectors:
        """Expected points shrink to the middle; they are stretched so that labels change at a quarter and three quarters."""
        bounds = (0.0, *self._card.get("bounds", _STEPS), 1.0)
        points: Vectors = np.interp(labels @ POINTS, bounds, (0.0, *_STEPS, 1.0)).astype(np.float32)
        return points

    def _about(self, topic: tuple[float, ...]) -> float:
        *slopes, bias = self._card.get("about", (0.0, 0.0, 0.0, 10.0))
        return float(_sigmoid(np.dot(slopes, topic) + bias))

    def _answer(self, sentences: Sequence[str], turns: Sequence[int]) -> Encoded:
        """The sentences that are read, each from the first window that holds it."""
        done, found = 0, list[tuple[Encoded, int]]()
        for first, last in self._windows(sentences, turns):
            found.append((self._text(tuple(sentences[first:last])), done - first))
            done = last
        return joined(found)

    def _windows(self, sentences: Sequence[str], turns: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Which sentences are read together; none with those of another turn, so that a turn is read once in a round."""
        sizes = [min(MOST_TOKENS, len(self._pieces(sentence))) for sentence in sentences]
        starts = sorted({*turns, len(sentences)})
        first = read = 0
        while first < len(sentences) and read < _MOST_READ:
            end = next(start for start in starts if start > first)
            last, room = first, MOST_TOKENS
            while last < end and (sizes[last] <= room or last == first):
                room -= sizes[last]
                last += 1
            yield first, last
            read += MOST_TOKENS if last < end else MOST_TOKENS - room
            first = end if last == end else max(first + 1, last - _OVERLAP)

    def _knows(self, text: str) -> bool:
        return (text,) in self._kept

    def _take(self, text: str, made: Vectors) -> None:
        whole = (1, len(made) - 1)  # between the first token and the last, which are no words
        self._remember((text,), Encoded(made, (whole,)), time.monotonic())

    def _new(self, text: str) -> Vectors:
        return self._encode((text,)).tokens

    def _all_of(self, texts: Sequence[str]) -> list[Vectors]:
        return [self._text((text,)).tokens for text in texts]

    def _text(self, parts: tuple[str, ...]) -> Encoded:
        """The parts of one text, read together."""
        now = time.monotonic()
        with self._lock:
            known = self._kept.pop(parts, None)
            if known is not None:
                self._kept[parts] = known[0], now  # it is the newest again
                return known[0]
        found = self._encode(parts)
        self._remember(parts, found, now)
        return found

    def _remember(self, parts: tuple[str, ...], found: Encoded, now: float) -> None:
        with self._lock:
            self._size += len(found.tokens) if parts not in self._kept else 0
            self._kept[parts] = found, now
            self._let_go(now - _IDLE_S)

    def _let_go(self, idle: float) -> None:
        """Keep no more than there is room for, and nothing that was used last before `idle`, but the newest."""
        while len(self._kept) > 1:
            oldest, (text, used) = next(iter(self._kept.items()))
            if self._size <= self._most and used >= idle:
                break
            self._size -= len(text.tokens)
            del self._kept[oldest]

    def _encode(self, parts: tuple[str, ...]) -> Encoded:
        ids, places = [CLS], list[tuple[int, int]]()
        for part in parts:
            pieces = self._pieces(part)[: MOST_TOKENS + 1 - len(ids)]
            places.append((len(ids), len(ids) + len(pieces)))
            ids += pieces
        ids.append(SEP)
        tokens: Vectors = self._encoder.run(None, {"ids": np.array([ids], dtype=np.int64)})[0][0]
        return Encoded(tokens, tuple(places))

    @cached_property
    def _pieces(self) -> Callable[[str], tuple[int, ...]]:
        """The word pieces of a sentence; those of what was said before come with each answer of a round."""
        from greenroom.adapters.encoder.minilm import word_pieces  # noqa: PLC0415 - loads tokenizers when needed

        tokenizer = word_pieces()

        def pieces(text: str) -> tuple[int, ...]:
            return tuple(tokenizer.encode(text, add_special_tokens=False).ids)

        return lru_cache(_PIECES)(pieces)

    @cached_property
    def _worded(self) -> Callable[[str, str], tuple[float, ...]]:
        """What the wording says of a sentence held against a criterion; those of earlier turns come with each answer of a round."""
        rarity, common = self._card["rarity"]

        def worded(criterion: str, sentence: str) -> tuple[float, ...]:
            return wording(criterion, sentence, rarity, common)

        return lru_cache(_WORDED)(worded)

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
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # others need the processor
        options.enable_cpu_mem_arena = False  # a lower peak, and no slower
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


def _scored(speaks: Vectors, how: Vectors) -> Vectors:
    """Of each criterion (c, 9) the log probabilities of the labels, and the two that they are made of."""
    on, off, way = np.log(_sigmoid(speaks))[:, None], np.log(_sigmoid(-speaks)), np.log(_softmax(how))
    labels = on + way
    labels[:, _MISSED] = np.logaddexp(labels[:, _MISSED], off)
    known = (labels, np.clip(speaks, -_SURE, _SURE)[:, None], way)
    return np.concatenate([np.maximum(one, _LEAST) for one in known], axis=1).astype(np.float32)


def _sigmoid(scores: Any) -> Any:
    return 1 / (1 + np.exp(-scores))


def _softmax(scores: Vectors) -> Vectors:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    share: Vectors = (raised / raised.sum(axis=-1, keepdims=True)).astype(np.float32)
    return share
