"""Output that no terminal can break: what its encoding does not know is written in plain letters."""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata
from typing import IO, Any

import click

_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-", "•": "-", "→": "->"}
)


def make_printable(*streams: IO[Any]) -> None:
    """Let each stream take any text, whatever its encoding: nothing changes where that is a Unicode one."""
    codecs.register_error("greenroom.plain", _in_plain_letters)
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):  # anything else is not a terminal's
            stream.reconfigure(errors="greenroom.plain")


def say(text: str) -> None:
    """A line on standard output, as it stands (`cli.text.Page` wraps)."""
    click.echo(text, file=sys.stdout)  # named, since click would put its own encoding around it


def remark(text: str) -> None:
    """A line on standard error."""
    click.echo(text, file=sys.stderr)


def say_json(text: str) -> None:
    """JSON on standard output, as UTF-8 whatever the terminal's encoding."""
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.flush()


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    """What cannot be encoded as ASCII: quotes and dashes as typewriters have them, accents dropped, else "?"."""
    assert isinstance(error, UnicodeEncodeError)
    text = error.object[error.start : error.end].translate(_PLAIN)
    letters = (unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode() for char in text)
    return "".join(letter or "?" for letter in letters), error.end
