"""Words in Latin script: read by lexicon, letter by letter, or by sound."""
