"""Take lists of members from Excel and CSV into the register, checked, with provenance."""
