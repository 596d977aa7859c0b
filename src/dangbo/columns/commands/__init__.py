"""Make columns from the tables and keep them in files."""
