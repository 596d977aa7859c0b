"""Keep sealed files outside the web root."""
