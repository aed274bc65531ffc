"""The use case of a spoken answer: pieces of sound in, words out; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore, Lock

import numpy as np

from greenroom.errors import ConfigError, InputError
from greenroom.model.speech import MOST_SECONDS, RATE, Ears, HeardWord
from greenroom.ports import SpeechRecogniser

MOST_BYTES = int(MOST_SECONDS * RATE) * 2
"""The largest piece: 16-bit samples of one channel."""
_AT_ONCE = (
    2  # one that is heard, one that waits: a page sends the next one only when it has the words of the last
)


class Hearing:
    """Hears what candidates say with the recogniser of this machine, which is loaded when it is needed first."""

    def __init__(self, look: Callable[[], Ears], load: Callable[[], SpeechRecogniser]) -> None:
        self._look, self._load = look, load
        self._one, self._room = Lock(), BoundedSemaphore(_AT_ONCE)
        self._loaded: tuple[Ears, SpeechRecogniser] | None = None

    @property
    def ears(self) -> Ears:
        """What there is to recognise speech with; nothing is loaded for it."""
        return self._look()

    def hear(self, sound: bytes, *, rate: int) -> tuple[HeardWord, ...]:
        """The words in a piece of sound: 16-bit samples, low byte first, one channel, `rate` a second.

        Raises:
            ConfigError: There is no recogniser or model, or it cannot be run.
            InputError: The piece is larger than `MOST_BYTES` ("too_long"), no whole samples ("samples"), of another rate
                ("rate"), or others are being heard ("busy").
        """
        if len(sound) > MOST_BYTES:
            raise InputError(
                f"That is {len(sound):,} bytes of sound; at most {MOST_BYTES:,} are heard at once.",
                hint="Send it in shorter pieces.",
                code="too_long",
            )
        if len(sound) % 2:
            raise InputError(
                "The sound ends in the middle of a sample.", hint="Send 16-bit samples.", code="samples"
            )
        if not self._room.acquire(blocking=False):
            raise InputError(
                "The recogniser is busy with other speech.", hint="Send it again in a second.", code="busy"
            )
        try:
            with self._one:
                return self._recogniser().hear(np.frombuffer(sound, "<i2").astype(np.int16), rate=rate)
        finally:
            self._room.release()

    def _recogniser(self) -> SpeechRecogniser:
        ears = self._look()
        if not ears.can_hear:
            raise ConfigError(f"{ears.missing}\n{ears.remedy}")
        if self._loaded is None or self._loaded[0] != ears:  # the user has put another model there
            self._loaded = None
            self._loaded = ears, self._load()
        return self._loaded[1]
