"""Answer the pages of cases."""
