"""Hold confidential records, known to their named readers alone."""
