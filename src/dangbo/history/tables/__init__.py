"""Turn what sources state into the parts of pages."""
