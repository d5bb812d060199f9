"""Marks: restored by a model, corrected by tables, with the author’s own put back."""
