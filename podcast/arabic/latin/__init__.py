"""Words in Latin letters: by the lexicons, letter by letter, or by their sound."""
