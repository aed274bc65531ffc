"""How long requests took, counted in buckets as Prometheus keeps them.

request -> seconds -> histogram by path and status
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Collection

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from greenroom.labs.monitor.exposition import Distribution, Histogram

UPPER_S = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.12, 0.25, 0.5, 1.0)
"""Bounds of the buckets; one of them is the 120 ms that the lab's service promises."""


class RequestTimes:
    """Counts since the application began; paths that are not among `paths` are counted together, so that nobody can add series."""

    def __init__(self, paths: Collection[str]) -> None:
        self._paths = frozenset(paths)
        self._counts: dict[tuple[str, str], list[int]] = {}
        self._sums: dict[tuple[str, str], float] = {}

    def add(self, path: str, status: int, seconds: float) -> None:
        """Count a request that took `seconds`."""
        key = (path if path in self._paths else "other", str(status))
        counts = self._counts.setdefault(key, [0] * (len(UPPER_S) + 1))
        counts[bisect_left(UPPER_S, seconds)] += 1
        self._sums[key] = self._sums.get(key, 0.0) + seconds

    def metric(self) -> Histogram:
        """`http_request_duration_seconds`."""
        return Histogram(
            "http_request_duration_seconds",
            "how long this endpoint took to answer",
            tuple(
                Distribution(UPPER_S, tuple(counts), self._sums[key], (("path", key[0]), ("status", key[1])))
                for key, counts in sorted(self._counts.items())
            ),
        )


class Timed:
    """The outermost layer: times every request, those that are refused too."""

    def __init__(self, app: ASGIApp, times: RequestTimes) -> None:
        self.app, self._times = app, times

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and count what it took."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            self._times.add(scope["path"], status, time.perf_counter() - begun)
