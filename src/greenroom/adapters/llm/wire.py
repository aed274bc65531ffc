"""One POST of JSON to one address, within limits of time, size and tries.

A deadline holds over the whole exchange, the headers too, so that a server that drips bytes cannot hold us; that is
why the exchange runs in an event loop of its own. No redirect is followed and no proxy of the environment used: text
goes to the host the user agreed to, or nowhere.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from greenroom.errors import LanguageModelError

_BUSY = 429
_BROKEN = 500  # and above


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how much and how often; times in seconds.

    `read` is the longest silence; as replies come whole, it has to be as long as the model may think. `overall` holds
    for one try. Tries are repeated only after a lost connection, 429 and 5xx, after 1, 2... seconds or as long as
    the endpoint asks for, if that is not longer than `longest_wait`.
    """

    connect: float = 10
    read: float = 180
    overall: float = 180
    reply_bytes: int = 1_000_000
    tries: int = 3
    longest_wait: float = 30


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back, whatever its status; `headers` have lower-case names."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Lost(Exception):  # noqa: N818 - not an error to anyone but `post`, which tries again
    """The connection could not be made or broke; trying again may help."""


class Wire:
    """Posts to `url`; `place` names it in messages, `key` goes out as bearer token and never into a message."""

    def __init__(
        self, url: str, *, place: str, key: str, limits: Limits, proxy: str, sleep: Callable[[float], None]
    ) -> None:
        self._url, self._place, self._key = url, place, key
        self._limits, self._proxy, self._sleep = limits, proxy, sleep

    def post(self, content: Mapping[str, Any]) -> Answered:
        """What the endpoint answers.

        Raises:
            LanguageModelError: Nothing usable within the limits.
        """
        body = json.dumps(content).encode()
        for number in range(1, self._limits.tries + 1):
            last = number == self._limits.tries
            try:
                answered = asyncio.run(self._exchange(body))
            except _Lost as lost:
                if last:
                    raise self._error(
                        f"cannot be reached ({lost})", "Check that it runs and its address."
                    ) from lost
                self._sleep(self._backoff(number))
                continue
            if last or not (answered.status == _BUSY or answered.status >= _BROKEN):
                return answered
            wait = _asked_wait(answered) or self._backoff(number)
            if wait > self._limits.longest_wait:
                return answered
            self._sleep(wait)
        raise AssertionError  # the loop returns or raises in its last round

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """The certificates this machine trusts."""
        import httpx2  # noqa: PLC0415 - only who asks a model pays for it

        return httpx2.create_ssl_context()

    async def _exchange(self, body: bytes) -> Answered:
        import httpx2  # noqa: PLC0415 - as above

        try:
            async with asyncio.timeout(self._limits.overall):
                return await self._once(body)
        except (httpx2.ConnectTimeout, httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
            raise _Lost(str(error) or type(error).__name__) from error
        except (TimeoutError, httpx2.TimeoutException) as error:
            raise self._error(
                f"did not answer within {self._limits.overall:g} seconds",
                "Use a smaller model, or allow more time with GREENROOM_LLM_TIMEOUT.",
            ) from error
        except httpx2.TransportError as error:
            raise self._error(
                f"cannot be used ({type(error).__name__})", "Check its address and the proxy."
            ) from error

    async def _once(self, body: bytes) -> Answered:
        import httpx2  # noqa: PLC0415 - as above

        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        client = httpx2.AsyncClient(
            timeout=httpx2.Timeout(self._limits.read, connect=self._limits.connect),
            follow_redirects=False,
            trust_env=False,
            proxy=self._proxy or None,
            verify=self._trust,
        )
        async with client, client.stream("POST", self._url, content=body, headers=headers) as response:
            if response.headers.get("content-encoding", "identity") != "identity":
                raise self._error(
                    "answers in a compressed form nobody asked for", "Check that this is a model's address."
                )
            received = bytearray()
            async for chunk in response.aiter_raw():
                received += chunk
                if len(received) > self._limits.reply_bytes:
                    most = self._limits.reply_bytes
                    raise self._error(
                        f"sent more than {most:,} bytes for one reply", "It was cut off; check the endpoint."
                    )
            return Answered(response.status_code, dict(response.headers), bytes(received))

    def _backoff(self, number: int) -> float:
        return min(2.0 ** (number - 1), self._limits.longest_wait)

    def _error(self, what: str, hint: str) -> LanguageModelError:
        return LanguageModelError(f"The language model at {self._place} {what}.\n{hint}")


def _asked_wait(answered: Answered) -> float:
    """Seconds the endpoint asks to wait; 0 where it does not say (or says a date: rare, and clocks differ)."""
    asked = answered.headers.get("retry-after", "")
    return float(asked) if asked.isascii() and asked.isdigit() else 0.0
