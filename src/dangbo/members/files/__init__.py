"""Keep what of members is too large for a row."""
