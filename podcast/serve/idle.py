"""Closes idle connections: browsers keep some in reserve, and an attacker could hold many open."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 15.0
"""How long a client may take to send a request's header."""


class Patient(H11Protocol):
    """A connection that is closed if no complete request header arrives in time."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the timer for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Stop the timer once a request is complete, until it is answered."""
        super().data_received(data)
        if self._is_answering():
            self._stop()
        elif self._deadline is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel the timer with its connection."""
        self._stop()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return bool(self.cycle) and not self.cycle.response_complete

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(SECONDS, self._late)

    def _stop(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _late(self) -> None:
        self._deadline = None
        if not self._is_answering():
            self.transport.close()
