"""Turn drafts, and what they hold, into the small values that pages are made of."""
