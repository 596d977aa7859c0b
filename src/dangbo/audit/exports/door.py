"""Let files leave the register by one door: allowed, stated what for, marked, counted, noted.

Each answer that is a file is made here; one that was not is not sent (`audit.middleware`).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeVar
from urllib.parse import quote

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor, ask
from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.rules.exporting import asks_purpose, is_purpose, purpose_above
from dangbo.rules.letters import Letter
from dangbo.rules.rights import MEMBER_EXPORT
from dangbo.ui.addresses import hidden_pairs, query_with
from dangbo.ui.sheets import ROWS, Sheet, csv_lines, xlsx_file

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
# What a sender of a file tells the log in these headers is taken off before the answer is sent.
DOOR: Final = "X-Dangbo-Door"
PURPOSE: Final = "X-Dangbo-Purpose"
PERSONS: Final = "X-Dangbo-Persons"
PASSED, ASKS = "passed", "asks"
# How an address states the purpose, and how it names the file that is wanted.
STATED: Final = "muc_dich"
FILE_NAMES: Final = ("xuat", "tep")
# How an address says that a file may go without what may be read but not taken away.
IN_PART: Final = "xuat_mot_phan"
LONGEST: Final = 200
Content = bytes | Iterator[str]
Answer = TypeVar("Answer", bound=HttpResponseBase)


class Mark(NamedTuple):
    """Who takes a file, when, and what for: what every file says of itself."""

    name: str
    at: datetime
    purpose: str = ""
    in_part: bool = False

    @property
    def moment(self) -> str:
        """Return when, to the minute."""
        return f"{self.at:%H:%M} {format_day(self.at.date())}"

    @property
    def line(self) -> str:
        """Return it all in one line but the purpose."""
        return _("%(name)s xuất từ Dangbo lúc %(moment)s") % {
            "name": self.name,
            "moment": self.moment,
        }

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Return the lines for the head of a list."""
        facts = [(_("Xuất lúc"), self.moment), (_("Người xuất"), self.name)]
        if self.in_part:
            facts.append((_("Chú ý"), _("chỉ gồm những người ở đơn vị được quyền xuất")))
        return [*facts, (_("Mục đích"), self.purpose)] if self.purpose else facts


def ask_to_export(actor: Actor, act: str = MEMBER_EXPORT) -> None:
    """Refuse to give files about persons to whoever may take none away; the logs have their own."""
    ask(actor, act)


def purpose_first(
    request: ActorRequest, *, persons: int | None, act: str = MEMBER_EXPORT, back: str = ""
) -> HttpResponse | None:
    """Return the page that asks what a file about so many persons is for; None where it may go.

    Asked before the rows are gathered it spares gathering them twice. `back` is the page that
    offers the file, where it is not this address without the file.
    """
    if persons is None:
        return None
    ask_to_export(request.actor, act)
    today = timezone.localdate()
    stated = _stated(request)
    if not asks_purpose(persons=persons, day=today) or is_purpose(stated, day=today):
        return None
    context = {
        "title": _("Nêu mục đích tải tệp"),
        "count": format_number(persons),
        "most": format_number(purpose_above(today)),
        "name": STATED,
        "stated": stated,
        "longest": LONGEST,
        "refused": STATED in request.GET,
        "kept": list(hidden_pairs(request, STATED)),
        "back_url": back or query_with(request, **dict.fromkeys((*FILE_NAMES, STATED))),
    }
    return _counted(_asking(request, "audit/purpose.html", context), persons, act)


def left_out(request: ActorRequest, *, persons: int, most: int) -> HttpResponse:
    """Return the page that says how many of some persons a file will not tell of."""
    file = dict.fromkeys((*FILE_NAMES, STATED, IN_PART))
    context = {
        "title": _("Tệp chỉ gồm một phần danh sách"),
        "left": format_number(most - persons),
        "count": format_number(persons),
        "most": format_number(most),
        "go_url": query_with(request, **{IN_PART: "1"}),
        "back_url": query_with(request, **file),
    }
    return _asking(request, "audit/left_out.html", context)


def _asking(request: ActorRequest, page: str, context: dict[str, Any]) -> HttpResponse:
    answer = render(request, page, context)
    answer[DOOR] = ASKS
    return answer


def _counted(answer: Answer, persons: int | None, act: str) -> Answer:
    """Tell `audit.middleware` of how many persons an answer is that takes the right to export."""
    if persons is not None and act == MEMBER_EXPORT:
        answer[PERSONS] = str(persons)
    return answer


def file_sent(
    request: ActorRequest,
    make: Callable[[Mark], Content],
    *,
    media_type: str,
    name: str,
    persons: int | None,
    rows: int | None = None,
    act: str = MEMBER_EXPORT,
    shown: bool = False,
    back: str = "",
) -> HttpResponseBase:
    """Answer with the file that `make` gives, or ask first what it is for.

    `persons` is how many it tells of, None where it is about none. `make` writes the mark into the
    file; only files that others prove by their sum, or that were put in as they are, go without.
    `act` is the right that it takes.
    """
    page = purpose_first(request, persons=persons, act=act, back=back)
    if page is not None:
        return page
    content = make(mark_of(request))
    answer: HttpResponseBase
    if isinstance(content, bytes):
        answer = HttpResponse(content, content_type=media_type)
    else:
        answer = StreamingHttpResponse(content, content_type=media_type)
    count = persons if rows is None else rows
    return _counted(passed(answer, request, name=name, count=count, shown=shown), persons, act)


def passed(
    answer: HttpResponseBase,
    request: ActorRequest,
    *,
    name: str,
    count: int | None = None,
    shown: bool = False,
) -> HttpResponseBase:
    """Name the file of an answer, and tell the log of it."""
    disposition = content_disposition_header(as_attachment=not shown, filename=name)
    if disposition:
        answer["Content-Disposition"] = disposition
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer[DOOR] = PASSED
    if count is not None:
        answer[ROWS] = str(count)
    if stated := _stated(request):
        answer[PURPOSE] = quote(stated)
    return answer


def sheet_sent(
    request: ActorRequest,
    sheet: Sheet,
    *,
    form: str,
    name: str,
    persons: int | None,
    rows: int | None = None,
    act: str = MEMBER_EXPORT,
) -> HttpResponseBase:
    """Answer with a list as Excel or CSV, with who took it and when in its head."""

    def made(mark: Mark) -> Content:
        marked = replace(sheet, facts=[*sheet.facts, *mark.facts], mark=mark.line)
        return csv_lines(marked) if form == "csv" else xlsx_file(marked)

    kind = CSV if form == "csv" else XLSX
    return file_sent(request, made, media_type=kind, name=name, persons=persons, rows=rows, act=act)


def letter_sent(
    request: ActorRequest,
    letter: Letter,
    made: Callable[[Letter], bytes],
    *,
    media_type: str,
    name: str,
    persons: int | None,
) -> HttpResponseBase:
    """Answer with a printed paper that says who took it.

    At the foot of its pages where it lists several persons; a paper about one is to be signed as
    the Party's form has it, so it says so among its properties alone.
    """

    def marked(mark: Mark) -> bytes:
        return made(replace(letter, trace=mark.line, traced=(persons or 0) > 1))

    return file_sent(request, marked, media_type=media_type, name=name, persons=persons)


def mark_of(request: ActorRequest) -> Mark:
    """Return who takes a file, by name and account, and when."""
    named, account = str(request.user), request.actor.name
    name = named if named == account else f"{named} ({account})"
    in_part = request.GET.get(IN_PART) == "1"
    return Mark(name, timezone.localtime(), _stated(request), in_part)


def _stated(request: ActorRequest) -> str:
    return " ".join(str(request.GET.get(STATED, "")).replace("\x00", "").split())[:LONGEST]
