"""A cleaned text in typed pieces: what kind of thing each word, figure and sign is."""
