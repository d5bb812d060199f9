"""Written Arabic in, a chaptered and subscribable podcast out."""

__version__ = "0.1.0"
