"""Read what the pages of lists sent."""
