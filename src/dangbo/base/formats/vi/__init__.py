"""Hold the Vietnamese way of writing days and numbers."""
