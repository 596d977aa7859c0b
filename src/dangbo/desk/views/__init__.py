"""Draft, check, sign and correct, a question a page."""
