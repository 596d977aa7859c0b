"""Hold the way in which the English pages write days and numbers."""
