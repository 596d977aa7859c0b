"""Write what the log leaves outside the database."""
