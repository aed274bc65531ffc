"""A reader that remembers what it read last, for the server: a report is accepted and made from the same bytes."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from pathlib import Path
from threading import Lock

from greenroom.model.document import Document
from greenroom.ports import DocumentReader, Purpose

_REMEMBERED = 8  # documents: four reports in the making


class RememberingReader:
    """Reads through `reader`; the same bytes under the same name for the same purpose are read once. Thread-safe."""

    def __init__(self, reader: DocumentReader) -> None:
        self._reader = reader
        self._known: OrderedDict[tuple[str, str, Purpose], Document] = OrderedDict()
        self._lock = Lock()

    def read(self, data: bytes, *, name: str, purpose: Purpose = "cv") -> Document:
        """See `ports.DocumentReader.read`; what cannot be read is not remembered."""
        key = (sha256(data).hexdigest(), name, purpose)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        document = self._reader.read(data, name=name, purpose=purpose)
        with self._lock:
            self._known[key] = document
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return document

    def read_file(self, path: Path, *, purpose: Purpose = "cv") -> Document:
        """See `ports.DocumentReader.read_file`."""
        return self._reader.read_file(path, purpose=purpose)
