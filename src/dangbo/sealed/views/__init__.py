"""Answer the pages of confidential records."""
