"""Answer the pages of papers."""
