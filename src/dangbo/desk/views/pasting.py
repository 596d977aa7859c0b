"""Fill in changes in bulk by a pasted table or an uploaded file: read, mend, add."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.numbers import format_number
from dangbo.desk.commands.filling import add_ready, drop_table, keep_table, take_table
from dangbo.desk.commands.pasting import OPEN, WAITS, WRONG
from dangbo.desk.forms.pasting import columns_in, mended_in, sheet_of
from dangbo.desk.queries.branch_tables import FILLED, branch_table
from dangbo.desk.queries.kept_tables import KeptTable
from dangbo.desk.queries.opening import open_draft
from dangbo.desk.views.asking import lead_on, refused
from dangbo.desk.views.pasting_page import Filling, context_of, file_asked
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org
from dangbo.rules.filled_rows import COLUMNS
from dangbo.rules.verdicts import RuleError, Verdict, finding

PAGE: Final = "desk/paste.html"


def paste(request: ActorRequest, draft: int) -> HttpResponseBase:
    """Ask for a table, or show the one that is filled in; on a post read, mend, add or drop it."""
    row = open_draft(actor=request.actor, draft=draft)
    filling = Filling(request, row)
    if request.method == "POST":
        return _post(filling)
    return file_asked(filling) or render(request, PAGE, context_of(filling))


def _post(filling: Filling) -> HttpResponse:
    request = filling.request
    act = ACTS.get(request.POST.get("viec", ""), _read)
    try:
        url = act(filling, request.POST)
    except RuleError as error:
        again = {
            "typed_again": request.POST.get("bang", ""),
            "kind_asked": request.POST.get("loai", ""),
            "branch_asked": request.POST.get("nhanh", ""),
        }
        return refused(request, PAGE, {**context_of(filling), **again}, error.verdict)
    return lead_on(request, url or request.get_full_path())


def _page(filling: Filling) -> str:
    return reverse("desk:paste", args=[filling.draft.pk])


def _read(filling: Filling, post: QueryDict) -> str:
    sheet = sheet_of(post, filling.request.FILES)
    take_table(
        actor=filling.request.actor,
        draft=filling.draft.pk,
        sheet=sheet,
        kind=post.get("loai", ""),
    )
    return _page(filling)


def _branch(filling: Filling, post: QueryDict) -> str:
    kind, actor = post.get("loai", ""), filling.request.actor
    if kind not in FILLED:
        Verdict((finding("UNKNOWN_CHANGE", text=kind[:40]),)).require()
    text = post.get("nhanh", "").strip()
    try:
        org = find_org(actor=actor, text=text, on=filling.on)
    except (UnknownOrg, AmbiguousOrg):
        Verdict((finding("UNRESOLVED", field="superior", text=text[:60]),)).require()
        raise
    sheet, columns = branch_table(
        actor=actor, kind=kind, org=org.id, on=filling.on, whole=post.get("het") == "1"
    )
    if not sheet.body:
        Verdict((finding("SHEET_EMPTY"),)).require()
    take_table(actor=actor, draft=filling.draft.pk, sheet=sheet, kind=kind, columns=columns)
    return _page(filling)


def _columns(filling: Filling, post: QueryDict) -> str:
    table = _table(filling)
    kind = post.get("loai", table.kind)
    if kind in COLUMNS and kind != table.kind:
        return _keep(filling, table.filling(kind))
    return _keep(filling, table.with_columns(columns_in(post, table.kind)))


def _mended(filling: Filling, post: QueryDict) -> str:
    mended = mended_in(post)
    table = _table(filling).with_cells(mended.cells).leaving(mended.out, mended.back)
    _keep(filling, table)
    return filling.request.get_full_path()


def _filled_down(filling: Filling, _post: QueryDict) -> str:
    return _keep(filling, _table(filling).filled_down())


def _decoded(filling: Filling, _post: QueryDict) -> str:
    return _keep(filling, _table(filling).decoded())


def _left_out(filling: Filling, _post: QueryDict) -> str:
    """Leave out every row that is not ready."""
    out = [row.number for row in filling.pasted.of(WRONG, OPEN, WAITS)] if filling.pasted else []
    return _keep(filling, _table(filling).leaving(out))


def _added(filling: Filling, _post: QueryDict) -> str:
    added = add_ready(actor=filling.request.actor, draft=filling.draft.pk, on=filling.on)
    count = len(added.changes)
    told = ngettext(
        "Đã thêm %(changes)s thay đổi từ %(rows)s dòng vào bản soạn.",
        "Đã thêm %(changes)s thay đổi từ %(rows)s dòng vào bản soạn.",
        count,
    ) % {"changes": format_number(count), "rows": format_number(added.rows)}
    if added.left:
        rest = _("Còn %(left)s dòng cần sửa ở dưới.") % {"left": format_number(added.left)}
        messages.success(filling.request, f"{told} {rest}")
        return _page(filling)
    messages.success(filling.request, told)
    return reverse("desk:changes", args=[filling.draft.pk])


def _dropped(filling: Filling, _post: QueryDict) -> str:
    drop_table(actor=filling.request.actor, draft=filling.draft.pk)
    return _page(filling)


ACTS: Final[dict[str, Callable[[Filling, QueryDict], str]]] = {
    "doc": _read,
    "nhanh": _branch,
    "cot": _columns,
    "sua": _mended,
    "dien": _filled_down,
    "giai-ma": _decoded,
    "bo-sai": _left_out,
    "them": _added,
    "cat": _dropped,
}


def _table(filling: Filling) -> KeptTable:
    if filling.table is None:
        Verdict((finding("NO_TABLE"),)).require()
        raise AssertionError
    return filling.table


def _keep(filling: Filling, table: KeptTable) -> str:
    keep_table(actor=filling.request.actor, draft=filling.draft.pk, table=table)
    return _page(filling)
