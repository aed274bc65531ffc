"""A language model behind an OpenAI-compatible endpoint: Ollama, llama.cpp, vLLM, or a hosted one.

They differ in what they accept. Asked for the strictest form first (a JSON schema), an endpoint that refuses is asked
for any JSON object, then for plain text; a parameter it refuses by name is left out or called by its other name. What
it accepted is remembered as long as this object lives.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from greenroom.adapters.llm.completion import read_completion, readable, refusal
from greenroom.adapters.llm.wire import Answered, Limits, Wire
from greenroom.ports import Reply

_CANNOT = frozenset({400, 415, 422, 501})
"""Statuses by which endpoints say that they do not know a parameter."""
_OTHER_NAME = {"max_tokens": "max_completion_tokens"}
_OPTIONAL = frozenset({"temperature", "seed"})
_FORMS = ("json_schema", "json_object", "text")


class OpenAiEndpoint:
    """Implements `ports.LanguageModel`.

    Args:
        url: The full address of chat completions.
        model: The model as the endpoint calls it.
        place: Host and port, for messages.
        key: API key; never shown. Empty where none is needed.
        limits: Of time, size and tries.
        proxy: Address of a proxy, only if the user asked for one.
        sleep: Waits between tries.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        place: str,
        key: str = "",
        limits: Limits | None = None,
        proxy: str = "",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name, self.place = model, place
        self._key = key
        self._wire = Wire(url, place=place, key=key, limits=limits or Limits(), proxy=proxy, sleep=sleep)
        self._form = 0
        self._names: dict[str, str] = {}
        self._left_out: set[str] = set()

    def complete(
        self,
        *,
        system: str,
        user: str,
        json_schema: Mapping[str, Any],
        temperature: float,
        seed: int,
        max_tokens: int,
    ) -> Reply:
        """See `ports.LanguageModel`."""
        wanted: dict[str, Any] = {"temperature": temperature, "seed": seed, "max_tokens": max_tokens}
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        while True:
            answered = self._wire.post(
                {
                    "model": self.name,
                    "messages": messages,
                    **self._form_of(json_schema),
                    **self._named(wanted),
                }
            )
            if answered.status == 200:
                return read_completion(answered.body, self.place)
            if not (answered.status in _CANNOT and self._gives_way(answered)):
                raise refusal(answered, place=self.place, model=self.name, key=self._key)

    def _named(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        return {
            self._names.get(name, name): value for name, value in wanted.items() if name not in self._left_out
        }

    def _form_of(self, json_schema: Mapping[str, Any]) -> dict[str, Any]:
        form = _FORMS[self._form]
        if form == "text":
            return {}
        described = {"name": "record", "strict": True, "schema": json_schema}
        return {"response_format": {"type": form, **({form: described} if form == "json_schema" else {})}}

    def _gives_way(self, answered: Answered) -> bool:
        """Whether something that was refused can be asked for in another way; every step is taken once."""
        refused = _refused_parameter(answered.body)
        if refused in _OTHER_NAME and refused not in self._names:
            self._names[refused] = _OTHER_NAME[refused]
        elif refused in _OPTIONAL and refused not in self._left_out:
            self._left_out.add(refused)
        elif self._form < len(_FORMS) - 1:
            self._form += 1
        else:
            return False
        return True


def _refused_parameter(body: bytes) -> str:
    """The parameter an error names; "" where it names none."""
    error = readable(body).get("error")
    return str(error.get("param") or "") if isinstance(error, dict) else ""
