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
from dangbo.audit.queries.readings import reading_of
from dangbo.ui.sheets import ROWS

LOCKED: Final = "database is locked"
# Those that make a file say in this header what for it was asked (percent-encoded); it is not sent.
PURPOSE: Final = "X-Dangbo-Purpose"
PRINTED: Final = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
FILE_NAME: Final = re.compile(r"filename=\"([^\"]*)\"")
# Numbers of persons are asked for by people and never kept in the log.
LONG_NUMBER: Final = re.compile(r"\d{6,}(?=\d{3})")
MOST_FILTERS: Final = 20
LONGEST: Final = 200
Answer = Callable[[ActorRequest], HttpResponseBase]


class AccessMiddleware:
    """Keep the log of accesses; an answer that cannot be noted is not given."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponseBase:
        """Answer the request, and note it where there is something to note."""
        answer = self.get_response(request)
        count, purpose = _taken(answer, ROWS), _taken(answer, PURPOSE)
        told = _told(request, answer)
        if told:
            if count:
                told["facts"]["count"] = int(count)
            if purpose:
                told["facts"]["purpose"] = unquote(purpose)[:LONGEST]
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
    name = FILE_NAME.search(answer.headers.get("Content-Disposition", ""))
    if name:
        printed = answer.headers.get("Content-Type", "").startswith(PRINTED)
        code = AccessCode.PRINTED if printed else AccessCode.EXPORTED
        facts["file"] = name[1]
        kind = reading.kind if reading else "file"
        return {"code": code, "kind": kind, "subject": subject, "facts": facts}
    if reading is None:
        return {}
    return {"code": reading.code, "kind": reading.kind, "subject": subject, "facts": facts}


def _filters(request: HttpRequest) -> dict[str, Any]:
    told = {
        name[:LONGEST]: masked(", ".join(values))
        for name, values in list(request.GET.lists())[:MOST_FILTERS]
        if any(values)
    }
    return {"filter": told} if told else {}


def masked(text: str) -> str:
    """Return a text with all but the last three digits of long numbers hidden."""
    clean = text.replace("\x00", "")
    return LONG_NUMBER.sub(lambda found: "•" * len(found[0]), clean)[:LONGEST]
