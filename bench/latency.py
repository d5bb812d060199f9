"""How long an author waits where no work is done: help, Ctrl-C under a listener, a voice that does not answer.

    python bench/latency.py [--runs N]

Each figure is the median of the runs, in seconds, beside what it may take. The exit code is 1 where one takes
longer: the test suite holds no such limits, because a busy machine would break them.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PODCAST = [sys.executable, "-m", "podcast"]


def help_shown() -> float:
    begun = time.perf_counter()
    subprocess.run([*PODCAST, "--help"], capture_output=True, check=True)
    return time.perf_counter() - begun


def server_stopped() -> float:
    """From Ctrl-C to the end, while a player holds a connection."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "long.mp3").write_bytes(bytes(64 << 20))
        code = (
            "import sys; from pathlib import Path; from podcast import serve;"
            "serve.run(Path(sys.argv[1]), port=0, ready=lambda url: print(url, flush=True))"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code, folder], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        port = int(process.stdout.readline().strip(" /\n").rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as held:
            held.sendall(b"GET /long.mp3 HTTP/1.1\r\nHost: h\r\n\r\n")
            held.recv(12)
            begun = time.perf_counter()
            process.send_signal(signal.SIGINT)
            process.communicate()
        return time.perf_counter() - begun


def refused() -> float:
    """From asking a voice that nobody offers to the sentence that says so."""
    from podcast.engines.gtts import Gtts
    from podcast.errors import EngineError
    from podcast.model import Voice

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    begun = time.perf_counter()
    with contextlib.suppress(EngineError):
        Gtts(f"http://127.0.0.1:{port}").synthesize("جملة قصيرة.", Voice())
    return time.perf_counter() - begun


def look_up_given_up() -> float:
    """A resolver that hangs, with a patience of 0.2 s."""
    from podcast.engines.gtts import Gtts

    real = socket.getaddrinfo
    socket.getaddrinfo = lambda *args, **kwargs: time.sleep(3)  # type: ignore[assignment,misc]
    begun = time.perf_counter()
    try:
        Gtts(probe_seconds=0.2).available()
    finally:
        socket.getaddrinfo = real
    return time.perf_counter() - begun


WAITS: dict[str, tuple[Callable[[], float], float]] = {
    "podcast --help": (help_shown, 0.2),
    "Ctrl-C ends the server": (server_stopped, 5.0),
    "a voice that is not there is told": (refused, 1.0),
    "a look-up that hangs is given up": (look_up_given_up, 0.6),
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    late = False
    for name, (wait, limit) in WAITS.items():
        took = statistics.median(wait() for _ in range(runs))
        late |= took > limit
        print(f"{name:36} {took:6.2f} s  of {limit:.1f}{'   TOO LONG' if took > limit else ''}")
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
