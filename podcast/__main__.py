"""`python -m podcast` is the command `podcast`."""

from podcast.cli import run

if __name__ == "__main__":
    run()
