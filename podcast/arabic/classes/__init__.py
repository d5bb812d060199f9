"""Semiotic classes, one module for each: how a date, a measure, a score … is read."""
