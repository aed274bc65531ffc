"""Speech that tests can make: each word is a tone of its own, and both a fake recogniser and a real model know them."""

from __future__ import annotations

import json
import math
import wave
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from greenroom.errors import InputError
from greenroom.model.speech import MOST_SECONDS, RATE, HeardWord

TONES = {"we": 500, "would": 800, "start": 1200, "small": 1700, "um": 2300, "ten": 3000}
WORD, GAP = 0.3, 0.2  # seconds
_LOUD = 1.3  # standard deviations above the mean of its band from which on a tone is heard


def spoken(
    words: Iterable[str], *, rate: int = RATE, gap: float = GAP, noise: float = 0.003
) -> NDArray[np.int16]:
    """The words one after the other, a silence before each and after the last; "" is half a second of nothing."""
    parts: list[NDArray[np.float64]] = []
    for word in words:
        length = WORD if word else 0.5
        time = np.arange(int(length * rate)) / rate
        fade = np.minimum(1, np.minimum(time, time[::-1]) / 0.01)
        parts += [np.zeros(int(gap * rate)), 0.4 * fade * np.sin(2 * np.pi * TONES.get(word, 0) * time)]
    sound = np.concatenate([*parts, np.zeros(int(gap * rate))])
    sound += np.random.default_rng(7).normal(0, noise, len(sound))
    return (32767 * sound).round().astype(np.int16)


def write_wav(path: Path, samples: NDArray[np.int16], *, rate: int = RATE) -> Path:
    with wave.open(str(path), "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(rate)
        made.writeframes(samples.astype("<i2").tobytes())
    return path


class ToneRecogniser:
    """Hears tones by their frequency; what it was given is noted, so that tests can look at it."""

    name, model = "tones 1.0", "six-words"

    def __init__(self) -> None:
        self.pieces: list[int] = []

    def hear(self, samples: NDArray[np.int16], *, rate: int) -> tuple[HeardWord, ...]:
        if rate != RATE:
            raise InputError("Another rate.", hint="Record it at 16,000 Hz.", code="rate")
        if len(samples) > MOST_SECONDS * RATE:
            raise InputError("Too long.", hint="Send shorter pieces.", code="too_long")
        self.pieces.append(len(samples))
        frame = RATE // 50
        heard: list[HeardWord] = []
        last = ""
        for at in range(0, len(samples) - frame + 1, frame):
            word = _tone(samples[at : at + frame])
            start, end = at / RATE, (at + frame) / RATE
            if word and word == last:
                heard[-1] = HeardWord(word, heard[-1].start, end)
            elif word:
                heard.append(HeardWord(word, start, end))
            last = word
        return tuple(one for one in heard if one.end - one.start > WORD / 3)


def _tone(frame: NDArray[np.int16]) -> str:
    spectrum = np.abs(np.fft.rfft(frame * np.hanning(len(frame)), 4 * len(frame)))
    if spectrum.max() < 20_000:
        return ""
    heard = spectrum.argmax() * RATE / (4 * len(frame))
    word = min(TONES, key=lambda one: abs(TONES[one] - heard))
    return word if abs(TONES[word] - heard) < 60 else ""


def tone_model(folder: Path, *, kind: str = "nemo-conformer-ctc") -> Path:
    """A model of six tones as a recogniser's library reads it: log-mel features, one convolution, CTC.

    It hears words among others only: the library takes each band by how loud it is against its own mean.
    """
    folder.mkdir(parents=True)
    weights = np.zeros((len(TONES) + 1, 80, 8), np.float32)
    for place, frequency in enumerate(TONES.values()):
        weights[place, _mel_band(frequency)] = 1  # the tone's band, over the eight frames of one step
    bias = np.array([0] * len(TONES) + [8 * _LOUD], np.float32)
    (folder / "model.onnx").write_bytes(_onnx(weights, bias))
    names = [*(f"\u2581{word}" for word in TONES), "<blk>"]
    (folder / "vocab.txt").write_text(
        "".join(f"{name} {place}\n" for place, name in enumerate(names)), "utf-8"
    )
    (folder / "config.json").write_text(
        json.dumps({"model_type": kind, "features_size": 80, "subsampling_factor": 8})
    )
    return folder


def _mel_band(frequency: float) -> int:
    """The band (of 80, Slaney's scale to 8 kHz) whose middle is nearest."""

    def mel(hertz: float) -> float:
        return 3 * hertz / 200 if hertz < 1000 else 15 + 27 * math.log(hertz / 1000) / math.log(6.4)

    middles = np.linspace(0, mel(8000), 82)[1:-1]
    return int(np.abs(middles - mel(frequency)).argmin())


# A model file by hand: what protobuf needs for three nodes, so that no test needs the package that writes such files.
def _field(number: int, value: int | bytes | str) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    made = bytearray()
    while True:
        value, low = value >> 7, value & 127
        made.append(low | (128 if value else 0))
        if not value:
            return bytes(made)


def _tensor(name: str, values: NDArray[np.float32]) -> bytes:
    dims = b"".join(_field(1, size) for size in values.shape)
    return dims + _field(2, 1) + _field(8, name) + _field(9, values.astype("<f4").tobytes())


def _ints(name: str, values: Sequence[int]) -> bytes:
    return _field(5, _field(1, name) + b"".join(_field(8, value) for value in values) + _field(20, 7))


def _node(kind: str, inputs: Sequence[str], output: str, *attributes: bytes) -> bytes:
    return (
        b"".join(_field(1, name) for name in inputs)
        + _field(2, output)
        + _field(4, kind)
        + b"".join(attributes)
    )


def _value(name: str, element: int, dims: Sequence[int | str]) -> bytes:
    shape = b"".join(_field(1, _field(1, one) if isinstance(one, int) else _field(2, one)) for one in dims)
    return _field(1, name) + _field(2, _field(1, _field(1, element) + _field(2, shape)))


def _onnx(weights: NDArray[np.float32], bias: NDArray[np.float32]) -> bytes:
    axis = _field(5, _field(1, "axis") + _field(3, 2) + _field(20, 2))
    graph = b"".join(
        (
            _field(
                1,
                _node(
                    "Conv",
                    ["audio_signal", "w", "b"],
                    "c",
                    _ints("kernel_shape", [8]),
                    _ints("strides", [8]),
                    _ints("pads", [0, 7]),
                ),
            ),
            _field(1, _node("Transpose", ["c"], "t", _ints("perm", [0, 2, 1]))),
            _field(1, _node("LogSoftmax", ["t"], "logprobs", axis)),
            _field(2, "tones"),
            _field(5, _tensor("w", weights)),
            _field(5, _tensor("b", bias)),
            _field(11, _value("audio_signal", 1, ["n", 80, "t"])),
            _field(11, _value("length", 7, ["n"])),
            _field(12, _value("logprobs", 1, ["n", "s", len(bias)])),
        )
    )
    return _field(1, 8) + _field(7, graph) + _field(8, _field(1, "") + _field(2, 13))
