"""The pipeline: the only place where rooms meet. Importing the package costs nothing."""
