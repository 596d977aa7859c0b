"""List the members of a day: narrowed, sorted, a part at a time, or as a file."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import purpose_first
from dangbo.base.numbers import format_number
from dangbo.members.commands.saving import drop_filter, save_filter
from dangbo.members.forms.filters import KEYS, MemberNarrowing, boxes_of
from dangbo.members.forms.saving import SaveFilterForm
from dangbo.members.queries.saved import saved_filters
from dangbo.members.tables.tabs import area_tabs
from dangbo.members.views.asking import (
    STEPS,
    Asked,
    all_rows,
    asked_in,
    chips_of,
    count_of,
    part_of,
)
from dangbo.orgs.exports import exported, format_asked
from dangbo.ui.addresses import hidden_pairs, query_with
from dangbo.ui.parts import Act
from dangbo.ui.record_acts import acts_for
from dangbo.ui.tables import Sort, table_of

# What of an address is not a narrowing: the day, the place in the list, and the file asked for.
NOT_KEPT: Final = frozenset({"on", "known", "xuat", *STEPS})


def register(request: ActorRequest) -> HttpResponseBase:
    """Show the members that are asked for, or give them as a file."""
    asked = asked_in(request)
    if format_asked(request):
        return _file(request, asked)
    part = part_of(request, asked)
    sort = Sort(asked.sort.removeprefix("-"), descending=asked.sort.startswith("-"))
    context = {
        "title": _title(asked.form),
        "tabs": area_tabs("members:home", asked.form.org),
        "acts": _acts(request),
        "form": asked.form,
        "part": part,
        "count": format_number(part.total),
        "chips": chips_of(request, asked.form),
        "clear_url": query_with(request, **dict.fromkeys([*asked.form.fields, *KEYS])),
        "table": table_of(
            request,
            asked.columns,
            part.rows,
            caption=_("Đảng viên"),
            sort=sort,
            row_key=lambda row: str(row.uid),
        ),
        "exports": {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")},
        "bulk_acts": [
            Act(_("Ghi cho những người đã chọn"), reverse("members:bulk"), "list-checks")
        ],
        **_fields(asked.form),
        **_kept(request, asked.form),
    }
    return render(request, "members/register.html", context)


def _title(form: MemberNarrowing) -> str:
    if form.org is None:
        return _("Đảng viên")
    return _("Đảng viên của %(org)s") % {"org": form.shown("to_chuc")}


def _acts(request: ActorRequest) -> list[Act]:
    add = Act(_("Thêm đảng viên"), reverse("members:add"), "user-plus", main=True)
    return [add, *acts_for("members", actor=request.actor, subject=None)]


def _fields(form: MemberNarrowing) -> dict[str, Any]:
    org = form.org
    typed = str(form.data.get("to_chuc", ""))
    return {
        "boxes": boxes_of(form, form.more_names),
        "more_asked": form.more_asked,
        "standing_box": boxes_of(form, ["tu_cach"])[0],
        "org": org,
        "org_typed": org.name if org else typed,
        "text": form.data.get("q", ""),
    }


def _kept(request: ActorRequest, form: MemberNarrowing) -> dict[str, Any]:
    query = request.GET.copy()
    for name in NOT_KEPT & query.keys():
        del query[name]
    return {
        "save_form": SaveFilterForm(initial={"query": query.urlencode()}),
        "saved": saved_filters(actor=request.actor),
        "kept": list(hidden_pairs(request, *form.fields, *KEYS, "xuat")),
    }


def _file(request: ActorRequest, asked: Asked) -> HttpResponseBase:
    # Asked before millions of rows are gathered.
    page = purpose_first(request, persons=count_of(request, asked.form))
    if page is not None:
        return page
    org = asked.form.org
    return exported(
        request,
        title=_("Danh sách đảng viên"),
        columns=asked.columns,
        rows=all_rows(request, asked),
        file=f"dang-vien-{org.uid}" if org else "dang-vien",
        org=org.name if org else "",
        chips=chips_of(request, asked.form),
        invented=lambda row: bool(row.invented),
    )


@require_POST
def save(request: ActorRequest) -> HttpResponse:
    """Keep the narrowing of the list under a name, and go back to it."""
    form = SaveFilterForm(request.POST)
    query = str(request.POST.get("query", ""))
    if form.is_valid():
        told = form.cleaned_data
        save_filter(actor=request.actor, **told)
        messages.success(request, _("Đã lưu bộ lọc “%(name)s”.") % {"name": told["name"]})
    else:
        messages.error(request, _("Chưa lưu được bộ lọc: ghi tên cho bộ lọc."))
    return redirect(f"{reverse('members:home')}?{QueryDict(query).urlencode()}")


@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    """Keep a saved narrowing no more."""
    if drop_filter(actor=request.actor, pk=pk):
        messages.success(request, _("Đã bỏ bộ lọc đã lưu."))
    return redirect("members:home")
