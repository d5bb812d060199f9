"""Semiotic classes, one module each: how a date, a measure, a score … is said."""
