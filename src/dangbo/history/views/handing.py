"""List hand-overs, prepare one, and show one with its files."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangbo.accounts.access import NotGranted
from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import Mark, file_sent
from dangbo.history.commands import hand_over
from dangbo.history.files import FileRefused
from dangbo.history.files.packages import read_package
from dangbo.history.files.packages.keeping import kept_package
from dangbo.history.files.packages.receipts import ENDING
from dangbo.history.files.packages.rolls import members_of
from dangbo.history.forms import HandoverForm, ReceiptForm
from dangbo.history.queries.handing import Wish, acts_lacking, contents_of
from dangbo.history.queries.handovers import HandoverRow, handover, handovers, receipt_of
from dangbo.history.tables.handovers import (
    acts_of_row,
    arrival_sentences,
    facts_of_row,
    facts_of_wish,
    findings_of_problems,
    handed_columns,
    handover_columns,
    listed_columns,
    members_sentences,
    side_badge,
    stats_of,
)
from dangbo.orgs.tables.parts import marks
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Act, Crumb
from dangbo.ui.tables import table_of

PER_PAGE: Final = 50
FIELDS: Final = tuple(HandoverForm.base_fields)
WHOLE: Final = gettext_lazy("Gói bàn giao kèm danh sách đảng viên chỉ được tải trọn vẹn.")


def handover_list(request: ActorRequest) -> HttpResponse:
    """List the hand-overs given and received, newest first."""
    rows = handovers(actor=request.actor, known=request.as_of.known)
    page = page_of(rows, request, PER_PAGE)
    give = Act(_("Lập gói bàn giao"), reverse("history:hand_over"), "handshake", main=True)
    context = {
        "crumbs": crumbs(),
        "acts": [
            give,
            Act(_("Nhận gói bàn giao"), reverse("history:receive"), "upload"),
            Act(_("Nạp biên nhận"), reverse("history:receipt"), "file-check"),
        ],
        "page": page,
        "table": table_of(request, handover_columns(), page, caption=_("Bàn giao, tiếp nhận")),
    }
    return render(request, "history/handovers.html", context)


def prepare(request: ActorRequest) -> HttpResponse:
    """Ask for a hand-over and show what it would say; on a post, write it and go to it."""
    told = request.POST or request.GET
    asked = "to_chuc" in told and "ngay" in told
    initial = {"ngay": timezone.localdate(), "to_chuc": request.GET.get("to_chuc", "")}
    form = HandoverForm(told if asked else None, actor=request.actor, initial=initial)
    context: dict[str, Any] = {"form": form, "crumbs": crumbs(_("Lập gói bàn giao"))}
    if asked and form.is_valid():
        try:
            if request.method == "POST":
                return _given(request, form.wish)
            context |= _preview(request, form.wish)
        except FileRefused as refused:
            context["findings"] = findings_of_problems(refused.problems)
    status = 422 if request.method == "POST" else 200
    return render(request, "history/hand_over.html", context, status=status)


def _given(request: ActorRequest, wish: Wish) -> HttpResponse:
    found = hand_over(actor=request.actor, wish=wish)
    words = _("Đã lập gói bàn giao.") if found.new else _("Gói này đã lập từ trước, giống hệt.")
    messages.success(request, words)
    return redirect("history:handover", found.act)


def _preview(request: ActorRequest, wish: Wish) -> dict[str, Any]:
    contents = contents_of(actor=request.actor, wish=wish)
    page = page_of(contents.orgs, request, PER_PAGE)
    kinds = [(name, count) for _kind, name, count in contents.kinds]
    caption = _("Tổ chức đảng bàn giao")
    return {
        "contents": contents,
        "facts": facts_of_wish(contents),
        "stats": stats_of(kinds, len(contents.orgs)),
        "page": page,
        "table": table_of(request, handed_columns(contents.orgs), page, caption=caption),
        "told": [(name, request.GET[name]) for name in FIELDS if name in request.GET],
    }


def handover_page(request: ActorRequest, act: int) -> HttpResponse:
    """Show a hand-over: who, what, when, its files, and what the other side has answered."""
    row = _row(request, act)
    content = kept_package(row.package)
    title = _("Bàn giao %(name)s") if row.given else _("Tiếp nhận %(name)s")
    name = title % {"name": row.org.name}
    context: dict[str, Any] = {
        "row": row,
        "title": name,
        "crumbs": crumbs(name),
        "badges": [side_badge(row), *marks(invented=row.invented)],
        "acts_always": acts_of_row(row, kept=content is not None),
        "facts": facts_of_row(row),
        "arrivals": [*arrival_sentences(row), *members_sentences(row)],
        "form": ReceiptForm(),
        "kept": content is not None,
    }
    if content is not None:
        manifest = read_package(content, name=f"{row.package}.zip").manifest
        context |= listed(request, manifest)
    return render(request, "history/handover.html", context)


def listed(request: ActorRequest, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sums and the list of organisations of a manifest."""
    rows = said["organisations"]
    names = {each["key"]: each["name"] for each in rows}
    if said["from"]:
        names.setdefault(said["from"]["key"], said["from"]["name"])
    page = page_of(rows, request, PER_PAGE)
    columns = listed_columns(rows, date.fromisoformat(said["on"]), names)
    kinds = [(each["name"], each["count"]) for each in said["counts"]["by_kind"]]
    return {
        "stats": stats_of(kinds, said["counts"]["total"]),
        "page": page,
        "table": table_of(request, columns, page, caption=_("Tổ chức đảng bàn giao")),
    }


def package_file(request: ActorRequest, act: int) -> HttpResponseBase:
    """Send the package of a hand-over; it may list more persons than are given without asking."""
    row = _row(request, act)
    content = _content(row)
    manifest = read_package(content, name=f"{row.package}.zip").manifest
    persons = members_of(manifest) or None
    if persons and (lacking := acts_lacking(actor=request.actor, org=row.org.id, on=row.on)):
        raise NotGranted(lacking[0], here=request.actor.may(lacking[0]), why=WHOLE)
    name = f"ban-giao-{row.org.uid}-{row.on.isoformat()}.zip"
    return _file(request, content, "application/zip", name, persons=persons, act=act)


def minutes_file(request: ActorRequest, act: int) -> HttpResponseBase:
    """Show the minutes of a hand-over, to be read and printed."""
    row = _row(request, act)
    package = read_package(_content(row), name=f"{row.package}.zip")
    name = f"bien-ban-{row.org.uid}-{row.on.isoformat()}.pdf"
    return _file(request, package.minutes, "application/pdf", name, act=act)


def receipt_file(request: ActorRequest, act: int) -> HttpResponseBase:
    """Send the receipt for a package that was received."""
    row = _row(request, act)
    receipt = receipt_of(actor=request.actor, act=act)
    if receipt is None:
        raise Http404(_("Chỉ gói đã nhận mới có biên nhận."))
    name = f"ban-giao-{row.org.uid}-{row.on.isoformat()}{ENDING}"
    return _file(request, receipt.as_bytes(), "application/json", name, act=act)


def crumbs(*steps: str) -> list[Crumb]:
    """Return the path from the area to a page about hand-overs."""
    home = [Crumb(_("Lịch sử"), reverse("history:home"))]
    here = _("Bàn giao, tiếp nhận")
    if not steps:
        return [*home, Crumb(here)]
    return [*home, Crumb(here, reverse("history:handovers")), *map(Crumb, steps)]


def _row(request: ActorRequest, act: int) -> HandoverRow:
    row = handover(actor=request.actor, act=act, known=request.as_of.known)
    if row is None:
        raise Http404(_("Không có lần bàn giao này, hoặc tài khoản không được xem."))
    return row


def _content(row: HandoverRow) -> bytes:
    content = kept_package(row.package)
    if content is None:
        raise Http404(_("Gói không còn trên máy chủ; xin báo người quản trị."))
    return content


def _file(
    request: ActorRequest,
    content: bytes,
    kind: str,
    name: str,
    *,
    act: int,
    persons: int | None = None,
) -> HttpResponseBase:
    """Send a file as it was written: the other side proves it by its sum, so it bears no mark."""

    def unmarked(_mark: Mark) -> bytes:
        return content

    return file_sent(
        request,
        unmarked,
        media_type=kind,
        name=name,
        persons=persons,
        shown=kind == "application/pdf",
        back=reverse("history:handover", args=[act]),
    )
