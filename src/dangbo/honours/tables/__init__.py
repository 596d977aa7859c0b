"""Put badges and cards into the small values that pages are made of."""
