"""The program's version, for all who stamp what they make with it."""

__version__ = "0.1.0"
