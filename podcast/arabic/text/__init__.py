"""Letters, marks and cleaning: the basis of all other stages of reading."""
