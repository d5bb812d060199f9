"""Letters, marks and cleaning: the ground every other stage of the reading stands on."""
