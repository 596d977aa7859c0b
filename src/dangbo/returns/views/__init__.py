"""Answer the pages of reports."""
