"""Hold the ways in which each language writes days and numbers (FORMAT_MODULE_PATH)."""
