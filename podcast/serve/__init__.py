"""Serves the published folder over HTTP, for a preview on this machine and for devices at home.

app(audio)                 an ASGI application
run(audio, host, port)     serve until Ctrl-C
is_alone(url)              whether only this machine can reach it
lan_address()              this machine's address on the local network
qr(url)                    a QR code as text for a terminal
"""

from __future__ import annotations

from podcast.serve.qr_code import qr
from podcast.serve.server import app, is_alone, lan_address, run

__all__ = ["app", "is_alone", "lan_address", "qr", "run"]
