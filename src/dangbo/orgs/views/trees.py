"""Show the tree of a day, one branch of it, and either as a file."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.forms import TreeFilter
from dangbo.orgs.queries import ChildRow, children, roots, tree
from dangbo.orgs.queries.states import (
    children_counts,
    counts_by_child,
    counts_of_all,
    matching,
    path_to,
    states_near,
)
from dangbo.orgs.tables.stats import count_stats
from dangbo.orgs.tables.trees import (
    PART,
    Level,
    branch_columns,
    branch_nodes,
    branch_rows,
    branch_url,
    found_nodes,
    level_nodes,
)
from dangbo.orgs.views.asking import on_day, org_of
from dangbo.orgs.views.tabs import area_tabs, chips_of
from dangbo.ui.addresses import query_with, with_day
from dangbo.ui.panels import panels_for
from dangbo.ui.parts import Node

FEW_ROOTS: Final = 3
AT_ONCE: Final = 1_000
COUNTED: Final = 20_000


class Picture(NamedTuple):
    """A tree ready to be drawn, how many were found by the filter, and how many are not drawn."""

    nodes: Sequence[Node]
    found: int | None = None
    left_out: int = 0


def home(request: ActorRequest) -> HttpResponseBase:
    """Show the tree of the day: whole, narrowed to what is looked for, or opened at one place."""
    form = TreeFilter(request.GET, on=request.as_of.on)
    if format_asked(request):
        return _file(request, form)
    counts = counts_of_all(**on_day(request))
    context = {
        "tabs": area_tabs("orgs:home"),
        "form": form,
        "picture": _picture(request, form),
        "chips": chips_of(request, form),
        "total": counts.total,
        "panels": panels_for("tree", subject=None, **on_day(request)),
        "stats": count_stats(counts, request.as_of.on),
        "exports": {kind: _export_url(request, form, kind) for kind in ("xlsx", "csv")},
        "all_at_once": counts.total <= AT_ONCE,
    }
    return render(request, "orgs/tree.html", context)


def _export_url(request: ActorRequest, form: TreeFilter, kind: str) -> str:
    """Return the address of the file of what is shown: a branch where the tree is opened at one."""
    at = request.GET.get("mo", "")
    if at and not (form.value("q") or form.value("loai")):
        return with_day(f"{branch_url(at)}?xuat={kind}", request.as_of)
    return query_with(request, xuat=kind)


def branch(request: ActorRequest, uid: str = "") -> HttpResponseBase:
    """Answer the lines below one organisation; a browser without a script goes to its page."""
    if format_asked(request):
        return _branch_file(request, uid)
    if not request.headers.get("HX-Request"):
        return redirect(with_day(f"{reverse('orgs:home')}?mo={uid}#node-{uid}", request.as_of))
    org = org_of(request, uid) if uid else None
    level = _level(request, org.id if org else None, uid)
    part = request.GET.get("phan", "")
    first = int(part) if part.isdecimal() else None
    nodes = level_nodes(level, request.as_of.on, first=first)
    return render(request, "ui/tree_lines.html", {"nodes": nodes})


def _picture(request: ActorRequest, form: TreeFilter) -> Picture:
    if form.value("q") or form.value("loai"):
        return _found(request, form)
    at = request.GET.get("mo", "")
    if request.GET.get("het"):
        return _whole(request, at)
    path = path_to(org=org_of(request, at).id, **on_day(request)) if at else []
    opened: dict[int, list[Node]] = {}
    current = path[-1] if path else None
    on = request.as_of.on
    uids = _uids(request, path)
    for org in reversed(path):
        opened[org] = level_nodes(_level(request, org, uids[org], opened, current), on)
    top = _level(request, None, "", opened, current)
    few = top.rows if len(top.rows) <= FEW_ROOTS else []
    for row in few:
        if row.id not in opened and row.children:
            opened[row.id] = level_nodes(_level(request, row.id, row.uid, opened, current), on)
    return Picture(level_nodes(top, on))


def _uids(request: ActorRequest, path: Sequence[int]) -> dict[int, str]:
    return {org: each.uid for org, each in states_near(orgs=path, **on_day(request)).items()}


def _level(
    request: ActorRequest,
    org: int | None,
    uid: str,
    opened: dict[int, list[Node]] | None = None,
    current: int | None = None,
) -> Level:
    asked = on_day(request)
    rows: list[ChildRow] = roots(**asked) if org is None else children(org=org, **asked)
    small = sum(row.below for row in rows) <= COUNTED
    counts = counts_by_child(org=org, **asked) if small else {}
    return Level(uid, rows, counts, {} if opened is None else opened, current)


def _found(request: ActorRequest, form: TreeFilter) -> Picture:
    asked = on_day(request)
    found = matching(text=form.value("q"), counted_as=form.value("loai"), limit=PART, **asked)
    orgs = {org for path in found.paths for org in path}
    briefs = states_near(orgs=orgs, **asked)
    below = children_counts(orgs=[path[-1] for path in found.paths], **asked)
    nodes = found_nodes(found.paths, briefs, below, request.as_of.on)
    return Picture(nodes, found.total, found.total - len(found.paths))


def _whole(request: ActorRequest, uid: str) -> Picture:
    """Return a branch, or everything, with every line open, as far as one page can hold it."""
    org = org_of(request, uid).id if uid else None
    rows = branch_rows(tree(org=org, **on_day(request)))
    return Picture(
        branch_nodes(rows[:AT_ONCE], request.as_of.on), left_out=max(0, len(rows) - AT_ONCE)
    )


def _file(request: ActorRequest, form: TreeFilter) -> HttpResponseBase:
    rows = branch_rows(tree(**on_day(request)))
    if form.value("q") or form.value("loai"):
        found = matching(
            text=form.value("q"), counted_as=form.value("loai"), limit=None, **on_day(request)
        )
        wanted = {path[-1] for path in found.paths}
        rows = [row for row in rows if row.org.id in wanted]
    return exported(
        request,
        title=_("Cây tổ chức đảng"),
        columns=branch_columns(request.as_of.on),
        rows=rows,
        file="cay-to-chuc",
        chips=chips_of(request, form),
        invented=lambda row: row.org.invented,
        about_persons=False,
    )


def _branch_file(request: ActorRequest, uid: str) -> HttpResponseBase:
    rows = branch_rows(tree(org=org_of(request, uid).id, **on_day(request)))
    return exported(
        request,
        title=_("Nhánh tổ chức đảng"),
        columns=branch_columns(request.as_of.on),
        rows=rows,
        file=f"nhanh-{uid}",
        org=rows[0].org.name if rows else uid,
        invented=lambda row: row.org.invented,
        about_persons=False,
    )
