"""Tell how many members there are, as `dangbo count` does."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from dangbo.members.phrases.names import activity_name, attribute_name, attribute_value, sex_name
from dangbo.members.queries import MemberCounts, member_counts
from dangbo.orgs.management.counts import FurtherCount
from dangbo.rules.age_bands import bands_on

PLAIN = (
    *("total", "by_standing", "by_activity", "by_sex", "minority", "by_age", "by_party_age"),
    *("by_attribute", "at_least", "temporary_in", "temporary_out", "since", "admitted_since"),
)


def counted_members(**asked: Any) -> FurtherCount:
    """Count the members of an organisation and of all below it."""
    found = member_counts(**asked)
    everything = asdict(found)
    answer = {name: everything[name] for name in PLAIN}
    below = [{"org": each.uid, "total": each.total} for each in found.below]
    return FurtherCount({**answer, "own": found.own, "below": below}, list(_lines(found, asked)))


def _lines(found: MemberCounts, asked: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    yield _("Đảng viên"), found.total
    yield _("Đảng viên chính thức"), found.by_standing.get("official", 0)
    yield _("Đảng viên dự bị"), found.by_standing.get("probationary", 0)
    for activity, count in found.by_activity.items():
        if activity != "active" and count:
            yield _("Đảng viên %(activity)s") % {"activity": activity_name(activity)}, count
    for sex, count in found.by_sex.items():
        yield _("Giới tính: %(sex)s") % {"sex": sex_name(sex) or _("chưa rõ")}, count
    yield _("Dân tộc thiểu số"), found.minority
    for measure, counts in (("age", found.by_age), ("party_age", found.by_party_age)):
        names = {band.code: band.name for band in bands_on(measure, asked["on"]).bands}  # type: ignore[arg-type]
        label = _("Tuổi đời") if measure == "age" else _("Tuổi đảng")
        for code, count in counts.items():
            if count:
                yield f"{label}: {names.get(code) or _('chưa rõ')}", count
    yield from _levels(found)
    yield _("Sinh hoạt tạm thời từ nơi khác đến"), found.temporary_in
    yield _("Sinh hoạt tạm thời ở nơi khác"), found.temporary_out
    if found.since is not None:
        yield _("Kết nạp từ ngày đó"), found.admitted_since


def _levels(found: MemberCounts) -> Iterator[tuple[str, int]]:
    """Yield each level that anyone has, and how many have it or one above."""
    for kind, counts in found.at_least.items():
        for value, count in counts.items():
            values = {"kind": attribute_name(kind), "value": attribute_value(kind, value)}
            if own := found.by_attribute[kind].get(value, 0):
                yield _("%(kind)s: %(value)s") % values, own
                yield _("%(kind)s: %(value)s trở lên") % values, count
