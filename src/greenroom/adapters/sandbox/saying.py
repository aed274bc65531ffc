"""What a candidate's program printed, made harmless to show in a terminal or a page (which still has to escape HTML)."""

from __future__ import annotations

import re
from typing import Final

_SEQUENCES: Final = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, moves
    r"|\x1b[\]PX^_](?:[^\x07\x1b\x9c]|\x1b(?!\\))*(?:\x07|\x1b\\|\x9c)"  # titles, links, the clipboard
    r"|\x1b[ -/]*[0-~]"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)
_LINE_ENDS: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HARMFUL: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # who reads it would see another order than was written
    "\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"  # cannot be seen
)


def harmless(data: bytes) -> str:
    """Text without control sequences; control and invisible characters stand as their numbers, lines end in newlines."""
    text = _SEQUENCES.sub("", data.decode("utf-8", errors="replace"))
    text = _LINE_ENDS.sub("\n", text)
    return _HARMFUL.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", text)


class Heard:
    """Keeps the first `most` bytes of what is said, and how much there was."""

    def __init__(self, most: int) -> None:
        self._most, self._kept, self.total = most, bytearray(), 0

    def feed(self, data: bytes) -> None:
        """More that was said."""
        self.total += len(data)
        self._kept += data[: self._most - len(self._kept)]

    def text(self) -> str:
        """What was kept; a last line says how much is missing."""
        missing = self.total - len(self._kept)
        text = harmless(bytes(self._kept))
        return f"{text}\n[{missing} more bytes were printed]" if missing else text
