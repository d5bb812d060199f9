"""Formats that several rooms share. All modules but `files` are pure; they raise built-in exceptions."""
