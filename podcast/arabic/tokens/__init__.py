"""Tokenisation: a cleaned text as typed tokens, and its division into sentences and clauses."""
