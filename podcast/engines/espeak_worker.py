"""`python -m podcast.engines.espeak_worker`: reads one request as JSON, writes its sound, and exits.

For systems that do not unload a library.
"""

from __future__ import annotations

import json
import sys

from podcast.engines.espeak_library import SpeechRequest, perform_here


def main() -> None:
    """Read one request from standard input and write its bytes to standard output."""
    order = SpeechRequest(**json.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(perform_here(order))


if __name__ == "__main__":
    main()
