"""Make the box in which a change says where the members of its sources go."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from dangbo.desk.queries.people import choosing_page, is_about_members
from dangbo.desk.tables.boxes import MembersBox, MemberSource, OrgBox
from dangbo.rules.member_places import members_in, results_in, sources_in, taken_by_rule

Called = Callable[[str], str]


def members_box(
    *,
    draft: int,
    change: Mapping[str, Any],
    counts: Mapping[str, int],
    begun: list[str],
    name_of: Called,
    rest: OrgBox,
) -> MembersBox:
    """Return the box; one that has nobody to speak of is empty."""
    listed = Counter(org for org in (members_in(change).get("listed") or {}).values() if org)
    sources = [
        MemberSource(name_of(key), counts[key], _by_rule(change, key, name_of))
        for key in sources_in(change)
        if counts.get(key)
    ]
    total = sum(each.count for each in sources)
    results = dict.fromkeys([*results_in(change), *begun])
    page = choosing_page()
    return MembersBox(
        "members",
        _("Đảng viên"),
        "members",
        required=False,
        shown=is_about_members(change, counts),
        sources=sources,
        total=total,
        listed=[(name_of(org), count) for org, count in listed.most_common()],
        left=max(0, total - listed.total()),
        results=[(key, name_of(key)) for key in results],
        rest=replace(rest, label=_("Tất cả còn lại về"), required=False),
        places_url=_url(page, draft, change) if page and total else "",
    )


def _by_rule(change: Mapping[str, Any], source: str, name_of: Called) -> str:
    """Say in words where the members of a source go when nothing else is said."""
    to = taken_by_rule(change, source)
    if to == source:
        return _("ở lại")
    return _("theo về %(name)s") % {"name": name_of(to)} if to else _("chưa có nơi về")


def _url(page: str, draft: int, change: Mapping[str, Any]) -> str:
    try:
        return reverse(page, args=[draft, change["id"]])
    except NoReverseMatch:
        return ""
