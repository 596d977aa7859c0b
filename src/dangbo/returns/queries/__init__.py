"""Answer every question about reports: how far they are, what was sent, what changed since."""
