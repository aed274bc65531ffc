"""What errors tell to type in a terminal, as links: a page has no prompt to type it at."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COMMAND = re.compile(
    r"\bgreenroom (?P<what>debrief|(?:interview|loop|library) [a-z]+|[a-z]+)(?: (?P<name>(?!shows\b|finds\b)[\w-]*\d[\w-]*))?"
)
_PLACES = {  # with the id that is named, and without
    "debrief": ("Read the debrief", "/interviews/{}/debrief", "/interviews"),
    "interview resume": ("Go on with the round", "/interviews/{}", "/interviews"),
    "interview show": ("Read the transcript", "/interviews/{}", "/interviews"),
    "interview": ("Your rounds, and how to begin one", "", "/interviews"),
    "loop": ("Go on with the loop", "/loops/{}", "/interviews"),
    "library": ("See what the library has", "", "/library"),
}


@dataclass(frozen=True)
class Way:
    """A link: its words and its address."""

    words: str
    url: str


def without_command(text: str) -> tuple[str, Way | None]:
    """`text` without the command it tells to type, from there to the end of the sentence, and a link for it where a page does the same."""
    found = _COMMAND.search(text)
    if found is None:
        return text, None
    before = text[: found.start()].rstrip(" :;,`(")
    before += "." if before and before[-1] not in ".!?" else ""
    after = re.split(r"[.!?](?:\s|$)", text[found.end() :], maxsplit=1)[1:]
    words = " ".join(part.strip() for part in (before, *after) if part.strip())
    return words, _way(found["what"], found["name"] or "")


def _way(what: str, name: str) -> Way | None:
    place = _PLACES.get(what) or _PLACES.get(what.partition(" ")[0])
    if place is None:
        return None
    words, named, bare = place
    return Way(words, named.format(name)) if name and named else Way(words, bare)
