"""What an endpoint's answer means: a reply, or an error in words the user can act on."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from greenroom.adapters.llm.wire import Answered
from greenroom.errors import LanguageModelError
from greenroom.ports import Reply

_MOST_SAID = 200  # characters of a server's own words that are shown
_SHORTEST_KEY = 4  # below it a key's characters are everywhere, and hide nothing


def readable(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`; empty where there is none."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def read_completion(body: bytes, place: str) -> Reply:
    """The reply in a chat completion; one without any choice is an empty reply.

    Raises:
        LanguageModelError: It is no chat completion.
    """
    completion = readable(body)
    choices = completion.get("choices")
    if not isinstance(choices, list):
        raise LanguageModelError(
            f"What {place} answered is no chat completion.\n"
            "Check the address: it is usually the server's root, or ends in /v1."
        )
    usage = completion.get("usage")
    counts = usage if isinstance(usage, dict) else {}
    first = choices[0] if choices and isinstance(choices[0], dict) else {}
    message = first.get("message")
    return Reply(
        text=_text(message.get("content")) if isinstance(message, dict) else "",
        tokens_in=_count(counts.get("prompt_tokens")),
        tokens_out=_count(counts.get("completion_tokens")),
        cut=first.get("finish_reason") == "length",
    )


def refusal(answered: Answered, *, place: str, model: str, key: str) -> LanguageModelError:
    """The error for an answer that is neither a completion nor a wish to be asked otherwise."""
    said = _said(answered.body, key)
    match answered.status:
        case 401 | 403:
            what = f"The language model at {place} does not let you in{said}."
            hint = "Put your API key for it into GREENROOM_LLM_KEY."
        case 404:
            what = f"{place} knows no model {model!r}, or no chat completions at this address{said}."
            hint = "Check the model's name and the address."
        case 429:
            what = f"The language model at {place} takes no more calls for now{said}."
            hint = "Wait and run it again: it goes on where it stopped."
        case status if 300 <= status < 400:
            to = urlsplit(answered.headers.get("location", "")).netloc.rpartition("@")[2]
            what = f"{place} sends on to {to or 'another address'}; nothing was sent there."
            hint = "If you want that, give the new address yourself."
        case status:
            what = f"The language model at {place} fails with status {status}{said}."
            hint = "See what its log says, or try again later."
    return LanguageModelError(f"{what}\n{hint}")


def _text(content: Any) -> str:
    """A message's words, which some endpoints send in parts; halves of characters become question marks."""
    parts = content if isinstance(content, list) else [{"text": content}]
    texts = [part.get("text") for part in parts if isinstance(part, dict)]
    joined = "".join(text for text in texts if isinstance(text, str))
    return joined.encode("utf-8", "replace").decode()


def _count(value: Any) -> int | None:
    return value if type(value) is int and value >= 0 else None


def _said(body: bytes, key: str) -> str:
    """The server's own words, short, printable and without the key."""
    error = readable(body).get("error")
    message = error.get("message") if isinstance(error, dict) else error
    if not isinstance(message, str):
        return ""
    if len(key) >= _SHORTEST_KEY:
        message = message.replace(key, "[key]")
    words = "".join(letter if letter.isprintable() else " " for letter in message)
    return f" (“{' '.join(words.split())[:_MOST_SAID]}”)"
