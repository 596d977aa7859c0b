"""Lay out forms: the list of them, one that is filled, its check sums."""
