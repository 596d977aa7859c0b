"""Lay out reports: how far they are, one of them, what changed, what does not add up."""
