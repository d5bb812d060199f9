"""A stand-in for Edge's service: a WebSocket on the loopback that answers as it does, or misbehaves."""

from __future__ import annotations

import asyncio
import html
import json
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

import numpy as np
from aiohttp import WSMsgType, web

HOWS = ("speak", "403", "500", "silent", "cut", "close", "hang", "junk")


@cache
def tone(seconds: float) -> bytes:
    """A tone as the service's own kind of MP3: 24 kHz, mono, 48 kbit/s."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(48)
    encoder.set_in_sample_rate(24_000)
    encoder.set_out_sample_rate(24_000)
    encoder.set_channels(1)
    encoder.silence()
    pcm = 9000 * np.sin(2 * np.pi * 300 * np.arange(int(seconds * 24_000)) / 24_000)
    return bytes(encoder.encode(pcm.astype("<i2").tobytes()) + encoder.flush())


class Service:
    """`texts` it was asked to say, `orders` the SSML; each request takes the next of `hows`."""

    def __init__(self, hows: Sequence[str]) -> None:
        self.hows = list(hows) or ["speak"]
        self.count = 0
        self.texts: list[str] = []
        self.orders: list[str] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.count += 1
        how = self.hows[min(self.count, len(self.hows)) - 1]
        status, _, wait = how.partition(" after ")
        if status.isdecimal():
            headers = {"Date": "Thu, 26 Nov 2026 20:00:00 GMT"} | (
                {"Retry-After": wait} if wait else {}
            )
            return web.Response(status=int(status), headers=headers)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            if message.type == WSMsgType.TEXT and "Path:ssml" in message.data:
                ssml = message.data.split("\r\n\r\n", 1)[1]
                text = html.unescape(re.sub(r"<[^>]*>", "", ssml))
                self.texts.append(text)
                self.orders.append(ssml)
                await self._speak(socket, text, how)
                break
        await socket.close()
        return socket

    async def _speak(self, socket: web.WebSocketResponse, text: str, how: str) -> None:
        if how == "hang":
            await socket.receive()  # until the client has gone
        if how == "close":
            return
        if how == "junk":
            await socket.send_str("Path:nonsense\r\n\r\n{}")
            return
        await socket.send_str("X-RequestId:1\r\nPath:turn.start\r\n\r\n{}")
        if how != "silent":
            sound = tone(round(0.3 + sum(map(str.isalnum, text)) / 12, 1))
            sound = sound[: len(sound) // 2] if how == "cut" else sound
            head = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n"
            await socket.send_bytes(len(head).to_bytes(2, "big") + head + sound)
            await socket.send_str(_boundaries(text))
        if how != "cut":
            await socket.send_str("X-RequestId:1\r\nPath:turn.end\r\n\r\n{}")


def _boundaries(text: str) -> str:
    """The service tells a word a message; the last one is enough to place it."""
    word = text.split()[-1].strip(".؟!")
    data = {"Offset": 5_000_000, "Duration": 1_000_000, "text": {"Text": word, "Length": len(word)}}
    told = {"Metadata": [{"Type": "WordBoundary", "Data": data}]}
    return "X-RequestId:1\r\nPath:audio.metadata\r\n\r\n" + json.dumps(told, ensure_ascii=False)


@contextmanager
def serving(*hows: str) -> Iterator[Service]:
    """The service on a free port, in a thread with a loop of its own."""
    service = Service(hows)
    loop = asyncio.new_event_loop()
    app = web.Application()
    app.router.add_get("/edge/v1", service.answer)
    runner = web.AppRunner(app)

    async def begin() -> None:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        service.url = f"ws://127.0.0.1:{port}/edge/v1?TrustedClientToken=x"

    loop.run_until_complete(begin())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield service
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(runner.cleanup())
        loop.close()
