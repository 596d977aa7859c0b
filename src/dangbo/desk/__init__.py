"""Prepare decisions about organisations: draft, check, sign, let take effect, correct."""
