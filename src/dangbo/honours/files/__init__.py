"""Write files that other programs read."""
