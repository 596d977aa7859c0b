"""Choose for the members of a drafted change's sources where each of them goes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands.listing_members import list_members
from dangbo.desk.phrases.names import summary_of
from dangbo.desk.queries.directory import begun_by, called
from dangbo.desk.queries.naming import keys_in
from dangbo.desk.queries.opening import Draft, open_draft
from dangbo.desk.views.asking import day_of, lead_on, refused
from dangbo.desk.views.frame import step_context
from dangbo.members.queries.pasted import AMBIGUOUS, RESOLVED, TWICE, PastedLine, read_members
from dangbo.members.queries.posted import Posted, posted_in, told_rows
from dangbo.members.tables.choosing import choice_rows, narrowed, place_counts
from dangbo.orgs.queries import org_ids
from dangbo.rules.member_places import members_in, results_in, sources_in, tells_of_members
from dangbo.rules.verdicts import RuleError
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Crumb

PAGE: Final = "members/choose.html"
PER_PAGE: Final = 100
NOT_LISTED: Final = "-"
START, ANSWER = "to.", "answer."


@dataclass
class Choosing:
    """The members of one change as one request asks for them."""

    request: ActorRequest
    draft: Draft
    change: Mapping[str, Any]

    @property
    def on(self) -> date:
        """Return the day on which they are members there: that of effect."""
        return day_of(self.request, self.draft)

    @cached_property
    def people(self) -> list[Posted]:
        """Return the members of all sources, in the order of names."""
        ids = org_ids(uids=sources_in(self.change))
        return posted_in(actor=self.request.actor, orgs=ids.values(), on=self.on)

    @cached_property
    def listed(self) -> dict[str, str]:
        """Return where those go who are chosen one by one."""
        return dict(members_in(self.change).get("listed") or {})

    @cached_property
    def names(self) -> dict[str, str]:
        """Return what every organisation of the change is called, and those that are begun."""
        keys = keys_in({"changes": [self.change]}) | begun_by(self.draft.content).keys()
        found = called(actor=self.request.actor, content=self.draft.content, keys=keys, on=self.on)
        return {key: each.name for key, each in found.items()}

    @cached_property
    def places(self) -> dict[str, str]:
        """Return where members may go, by key."""
        keys = [*results_in(self.change), *begun_by(self.draft.content), *self.listed.values()]
        return {key: self.names.get(key, key) for key in dict.fromkeys(keys) if key}

    @property
    def found(self) -> list[Posted]:
        """Return those whom the address asks for."""
        asked = self.request.GET
        return narrowed(
            self.people, self.listed, text=asked.get("q", "").strip()[:200], to=asked.get("ve", "")
        )


def choose(request: ActorRequest, draft: int, change: int) -> HttpResponse:
    """Show the members of a change's sources with where each goes; on a post, keep the choice."""
    row = open_draft(actor=request.actor, draft=draft)
    held = next((each for each in row.content["changes"] if each["id"] == change), None)
    if held is None or not tells_of_members(held):
        raise Http404
    choosing = Choosing(request, row, held)
    if request.method != "POST":
        return render(request, PAGE, _context(choosing))
    try:
        return _post(choosing)
    except RuleError as error:
        return refused(request, PAGE, _context(choosing), error.verdict)


def _post(choosing: Choosing) -> HttpResponse:
    request, deed = choosing.request, choosing.request.POST.get("do", "")
    if deed in {"paste", "answer"}:
        return _pasted(choosing)
    _keep(choosing, DEEDS.get(deed, _each)(choosing))
    if deed == "done":
        back = reverse("desk:change", args=[choosing.draft.pk, choosing.change["id"]])
        return lead_on(request, f"{back}#o-members")
    return lead_on(request, request.get_full_path())


def _keep(choosing: Choosing, listed: Mapping[str, str]) -> None:
    """Keep places; persons and places that are not of this change are passed over."""
    here = {each.uid for each in choosing.people}
    good = {
        who: to for who, to in listed.items() if who in here and (not to or to in choosing.places)
    }
    count = list_members(
        actor=choosing.request.actor,
        draft=choosing.draft.pk,
        change=choosing.change["id"],
        listed=good,
    )
    if count:
        said = ngettext(
            "Đã chọn nơi về cho %(count)s người.", "Đã chọn nơi về cho %(count)s người.", count
        )
        messages.success(choosing.request, said % {"count": count})


def _each(choosing: Choosing) -> dict[str, str]:
    post = choosing.request.POST
    return {name.removeprefix(START): post[name] for name in post if name.startswith(START)}


def _ticked(choosing: Choosing) -> dict[str, str]:
    post = choosing.request.POST
    return {**_each(choosing), **dict.fromkeys(post.getlist("row"), post.get("many", ""))}


def _all_found(choosing: Choosing) -> dict[str, str]:
    to = choosing.request.POST.get("many", "")
    return {**_each(choosing), **{each.uid: to for each in choosing.found}}


DEEDS: Final[Mapping[str, Callable[[Choosing], dict[str, str]]]] = {
    "many": _ticked,
    "all": _all_found,
}


def _pasted(choosing: Choosing) -> HttpResponse:
    """Take the lines that are clear, and show the others again."""
    request, post = choosing.request, choosing.request.POST
    to, lines = post.get("pasted", ""), read_members(post.get("lines", ""), choosing.people)
    chosen = {name.removeprefix(ANSWER): post[name] for name in post if name.startswith(ANSWER)}
    taken = {
        each.number: chosen.get(str(each.number)) or each.persons[0].uid
        for each in lines
        if each.state in {RESOLVED, TWICE} or chosen.get(str(each.number))
    }
    _keep(choosing, dict.fromkeys(taken.values(), to))
    left = [each for each in lines if each.number not in taken]
    if not left:
        return lead_on(request, request.get_full_path())
    row = open_draft(actor=request.actor, draft=choosing.draft.pk)
    held = next(each for each in row.content["changes"] if each["id"] == choosing.change["id"])
    again = Choosing(request, row, held)
    return render(request, PAGE, {**_context(again), **_left(left, to)})


def _left(left: Sequence[PastedLine], to: str) -> dict[str, Any]:
    # Lines are numbered anew, as they stand in the box again.
    again = [(number, each) for number, each in enumerate(left, start=1)]
    return {
        "left": [(number, each, each.state == AMBIGUOUS) for number, each in again],
        "typed_again": "\n".join(each.typed for each in left),
        "pasted_to": to,
    }


def _context(choosing: Choosing) -> dict[str, Any]:
    request, draft, change = choosing.request, choosing.draft, choosing.change
    frame = step_context(request, draft, "desk:changes")
    page = page_of(choosing.found, request, PER_PAGE)
    rows = told_rows(actor=request.actor, persons=page.object_list, on=choosing.on)
    back = reverse("desk:change", args=[draft.pk, change["id"]])
    rest = str(members_in(change).get("rest") or "")
    rest_name = choosing.names.get(rest, "") or _("theo quy tắc")
    return {
        **frame,
        "crumbs": [
            *frame["crumbs"][:-1],
            Crumb(summary_of(change, choosing.names, choosing.on), back),
            Crumb(_("Đảng viên")),
        ],
        "heading": _("Từng đảng viên chuyển về đâu"),
        "line": summary_of(change, choosing.names, choosing.on),
        "day": choosing.on,
        "back_url": back,
        "total": len(choosing.people),
        "found": len(choosing.found),
        "page": page,
        "rows": choice_rows(rows, choosing.listed, several=len(sources_in(change)) > 1),
        "places": list(choosing.places.items()),
        "counts": place_counts(choosing.people, choosing.listed, choosing.places, rest_name),
        "rest_name": rest_name,
        "text": request.GET.get("q", ""),
        "to": request.GET.get("ve", ""),
        "not_listed": NOT_LISTED,
    }
