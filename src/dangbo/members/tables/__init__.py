"""Turn rows of members into the values that pages are made of."""
