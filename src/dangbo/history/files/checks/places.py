"""Check where offices are said to be."""

from dangbo.history.files.checks.context import Context
from dangbo.history.files.problems import problem
from dangbo.rules.org_places import CoordinatesError, read_coordinates


def check_places(context: Context) -> None:
    """Refuse degrees that no map would understand."""
    for entry in context.file.entries("places"):
        text = entry.body.get("at", "")
        try:
            read_coordinates(text or "0, 0")
        except CoordinatesError:
            context.problems.refuse(problem("PLACE_UNREADABLE", (*entry.path, "at"), text=text))
