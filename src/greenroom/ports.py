"""What Greenroom needs from the outside, as small protocols; adapters implement them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from greenroom.model.document import Document


Purpose = Literal["cv", "posting"]
"""What a document is read for: a web page is a whole CV, but a posting stands somewhere in its page."""


class DocumentReader(Protocol):
    """Turns bytes into a document."""

    def read(self, data: bytes, *, name: str, purpose: Purpose = "cv") -> Document:
        """Read `data`; `name` helps to tell the format and is shown to the user.

        Raises:
            InputError: The bytes cannot be read; the message says why and what to do.
        """
        ...

    def read_file(self, path: Path, *, purpose: Purpose = "cv") -> Document:
        """Read the file at `path`; "-" is standard input.

        Raises:
            InputError: The file is missing, too large or cannot be read.
        """
        ...


class Encoder(Protocol):
    """Turns texts into vectors whose dot products say how near their meanings are."""

    name: str

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), d); an empty text gives a zero vector. Deterministic."""
        ...
