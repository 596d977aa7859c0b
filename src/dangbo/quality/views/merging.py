"""Merge two records of one person after the verdict, list the merges, and part them again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.members.commands.merging import (
    foresee_merge,
    merge_persons,
    undo_merge,
)
from dangbo.members.commands.seen import paper_of
from dangbo.members.tables.members import member_url
from dangbo.members.views.naming import called_in
from dangbo.orgs.views.asking import on_day
from dangbo.quality import queries
from dangbo.quality.forms.filters import OrgFilter
from dangbo.quality.forms.merging import MergeForm, ReasonForm, TwoForm
from dangbo.quality.phrases import in_words
from dangbo.quality.queries import PairRow
from dangbo.quality.queries.merges import MergeRow, all_merges
from dangbo.quality.tables.merging import conflict_words, merge_columns, sheets_differing
from dangbo.quality.tables.pairs import compared, pair_card
from dangbo.quality.views.frame import PER_PAGE, REFUSED, crumbs, frame, where_of
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.paging import page_of
from dangbo.ui.tables import table_of


def merge(request: ActorRequest, kept: str, gone: str) -> HttpResponse:
    """Show two records side by side with a choice at each conflict; on a post, merge them."""
    pair = queries.pair_of(one=kept, other=gone, **on_day(request))
    if pair is None:
        raise Http404(_("Không có cặp này, hoặc tài khoản không được xem."))
    asked: dict[str, Any] = {
        "actor": request.actor,
        "kept": kept,
        "gone": gone,
        "on": request.as_of.on,
    }
    preview = foresee_merge(**asked)
    found = [each.found for each in preview.conflicts if each.found]
    words = conflict_words(preview.conflicts, called_in(request, found))
    posted = request.method == "POST" and request.as_of.is_today
    form = MergeForm(
        request.POST if posted else None,
        actor=request.actor,
        conflicts=preview.conflicts,
        words=words,
    )
    valid = form.is_valid()
    asked |= {"dropped": form.dropped, "identity": form.identity}
    if posted and valid and "check" not in request.POST:
        try:
            act = merge_persons(
                **asked,
                reason=form.reason,
                paper=paper_of(actor=request.actor, paper=form.cleaned_data["so"]),
            )
        except RuleError as error:
            return _merge_page(request, pair, form, error.verdict, REFUSED)
        told = _(
            "Đã nhập vào hồ sơ của %(name)s. Muốn tách lại: mục Hồ sơ đã nhập, nhật ký số %(act)s."
        )
        messages.success(request, told % {"name": pair.one.name, "act": act.seq})
        return redirect(member_url(kept))
    status = REFUSED if posted and not valid else 200
    return _merge_page(request, pair, form, foresee_merge(**asked).verdict, status)


def _merge_page(
    request: ActorRequest, pair: PairRow, form: MergeForm, verdict: Verdict, status: int
) -> HttpResponse:
    one, other = pair.one.uid, pair.other.uid
    names = {one: pair.one.name, other: pair.other.name}
    called = called_in(request, verdict.against)
    title = _("Nhập hai hồ sơ của một người")
    context = {
        "title": title,
        "crumbs": crumbs(title),
        "pair": pair_card(pair),
        "compared": compared(pair),
        "form": form,
        "sheets": list(sheets_differing(form.conflicts)),
        "findings": in_words(verdict, called=called, names=names),
        "refused": not verdict.allows,
        "swap_url": reverse("quality:merge", args=[other, one]),
    }
    return render(request, "quality/merge.html", context, status=status)


def choose(request: ActorRequest) -> HttpResponse:
    """Ask for two persons who are one, and go on to their page."""
    asked = "mot" in request.GET or "hai" in request.GET
    form = TwoForm(request.GET if asked else None, asked=on_day(request))
    if asked and form.is_valid():
        return redirect("quality:merge", form.cleaned_data["mot"], form.cleaned_data["hai"])
    title = _("Chọn hai hồ sơ của một người")
    context = {"title": title, "crumbs": crumbs(title), "form": form}
    return render(request, "quality/choose.html", context, status=REFUSED if asked else 200)


def merges(request: ActorRequest) -> HttpResponse:
    """List the merges recorded, each with the way to part the two again."""
    where = where_of(request, "")
    page = page_of(all_merges(actor=request.actor), request, PER_PAGE)
    title = _("Hồ sơ đã nhập")
    context = {
        "title": title,
        **frame("quality:merges", where, OrgFilter(request.GET)),
        "page": page,
        "table": table_of(request, merge_columns(), page, caption=title),
        "choose_url": reverse("quality:choose"),
    }
    return render(request, "quality/merges.html", context)


def undo(request: ActorRequest, act: int) -> HttpResponse:
    """Show a merge; on a post with a reason, part the two again."""
    row = next(iter(all_merges(actor=request.actor, act=act)), None)
    if row is None:
        raise Http404(_("Không có lần nhập hồ sơ này."))
    posted = request.method == "POST" and request.as_of.is_today
    form = ReasonForm(request.POST if posted else None, actor=request.actor)
    if posted and form.is_valid():
        try:
            undo_merge(
                actor=request.actor,
                act=act,
                reason=form.reason,
                paper=paper_of(actor=request.actor, paper=form.cleaned_data["so"]),
            )
        except RuleError as error:
            return _undo_page(request, row, form, error.verdict, REFUSED)
        messages.success(request, _("Đã tách lại hai hồ sơ."))
        return redirect("quality:merges")
    return _undo_page(request, row, form, Verdict(), REFUSED if posted else 200)


def _undo_page(
    request: ActorRequest, row: MergeRow, form: ReasonForm, verdict: Verdict, status: int
) -> HttpResponse:
    title = _("Tách lại hai hồ sơ đã nhập")
    called = called_in(request, verdict.against)
    context = {
        "title": title,
        "crumbs": crumbs(title),
        "row": row,
        "form": form,
        "kept_url": member_url(row.kept),
        "findings": in_words(verdict, called=called, names={row.kept: row.kept_name}),
    }
    return render(request, "quality/undo.html", context, status=status)
