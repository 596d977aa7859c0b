"""Read what the pages of indicators are asked."""
