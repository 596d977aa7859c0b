"""Turn rows about organisations into the parts of pages."""
