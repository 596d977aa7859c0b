"""Turn rows of posts into the values that pages are made of."""
