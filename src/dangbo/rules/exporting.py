"""Say when a file about persons is given only to whoever says what it is for.

Source: the law on the protection of personal data (91/2025/QH15); the numbers are settings.
"""

from datetime import date

from dangbo.rules.instruments import instrument_on


def purpose_above(day: date) -> int:
    """Return the most persons whose file is given without asking for a purpose on a day."""
    return int(instrument_on("exports", day).values["purpose_above"])


def asks_purpose(*, persons: int, day: date) -> bool:
    """Say whether a file about so many persons asks for a purpose on a day."""
    return persons > purpose_above(day)


def is_purpose(text: str, *, day: date) -> bool:
    """Say whether a text can be a purpose: letters enough, and not one sign over and over."""
    letters = [sign for sign in text.casefold() if sign.isalpha()]
    least = int(instrument_on("exports", day).values["purpose_letters"])
    return len(letters) >= least and len(set(letters)) > 2  # noqa: PLR2004 - "aaaaaaaa", "abababab"
