"""Answer the pages of record quality, of pairs, and of merging."""
