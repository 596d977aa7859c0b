"""Read what narrows the lists, and what an officer says of a pair."""
