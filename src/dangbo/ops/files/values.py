"""Write the values of rows the same way for both databases, and read them back for either."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

Value = str | int | float | bool | None
Writing = Callable[[Any], Value]


def write_moment(value: datetime | str) -> str:
    """Return a moment in UTC, to the microsecond; what has no zone is in UTC already."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    known = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return known.isoformat()


def write_text(value: date | time | str) -> str:
    """Return a day or a time of day as text."""
    return value if isinstance(value, str) else value.isoformat()


def write_number(value: Decimal | float | str) -> str:
    """Return a decimal number without an exponent and without noughts that say nothing."""
    number = format(Decimal(str(value)), "f")
    return number.rstrip("0").rstrip(".") if "." in number else number


def write_stretch(value: timedelta | int) -> int:
    """Return a stretch of time in microseconds."""
    return value // timedelta(microseconds=1) if isinstance(value, timedelta) else value


WRITING: Final[Mapping[str, Writing]] = {
    "BinaryField": lambda value: b64encode(bytes(value)).decode("ascii"),
    "BooleanField": bool,
    "DateField": write_text,
    "DateTimeField": write_moment,
    "DecimalField": write_number,
    "DurationField": write_stretch,
    "TimeField": write_text,
    "UUIDField": lambda value: UUID(str(value)).hex,
}
READING: Final[Mapping[str, Callable[[Any], Any]]] = {"BinaryField": b64decode}
READING_SQLITE: Final[Mapping[str, Callable[[Any], Any]]] = {
    **READING,
    # As Django writes it there: local to UTC, without a zone.
    "DateTimeField": lambda text: str(datetime.fromisoformat(text).replace(tzinfo=None)),
}
READING_POSTGRESQL: Final[Mapping[str, Callable[[Any], Any]]] = {
    **READING,
    "DurationField": lambda value: f"{value} microseconds",
}


def written(kinds: list[str], row: tuple[Any, ...]) -> list[Value]:
    """Return a row of a database as it stands in a backup."""
    return [
        value if value is None or kind not in WRITING else WRITING[kind](value)
        for kind, value in zip(kinds, row, strict=True)
    ]


def read(kinds: list[str], row: list[Value], *, vendor: str) -> list[Any]:
    """Return a row of a backup as the database takes it."""
    reading = READING_SQLITE if vendor == "sqlite" else READING_POSTGRESQL
    return [
        value if value is None or kind not in reading else reading[kind](value)
        for kind, value in zip(kinds, row, strict=True)
    ]
