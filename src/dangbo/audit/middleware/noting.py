"""Note in the log what a request read, took away, or was refused: once, before it is sent."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import unquote

from django.db import OperationalError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.commands import record_access
from dangbo.audit.enums import AccessCode
from dangbo.audit.exports.door import ASKS, DOOR, PERSONS, PURPOSE, STATED
from dangbo.audit.queries.places import place_in_address
from dangbo.audit.queries.readings import reading_of
from dangbo.ui.sheets import ROWS

LOCKED: Final = "database is locked"
PRINTED: Final = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
FILE_NAME: Final = re.compile(r"filename(?:\*=utf-8''([^;]+)|=\"([^\"]*)\")", re.IGNORECASE)
# What a browser keeps as a file, whether it has a name or not.
FILE_TYPES: Final = (
    *PRINTED,
    "application/octet-stream",
    "application/vnd.",
    "application/yaml",
    "application/zip",
    "text/csv",
)
# One's own recovery codes: nobody's data but those of whoever asks.
OWN_FILES: Final = frozenset({"mfa_download_recovery_codes"})
# Numbers of persons are asked for by people and never kept in the log.
# A key of the register may hold as many digits in a row: hidden, nobody would know what was read.
LONG_NUMBER: Final = re.compile(r"(?P<key>\b(?=\d*[a-f])[0-9a-f]{32}\b)|\d{6,}(?=\d{3})")
MOST_FILTERS: Final = 20
LONGEST: Final = 200
Answer = Callable[[ActorRequest], HttpResponseBase]


class PastTheDoor(Exception):  # noqa: N818 - what happened
    """Say that a page made a file by itself, where nobody asks, marks or counts."""


class AccessMiddleware:
    """Keep the log of accesses; an answer that cannot be noted is not given."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponseBase:
        """Answer the request, and note it where there is something to note."""
        answer = self.get_response(request)
        count, purpose = _taken(answer, ROWS), _taken(answer, PURPOSE)
        door = _taken(answer, DOOR)
        _taken(answer, PERSONS)
        if not door and _is_file(request, answer):
            raise PastTheDoor(request.path)
        told = {} if door == ASKS else _told(request, answer)
        if told:
            if count:
                told["facts"]["count"] = int(count)
            if purpose:
                told["facts"]["purpose"] = masked(unquote(purpose))
            try:
                record_access(actor=request.actor, **told)
            except OperationalError as error:
                # On SQLite a long act keeps the one place for writers to itself meanwhile.
                if LOCKED not in str(error):
                    raise
                return render(request, "audit/busy.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        return answer


def _taken(answer: HttpResponseBase, name: str) -> str:
    value = answer.headers.get(name, "")
    del answer[name]
    return str(value)


def _told(request: ActorRequest, answer: HttpResponseBase) -> dict[str, Any]:
    """Return what the log tells of a request; nothing where there is nothing to tell."""
    match = request.resolver_match
    page = match.view_name if match else ""
    facts: dict[str, Any] = {"page": page, **_filters(request)}
    if answer.status_code == HTTPStatus.FORBIDDEN:
        # Whoever has not signed in could fill the log for nothing.
        known = request.actor.user_id is not None
        refused = {"code": AccessCode.REFUSED, "kind": "page", "subject": request.path}
        return {**refused, "facts": {**facts, "method": request.method}} if known else {}
    if answer.status_code != HTTPStatus.OK or match is None:
        return {}
    reading = reading_of(page)
    subject = str(match.kwargs.get(reading.key, "")) if reading else ""
    name = _file_name(answer)
    if name:
        printed = answer.headers.get("Content-Type", "").startswith(PRINTED)
        code = AccessCode.PRINTED if printed else AccessCode.EXPORTED
        facts["file"] = name
        kind = reading.kind if reading else "file"
        place = "" if subject else place_in_address(page, match.kwargs)
        return {"code": code, "kind": kind, "subject": subject, "place": place, "facts": facts}
    if reading is None:
        return {}
    return {"code": reading.code, "kind": reading.kind, "subject": subject, "facts": facts}


def _is_file(request: ActorRequest, answer: HttpResponseBase) -> bool:
    """Say whether an answer is a file that has to come through the door."""
    match = request.resolver_match
    if answer.status_code != HTTPStatus.OK or match is None or match.view_name in OWN_FILES:
        return False
    kind = str(answer.headers.get("Content-Type", ""))
    return bool(_file_name(answer)) or kind.startswith(FILE_TYPES)


def _file_name(answer: HttpResponseBase) -> str:
    found = FILE_NAME.search(answer.headers.get("Content-Disposition", ""))
    return (unquote(found[1] or "") or found[2] or "")[:LONGEST] if found else ""


def _filters(request: HttpRequest) -> dict[str, Any]:
    told = {
        name[:LONGEST]: masked(", ".join(values))
        for name, values in list(request.GET.lists())[:MOST_FILTERS]
        if any(values) and name != STATED
    }
    return {"filter": told} if told else {}


def masked(text: str) -> str:
    """Return a text with all but the last three digits of long numbers hidden."""
    clean = text.replace("\x00", "")
    return LONG_NUMBER.sub(lambda found: found["key"] or "•" * len(found[0]), clean)[:LONGEST]
