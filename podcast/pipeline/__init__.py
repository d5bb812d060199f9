"""The pipeline: the one place where rooms meet. Importing the package costs nothing."""
