"""Give files away by one door, and the logs among them."""
