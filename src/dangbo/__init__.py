"""Dangbo: the dated register of Party organisations and the work on top of it."""
