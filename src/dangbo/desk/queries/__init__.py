"""Answer questions about drafts."""
