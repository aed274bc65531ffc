"""A recogniser on onnx-asr: models as ONNX files, run by the same runtime as the embedded judge."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
from numpy.typing import NDArray

from greenroom.adapters.speech.found import LIBRARY, FoundModel
from greenroom.adapters.speech.words import words_of
from greenroom.errors import ConfigError, InputError
from greenroom.model.speech import MOST_SECONDS, RATE, HeardWord

_FULL_SCALE = 32768
_FRAME = RATE // 50  # 20 ms
_QUIET = 0.001  # root mean square of full scale: -60 dB, below what a room gives. Models make up words where nothing is
_SHORTEST = RATE // 10  # no word is shorter
_MOST_THREADS = 4


class OnnxRecogniser:
    """Hears with one model, loaded when it is made."""

    def __init__(self, found: FoundModel) -> None:
        """Load the model and let it hear half a second, so that what is broken is told now.

        Raises:
            ConfigError: The library is not installed, or cannot load or run the model.
        """
        self.model = found.name
        self._folder = found.folder
        try:
            import onnx_asr  # noqa: PLC0415 - an extra
            import onnxruntime  # noqa: PLC0415 - only who speaks pays for it
        except ImportError as error:
            raise ConfigError(
                "The speech recogniser is not installed.\nInstall it with: pip install 'greenroom[speech]'"
            ) from error
        self.name = f"{LIBRARY} {onnx_asr.__version__}"
        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = max(1, min(_MOST_THREADS, (os.cpu_count() or 1) - 1))
        options.log_severity_level = 4
        # A kind with a folder never makes the library fetch anything; a model's name could.
        self._heard = self._trying(
            lambda: onnx_asr.load_model(
                found.kind,
                found.folder,
                quantization=found.quantisation,
                sess_options=options,
                providers=["CPUExecutionProvider"],
            ).with_timestamps()
        )
        self._tokens(np.zeros(RATE // 2, np.float32))

    def hear(self, samples: NDArray[np.int16], *, rate: int) -> tuple[HeardWord, ...]:
        """The words in `samples`, as the port says."""
        if rate != RATE:
            raise InputError(
                f"Speech is recognised at {RATE:,} samples a second; these are {rate:,}.",
                hint=f"Record it at {RATE:,} Hz, one channel.",
                code="rate",
            )
        if len(samples) > MOST_SECONDS * RATE:
            raise InputError(
                f"That is {len(samples) / RATE:.1f} s of speech; at most {MOST_SECONDS:.0f} s are recognised at once.",
                hint="Send it in shorter pieces.",
                code="too_long",
            )
        wave = samples.astype(np.float32) / np.float32(_FULL_SCALE)
        if len(wave) < _SHORTEST or _is_silent(wave):
            return ()
        found = self._tokens(wave)
        return words_of(found.tokens or [], found.timestamps or [], seconds=len(wave) / RATE)

    def _tokens(self, wave: NDArray[np.float32]) -> Any:
        return self._trying(lambda: self._heard.recognize(wave, sample_rate=RATE))

    def _trying(self, step: Any) -> Any:
        try:
            return step()
        except Exception as error:  # a model's file is the user's: whatever breaks in it is told as that
            raise ConfigError(
                f"The speech model in {self._folder} cannot be used: {str(error).splitlines()[0] if str(error) else type(error).__name__}\n"
                "Get its files again, or name another one in GREENROOM_SPEECH_MODEL."
            ) from error


def _is_silent(wave: NDArray[np.float32]) -> bool:
    whole = wave[: len(wave) // _FRAME * _FRAME].reshape(-1, _FRAME)
    return float(np.sqrt(np.square(whole).mean(axis=1)).max()) < _QUIET
