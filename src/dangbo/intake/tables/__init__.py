"""Turn lists and their rows into what pages show."""
