"""A chat completions server that answers by a script, kindly or not; it records what it was sent."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Sent:
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]


@dataclass
class ModelServer:
    """`script` holds one answer a request; the last one is repeated."""

    script: list[Answer]
    port: int = 0
    sent: list[Sent] = field(default_factory=list)
    bytes_written: int = 0

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.root}/v1/chat/completions"

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"


@contextmanager
def model_server(*script: Answer) -> Iterator[ModelServer]:
    server = ModelServer(list(script))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = server.script[min(len(server.sent), len(server.script) - 1)]
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.sent.append(Sent(self.path, headers, json.loads(body)))
            self.recorder = server
            with suppress(OSError):  # the client went away, as it should
                answer(self)
            self.close_connection = True

        def log_message(self, *_arguments: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.port = http.server_port
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


def answer(status: int, body: Any, **headers: str) -> Answer:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return send


def completion(text: Any, *, tokens: tuple[int, int] | None = (100, 20), finish: str = "stop") -> Answer:
    usage = {"usage": {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}} if tokens else {}
    message = {"role": "assistant", "content": text}
    return answer(200, {"choices": [{"message": message, "finish_reason": finish}], **usage})


def record(criterion: str = "c1", label: str = "met", *quotes: str, **others: Any) -> str:
    """A record as the prompt asks for it."""
    said = [{"text": quote, "stance": "against" if label == "contradicted" else "for"} for quote in quotes]
    return json.dumps(
        {"criterion": criterion, "quotes": said, "reason": "It says so.", "label": label, **others}
    )


def drip(*, headers: bool = False) -> Answer:
    """A byte now and then, for ever: of the body, or already of the headers."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        if not headers:
            handler.wfile.write(b"Content-Length: 100000\r\n\r\n")
        while True:
            handler.wfile.write(b"a")
            time.sleep(0.02)

    return send


def flood(megabytes: int) -> Answer:
    """As many megabytes of a reply that never comes to its end."""

    def send(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b'{"choices": [{"message": {"content": "')
        for _ in range(megabytes * 16):
            handler.wfile.write(b"a" * 65536)
            handler.recorder.bytes_written += 65536

    return send


def reset(handler: BaseHTTPRequestHandler) -> None:
    """The connection breaks without an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def silence(handler: BaseHTTPRequestHandler) -> None:
    """Nothing comes."""
    del handler
    time.sleep(5)
