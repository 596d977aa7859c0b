"""Answer the pages of indicators."""
