"""Put rights into the values that pages are made of."""
