"""A stand-in for a server that speaks /v1/audio/speech, on the loopback: tones, and every misbehaviour."""

from __future__ import annotations

import io
import json
import socket
import struct
import threading
import time
import wave
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

RATE = 16_000
KEY = "sk-secret-0123456789"


def tone(text: str, level: float = 0.3, seconds: float = 0.0) -> bytes:
    """A WAV as long as a voice would take for `text`: twelve letters a second."""
    length = seconds or 0.3 + sum(map(str.isalnum, text)) / 12
    clock = np.arange(int(length * RATE)) / RATE
    samples = np.clip(level * np.sin(2 * np.pi * 300 * clock), -1.0, 1.0) * 32767
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Reply:
    """How one request is answered: `how` names it, for those that need the text."""

    status: int = 200
    how: str = "speak"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class Service:
    """The running server: `asked` are the bodies it was sent, `keys` the Authorization headers."""

    def __init__(self, replies: Sequence[Reply]) -> None:
        self.replies = list(replies)
        self.asked: list[dict[str, object]] = []
        self.keys: list[str] = []
        self.url = ""
        self.lock = threading.Lock()

    @property
    def texts(self) -> list[str]:
        return [str(one["input"]) for one in self.asked]

    def take(self, body: dict[str, object]) -> Reply:
        with self.lock:
            self.asked.append(body)
            return self.replies[min(len(self.asked), len(self.replies)) - 1]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Service

    def do_GET(self) -> None:
        self._send(200 if self.path == "/v1/models" else 404, b'{"data": []}', {})

    def do_POST(self) -> None:
        self.service.keys.append(self.headers.get("Authorization", ""))
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/audio/speech":
            self._send(404, b"", {})
            return
        reply = self.service.take(body)
        self._answer(reply, str(body["input"]))

    def _answer(self, reply: Reply, text: str) -> None:
        makers = {
            "silence": lambda: tone(text, level=0.0),
            "blip": lambda: tone(text, seconds=0.1),
            "beep": lambda: tone(text, seconds=0.9),
            "long beep": lambda: tone(text, seconds=3.0),
            "short": lambda: tone(text, seconds=0.1, level=0.0),
            "long": lambda: tone(text, seconds=8.0 + len(text)),
            "clipped": lambda: tone(text, level=6.0),
            "half file": lambda: tone(text)[: len(tone(text)) // 2],
            "raw": lambda: reply.body,
        }
        body = makers.get(reply.how, lambda: tone(text))()
        if reply.how == "hang":
            time.sleep(60)  # far longer than the client waits
        if reply.how == "reset":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()
            self.close_connection = True
            return
        self._send(reply.status, body, reply.headers, how=reply.how)

    def _send(self, status: int, body: bytes, headers: dict[str, str], how: str = "") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if how == "cut":
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        for part in [body] if how != "drip" else [body[at : at + 1] for at in range(len(body))]:
            self.wfile.write(part)
            if how == "drip":
                time.sleep(0.02)

    def handle(self) -> None:
        with suppress(OSError):
            super().handle()

    def finish(self) -> None:
        with suppress(OSError):
            super().finish()

    def log_message(self, *args: object) -> None:
        """Be quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


class Gate(Service):
    """A server that refuses texts with `word`, once another request is under way, which it answers then.

    `answered` are the texts that it has spoken.
    """

    def __init__(self, word: str) -> None:
        super().__init__([Reply()])
        self.word = word
        self.answered: list[str] = []
        self.is_asked, self.has_refused = threading.Event(), threading.Event()

    def take(self, body: dict[str, object]) -> Reply:
        text = str(body["input"])
        super().take(body)
        if self.word in text:
            self.is_asked.wait()
            self.has_refused.set()
            return Reply(401)
        self.is_asked.set()
        self.has_refused.wait()
        time.sleep(0.2)  # a build that does not wait for its answer is gone by then
        with self.lock:
            self.answered.append(text)
        return Reply()


@contextmanager
def serving(*replies: Reply) -> Iterator[Service]:
    """The server on a free port; each request takes the next reply, the last one is repeated."""
    with running(Service(replies or (Reply(),))) as service:
        yield service


@contextmanager
def running(service: Service) -> Iterator[Service]:
    """A service on a free port."""
    handler = type("Handler", (_Handler,), {"service": service})
    server = _Server(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    service.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
