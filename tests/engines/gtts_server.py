"""A stand-in for the online voice's service, on the loopback: says tones, and misbehaves when told to.

It reads requests as the service does (form field, JSON in JSON) and answers in its wrapping, so what is
tested against it is the whole way of a request. Each request takes the next `Reply` of the script that
was handed in; when the script is over, the last one is repeated.
"""

from __future__ import annotations

import base64
import json
import math
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

RPC = "jQ1olc"
RATE = 24_000


@dataclass(frozen=True, slots=True)
class Reply:
    """How one request is answered. `sound` makes the MP3 of a text; None sends `body` as it is."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    sound: Callable[[str], bytes | None] | None = None
    delay: float = 0.0
    drip: float = 0.0
    """Seconds between two bytes of the body."""
    reset: bool = False


@cache
def tone(seconds: float, rate: int = RATE, kbit: int = 32, channels: int = 1) -> bytes:
    """A tone as a bare CBR MP3, of the service's own kind: MPEG-2 layer III, 24 kHz, mono, 32 kbit/s."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(kbit)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_channels(channels)
    encoder.set_quality(7)
    encoder.silence()
    samples = int(seconds * rate)
    second = (int(9000 * math.sin(math.tau * 440 * at / rate)) for at in range(rate))
    pcm = b"".join(struct.pack("<h", sample) * channels for sample in second)
    pcm = (pcm * math.ceil(seconds))[: samples * 2 * channels]
    return bytes(encoder.encode(pcm) + encoder.flush())


def spoken(text: str) -> bytes:
    """A tone as long as a voice would take for `text`: twelve letters a second."""
    return tone(round(0.3 + sum(map(str.isalnum, text)) / 12, 1))


def wrapped(payload: object) -> bytes:
    """The service's wrapping: a guard line, lengths, and JSON that goes over several lines."""
    inner = None if payload is None else json.dumps(payload, separators=(",", ":"))
    row = json.dumps(["wrb.fr", RPC, inner, None, None, None, "generic"], separators=(",", ":"))
    lines = [
        ")]}'",
        "",
        str(len(row)),
        f"[{row}",
        ',["di",59]',
        ',["af.httprm",59,"1",3]',
        "]",
        "27",
    ]
    return "\n".join([*lines, '[["e",4,null,null,42323]]', ""]).encode()


def saying(sound: Callable[[str], bytes | None]) -> Reply:
    """An answer of the right shape with other sound in it; None for null."""
    return Reply(sound=sound)


SPEAK = saying(spoken)
PAGE = Reply(
    headers={"Content-Type": "text/html"},
    body=b"<!doctype html><html><title>Before you continue</title><form>consent</form></html>",
)


class FakeService:
    """The running service: `texts` it was asked to say, `calls` (text, language, slow), `hosts`, `times`."""

    def __init__(self, replies: Sequence[Reply]) -> None:
        self._replies = list(replies)
        self._lock = threading.Lock()
        self.calls: list[tuple[str, str, bool | None]] = []
        self.paths: list[str] = []
        self.agents: list[str] = []
        self.times: list[float] = []
        self.url = ""
        self.is_over = False

    @property
    def texts(self) -> list[str]:
        return [text for text, _, _ in self.calls]

    def take(self, path: str, agent: str, body: str) -> tuple[Reply, str]:
        """Note a request; the reply it gets, and its text."""
        ((row,),) = json.loads(parse_qs(body)["f.req"][0])
        assert row[0] == RPC
        text, language, slow, _ = json.loads(row[1])
        with self._lock:
            self.calls.append((text, language, slow))
            self.paths.append(path)
            self.agents.append(agent)
            self.times.append(time.monotonic())
            reply = self._replies[min(len(self.calls), len(self._replies)) - 1]
        return reply, text


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: FakeService

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        reply, text = self.service.take(self.path, self.headers["User-Agent"], sent)
        time.sleep(reply.delay)
        if reply.reset or self.service.is_over:
            self._break_off()
        else:
            self._answer(reply, text)

    def _break_off(self) -> None:
        """With nothing lingering the kernel sends RST instead of an orderly end."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()
        self.close_connection = True

    def _answer(self, reply: Reply, text: str) -> None:
        body = reply.body
        if reply.sound:
            sound = reply.sound(text)
            body = wrapped(None if sound is None else [base64.b64encode(sound).decode()])
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for part in [body] if not reply.drip else [bytes([byte]) for byte in body]:
            self.wfile.write(part)
            time.sleep(reply.drip)

    def handle(self) -> None:
        with suppress(OSError):  # the client gave up, as some tests want it to
            super().handle()

    def finish(self) -> None:
        with suppress(OSError):
            super().finish()

    def log_message(self, *args: object) -> None:
        """Be quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


@contextmanager
def serving(*replies: Reply, pair: tuple[Path, Path] | None = None) -> Iterator[FakeService]:
    """The service on a free port, over https with the (certificate, key) of `pair`."""
    service = FakeService(replies or (SPEAK,))
    handler = type("Handler", (_Handler,), {"service": service})
    server = _Server(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    scheme = "http"
    if pair:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*pair)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    service.url = f"{scheme}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        service.is_over = True  # for a line that is kept open
        server.shutdown()
        thread.join()
        server.server_close()
