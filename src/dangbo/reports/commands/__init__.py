"""Keep questions, share them, and ask them again when they are due."""
