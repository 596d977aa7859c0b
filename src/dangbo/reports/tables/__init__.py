"""Lay out indicators: all of them, one with its parts, its course, and who is behind it."""
