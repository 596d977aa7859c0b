"""Answer the pages of forms."""
