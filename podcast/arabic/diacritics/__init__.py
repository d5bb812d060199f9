"""Diacritics: restored by models, corrected by tables, with the author's own put back."""
