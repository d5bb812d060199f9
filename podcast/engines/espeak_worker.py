"""`python -m podcast.engines.espeak_worker`: one order in as JSON, its sound out, and gone.

For systems that keep a library in memory once it was loaded.
"""

from __future__ import annotations

import json
import sys

from podcast.engines.espeak_library import SpeechRequest, perform_here


def main() -> None:
    """Read one order from standard input, write its bytes to standard output."""
    order = SpeechRequest(**json.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(perform_here(order))


if __name__ == "__main__":
    main()
