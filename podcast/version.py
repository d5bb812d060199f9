"""The program's version, for everything that is stamped with it."""

__version__ = "0.1.0"
