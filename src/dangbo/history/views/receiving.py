"""Receive a package after showing what it brings, and take in receipts."""

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.history.access import may_load
from dangbo.history.commands import Reception, note_arrival, receive
from dangbo.history.files import MOST_BYTES, FileRefused, Problem
from dangbo.history.files.packages import ReadPackage, read_package
from dangbo.history.files.packages.keeping import lying_aside, put_aside
from dangbo.history.files.problems import problem
from dangbo.history.forms import PackageForm, ReceiptForm, ReceiveForm
from dangbo.history.tables.handovers import (
    clash_columns,
    clashes_of,
    facts_of_manifest,
    findings_of_problems,
    members_told,
)
from dangbo.history.views.handing import crumbs, listed
from dangbo.papers.files.uploads import LimitedUpload
from dangbo.ui.tables import Table, table_of

FIELDS: Final = ("truc_thuoc", "ngay", "ly_do", "tien_to")
LARGEST_RECEIPT: Final = 1 << 20


@csrf_exempt
def upload_package(request: ActorRequest) -> HttpResponse:
    """Let a package arrive only as far as one may be large; the token is checked then."""
    upload = LimitedUpload(request, limit=MOST_BYTES)
    request.upload_handlers.insert(0, upload)
    return _upload_package(request, upload)


@csrf_protect
def _upload_package(request: ActorRequest, upload: LimitedUpload) -> HttpResponse:
    may_load(request.actor)
    form = PackageForm(request.POST or None, request.FILES or None)
    problems = _too_large(upload)
    if not problems and form.is_valid():
        given = form.cleaned_data["goi"]
        content = given.read()
        try:
            package = read_package(content, name=given.name)
        except FileRefused as refused:
            problems = refused.problems
        else:
            put_aside(content, package.digest)
            return redirect("history:receive_package", package.digest)
    return _asked(request, form, problems, title=_("Nhận gói bàn giao"), save=_("Kiểm tra gói"))


@csrf_exempt
def upload_receipt(request: ActorRequest) -> HttpResponse:
    """Let a receipt arrive only as far as one may be large; the token is checked then."""
    upload = LimitedUpload(request, limit=LARGEST_RECEIPT)
    request.upload_handlers.insert(0, upload)
    return _upload_receipt(request, upload)


@csrf_protect
def _upload_receipt(request: ActorRequest, upload: LimitedUpload) -> HttpResponse:
    form = ReceiptForm(request.POST or None, request.FILES or None)
    problems = _too_large(upload)
    if not problems and form.is_valid():
        given = form.cleaned_data["bien_nhan"]
        try:
            found = note_arrival(actor=request.actor, content=given.read(), name=given.name)
        except FileRefused as refused:
            problems = refused.problems
        else:
            words = _("Đã ghi biên nhận.") if found.new else _("Biên nhận này đã ghi từ trước.")
            left = members_told(found.members, found.receipt.on) if found.new else []
            messages.success(request, " ".join([words, *left]))
            return redirect("history:handover", found.given)
    return _asked(request, form, problems, title=_("Nạp biên nhận"), save=_("Nạp biên nhận"))


def receive_package(request: ActorRequest, digest: str) -> HttpResponse:
    """Show what a package would bring on the terms asked for; on a post, receive it."""
    package = _aside(digest)
    told = request.POST or request.GET
    data = {name: told.get(name, "") for name in FIELDS}
    data["ngay"] = data["ngay"] or format_day(package.on)
    form = ReceiveForm(data, actor=request.actor, given=package.on)
    problems: Sequence[Problem] = ()
    found: Reception | None = None
    if form.is_valid():
        try:
            posted = request.method == "POST"
            found = receive(
                actor=request.actor, package=package, terms=form.terms, dry_run=not posted
            )
            if found.act is not None:
                return _received(request, found)
        except FileRefused as refused:
            problems = refused.problems
    return _shown(request, package, form, found, problems)


def _shown(
    request: ActorRequest,
    package: ReadPackage,
    form: ReceiveForm,
    found: Reception | None,
    problems: Sequence[Problem],
) -> HttpResponse:
    context: dict[str, Any] = {
        "package": package,
        "title": _("Nhận %(name)s") % package.manifest["organisation"],
        "crumbs": crumbs(_("Nhận gói bàn giao")),
        "form": form,
        "facts": facts_of_manifest(package.manifest),
        "findings": findings_of_problems(problems),
        "clashes": _clashes(request, problems),
        "ready": found is not None,
        "renamed": sorted(found.renamed.items()) if found else [],
        "sentence": _sentence(package, form, found),
        "told": [(name, form.data[name]) for name in FIELDS],
        **listed(request, package.manifest),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "history/receive_package.html", context, status=status)


def _clashes(request: ActorRequest, problems: Sequence[Problem]) -> Table | None:
    rows = clashes_of(problems)
    if not rows:
        return None
    return table_of(request, clash_columns(), rows, caption=_("Khóa bị trùng"))


def _sentence(package: ReadPackage, form: ReceiveForm, found: Reception | None) -> str:
    """Say in one sentence what the button would do."""
    if found is None:
        return ""
    name = package.manifest["organisation"]["name"]
    if form.terms.under is None:
        return _("%(name)s vào sổ với chỗ đứng như trong lịch sử của gói.") % {"name": name}
    values = {"name": name, "under": form.terms.under.name, "on": format_day(found.on)}
    return _("%(name)s trực thuộc %(under)s từ ngày %(on)s.") % values


def _received(request: ActorRequest, found: Reception) -> HttpResponse:
    words = (
        _("Đã nhận. Tải biên nhận để gửi lại bên giao.")
        if found.new
        else _("Gói này đã nhận từ trước; không ghi gì thêm.")
    )
    messages.success(request, words)
    return redirect("history:handover", found.act)


def _aside(digest: str) -> ReadPackage:
    try:
        content = lying_aside(digest)
    except ValueError:
        content = None
    if content is None:
        raise Http404(_("Gói đã chờ quá một ngày. Tải gói lên lại."))
    return read_package(content, name="goi.zip")


def _too_large(upload: LimitedUpload) -> list[Any]:
    if not upload.skipped:
        return []
    most = upload.limit >> 20
    return [problem("PACKAGE_TOO_LARGE", size=f"> {most}", most=most)]


def _asked(
    request: ActorRequest, form: Any, problems: list[Any], *, title: str, save: str
) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "findings": findings_of_problems(problems),
        "save": save,
        "back_url": reverse("history:handovers"),
        "crumbs": crumbs(title),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "history/handover_upload.html", context, status=status)
