"""Send reports up: filled, confirmed, sent with frozen figures, received, and reopened."""
