"""Answer the pages on which lists are taken in."""
