"""Answer the pages of rights."""
