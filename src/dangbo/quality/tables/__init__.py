"""Lay out figures, lists and pairs of record quality."""
