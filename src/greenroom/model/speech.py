"""What a recogniser hears: words with their times; and how much sound it is given at once."""

from __future__ import annotations

from dataclasses import dataclass

RATE = 16_000
"""Samples a second that a recogniser takes."""
MOST_SECONDS = 20.0
"""The longest piece that is recognised at once; models get worse beyond it."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """One word, with the seconds from the start of the piece at which it begins and ends, 0 <= start <= end."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Ears:
    """What there is to recognise speech with on this machine.

    Attributes:
        library: The recogniser with its version, "" where it is not installed.
        model: The model's name, "" where none can be used.
        folder: Where the model is, or is looked for.
        missing: What keeps it from working, "" where nothing does.
        remedy: What to do about that, "" likewise.
    """

    library: str
    model: str
    folder: str
    missing: str = ""
    remedy: str = ""

    @property
    def can_hear(self) -> bool:
        """Whether speech can be recognised here."""
        return not self.missing
