"""`python -m podcast` is the command `podcast`."""

from podcast.cli import main

main()
