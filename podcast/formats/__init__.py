"""Formats that several rooms share, each in one place: pure, but for `files`; errors are plain Python's."""
