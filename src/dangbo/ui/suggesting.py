"""Answer the list that opens under a field while one types."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from django.http import HttpRequest, JsonResponse

MOST: Final = 10
LEAST: Final = 2
LONGEST: Final = 200


class Suggestion(NamedTuple):
    """What may be meant: its key, its name, and what tells it from others of that name."""

    key: str
    name: str
    more: str = ""


def typed_text(request: HttpRequest) -> str:
    """Return what was typed, or nothing while it is too short to be asked for."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    return text if len(text) >= LEAST else ""


def suggested(rows: Iterable[Suggestion]) -> JsonResponse:
    """Return the answer that the script draws; nobody keeps it."""
    answer = JsonResponse({"rows": [each._asdict() for each in rows]})
    answer["Cache-Control"] = "private, no-store"
    return answer
