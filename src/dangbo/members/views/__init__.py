"""Answer the pages of the register of members."""
