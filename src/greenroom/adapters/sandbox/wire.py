"""What is said between the supervisor and the inside: the start, inputs, replies.

Nothing that comes from inside is ever unpickled or unmarshalled.
"""

from __future__ import annotations

import json
import marshal
import re
import secrets
from typing import Any, Final

BOOT: Final = """
import marshal, os, sys
control, reports, inputs, replies = map(int, sys.argv[1:5])
def take(size):
    parts = []
    while size:
        part = os.read(control, min(size, 1 << 20))
        if not part:
            os._exit(3)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
def parts():
    size = int.from_bytes(take(4), "little")
    setup, code = marshal.loads(take(size))
    inside = {}
    for name in ("locks", "runner", "keeper"):
        exec(marshal.loads(code[name]), inside)
    return setup, inside
setup, inside = parts()
inside["keep"](setup, inside, control, reports, inputs, replies)
"""
"""The first program inside: reads the compiled parts and starts the keeper."""

_HEAD: Final = 21
_DEEPEST: Final = 200
_TEXTS: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"')  # possessive: linear in time, constant in memory
_BRACKETS: Final = re.compile(r"[\[{]|[\]}]")


def start(setup: dict[str, Any], code: dict[str, bytes]) -> bytes:
    """The first message: what to do, and what does it. Version 2 of marshal is the same for all Pythons."""
    said = marshal.dumps((setup, code), 2)
    return len(said).to_bytes(4, "little") + said


def question(value: str) -> tuple[bytes, bytes]:
    """The nonce and the frame of an input."""
    nonce, text = secrets.token_bytes(16), value.encode()
    return nonce, len(text).to_bytes(4, "little") + nonce + text


class ReplyReader:
    """Takes replies out of bytes as they come.

    Attributes:
        broken: What came is no reply to what was asked.
        too_large: A reply is larger than `most` bytes.
    """

    def __init__(self, most: int) -> None:
        self._most, self._held = most, bytearray()
        self.broken = self.too_large = False

    @property
    def holds(self) -> bool:
        """Whether there are bytes of something that was not asked for yet."""
        return bool(self._held)

    def feed(self, data: bytes) -> None:
        """Bytes that came; what is beyond the largest reply is never held."""
        self._held += data

    def take(self, nonce: bytes) -> tuple[str, bytes] | None:
        """Kind and payload of the reply with this nonce, once it is whole."""
        if len(self._held) < _HEAD:
            return None
        size, kind = int.from_bytes(self._held[:4], "little"), bytes(self._held[20:_HEAD])
        if self._held[4:20] != nonce or kind not in {b"v", b"e", b"m"}:
            self.broken = True
        elif size > self._most:
            self.too_large = True
        elif len(self._held) >= _HEAD + size:
            payload = bytes(self._held[_HEAD : _HEAD + size])
            del self._held[: _HEAD + size]
            return kind.decode(), payload
        return None


def as_json(payload: bytes) -> str | None:
    """The reply as JSON in ASCII that any reader can read again; None where it is none, or too deeply nested."""
    try:
        text = payload.decode()
        if _depth(text) > _DEEPEST:
            return None
        return json.dumps(json.loads(text))
    except (ValueError, RecursionError):
        return None


def _depth(text: str) -> int:
    depth = deepest = 0
    for bracket in _BRACKETS.finditer(_TEXTS.sub("", text)):
        depth += 1 if bracket[0] in "[{" else -1
        deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            break
    return deepest
