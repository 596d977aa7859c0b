"""List who may be in the register twice, and keep who is not."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.members.phrases import Called
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.views.asking import on_day
from dangbo.quality import queries
from dangbo.quality.commands import say_not_same, take_back_not_same
from dangbo.quality.forms.filters import OrgFilter, PairFilter
from dangbo.quality.phrases import in_words
from dangbo.quality.tables.pairs import apart_card, pair_card, pair_columns
from dangbo.quality.views.frame import (
    PAIRS_PER_PAGE,
    chips,
    file_urls,
    frame,
    titled,
    where_of,
)
from dangbo.rules.verdicts import RuleError
from dangbo.ui.addresses import with_day
from dangbo.ui.paging import page_of


def pairs(request: ActorRequest) -> HttpResponseBase:
    """List the pairs who may be one person, the likeliest first."""
    form = PairFilter(request.GET)
    where = where_of(request, form.value("to_chuc"))
    asked, too_many = on_day(request), False
    found = []
    try:
        if where.chosen.settled:
            reason = str(form.value("ly_do"))
            found = queries.likely_pairs(org=where.id, reason=reason, **asked)
    except queries.TooManyPersons:
        too_many = True
    title = titled(_("Có thể trùng"), where)
    if format_asked(request):
        return exported(
            request,
            title=title,
            columns=pair_columns(),
            rows=queries.pair_rows(pairs=found, **asked),
            file="co-the-trung",
            org=where.name,
            chips=chips(request, form),
            invented=lambda row: bool(row.invented),
        )
    page = page_of(found, request, PAIRS_PER_PAGE)
    context = {
        "title": title,
        **frame("quality:pairs", where, form),
        "chips": chips(request, form),
        "page": page,
        "pairs": [pair_card(each) for each in queries.pair_rows(pairs=list(page), **asked)],
        "too_many": too_many,
        "exports": file_urls(request),
    }
    return render(request, "quality/pairs.html", context)


def not_same(request: ActorRequest, one: str, other: str) -> HttpResponse:
    """Keep that two persons are not one, and go back to the pairs."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = queries.pair_of(one=one, other=other, **on_day(request))
    if found is None:
        raise Http404(_("Không có cặp này, hoặc tài khoản không được xem."))
    names = {one: found.one.name, other: found.other.name}
    try:
        say_not_same(
            actor=request.actor, one=one, other=other, reason=request.POST.get("ly_do", "").strip()
        )
    except RuleError as error:
        for each in in_words(error.verdict, called=Called(), names=names):
            messages.error(request, str(each.text))
    else:
        told = _("Đã ghi %(one)s và %(other)s là hai người khác nhau.")
        messages.success(request, told % {"one": found.one.name, "other": found.other.name})
    return redirect(_back(request))


def _back(request: ActorRequest) -> str:
    """Return the list that the post came from, with its filters."""
    query = request.POST.get("tu", "")
    return f"{reverse('quality:pairs')}{query if query.startswith('?') else ''}"


def apart(request: ActorRequest) -> HttpResponse:
    """List the pairs said not to be one, each with the way to take it back."""
    form = OrgFilter(request.GET)
    where = where_of(request, "")
    found = queries.told_apart(**on_day(request))
    page = page_of(found, request, PAIRS_PER_PAGE)
    context = {
        "title": _("Không phải một người"),
        **frame("quality:apart", where, form),
        "page": page,
        "pairs": [apart_card(each) for each in page],
    }
    return render(request, "quality/apart.html", context)


def same_again(request: ActorRequest, act: int) -> HttpResponse:
    """Take back that two persons are not one."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        take_back_not_same(actor=request.actor, act=act)
    except RuleError as error:
        for each in in_words(error.verdict, called=Called(), names={}):
            messages.error(request, str(each.text))
    else:
        messages.success(request, _("Đã bỏ ghi chú này: cặp lại được xét."))
    return redirect(with_day(reverse("quality:apart"), request.as_of))
