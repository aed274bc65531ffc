"""Replies and agreements kept in the user's data folder: a file each, readable by the user only.

Replies quote answers, so they are deleted like them: overwritten, then removed.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from greenroom.errors import StoreError
from greenroom.ports import Reply

FOLDER_NAME = "second-opinion"


class KeptOpinions:
    """Implements `ports.ReplyCache` and `ports.Consents`; nothing is made on disk before something is kept."""

    def __init__(self, data_folder: Path) -> None:
        self._data, self._folder = data_folder, data_folder / FOLDER_NAME

    def get(self, key: str) -> Reply | None:
        """See `ports.ReplyCache`; a damaged file counts as none."""
        try:
            kept = json.loads(self._reply(key).read_text(encoding="utf-8"))
            return Reply(str(kept["text"]), kept["tokens_in"], kept["tokens_out"], bool(kept["cut"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, key: str, reply: Reply) -> None:
        """See `ports.ReplyCache`."""
        self._write(self._reply(key), json.dumps(asdict(reply)))

    def given(self, origin: str) -> bool:
        """See `ports.Consents`."""
        return self._consent(origin).is_file()

    def give(self, origin: str) -> None:
        """See `ports.Consents`."""
        self._write(self._consent(origin), origin)

    def erase(self) -> None:
        """Delete all of it, so that it cannot be read from the files any more.

        Raises:
            StoreError: Something could not be deleted.
        """
        if not self._folder.exists():
            return
        try:
            for path in sorted(self._folder.rglob("*")):
                if path.is_file() and not path.is_symlink():
                    _overwrite(path)
            shutil.rmtree(self._folder)
        except OSError as error:
            raise StoreError(
                f"Not all of {self._folder} could be deleted: {error.strerror or error}.\nRemove that folder yourself."
            ) from error

    def _reply(self, key: str) -> Path:
        return self._folder / "replies" / f"{key}.json"

    def _consent(self, origin: str) -> Path:
        return self._folder / "agreed" / sha256(origin.encode()).hexdigest()

    def _write(self, path: Path, text: str) -> None:
        """Write a whole file or none."""
        try:
            self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (self._folder, path.parent):
                folder.mkdir(mode=0o700, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix="new-")  # readable by the user only
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text)
                Path(name).replace(path)
            except OSError:
                with suppress(OSError):
                    Path(name).unlink()
                raise
        except OSError as error:
            raise StoreError(
                f"The data folder {self._data} cannot be used: {error.strerror or error}.\n"
                "Make it writable, or name another one with GREENROOM_DATA."
            ) from error


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\0" * path.stat().st_size)
        file.flush()
        os.fsync(file.fileno())
