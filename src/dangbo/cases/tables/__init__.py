"""Put cases into the values that pages are made of."""
