"""Rebuild the rows of cases from the journal."""
