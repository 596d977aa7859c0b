"""The pure core: rules on dates, numbers and frozen values; no Django, no clock, no database."""
