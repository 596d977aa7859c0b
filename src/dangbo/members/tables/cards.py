"""Turn a member into the card and the facts of his or her page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.members.phrases import (
    activity_name,
    attribute_name,
    attribute_value,
    ethnicity_name,
    number_name,
    religion_name,
    sex_name,
    standing_name,
)
from dangbo.members.phrases.names import FIELDS, IDENTITY
from dangbo.members.queries import Member, StandingSpan, ValueSpan
from dangbo.members.tables.members import birth_words, party_years
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.tables.parts import org_url
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.member_numbers import SECRET
from dangbo.rules.party_age import age_on
from dangbo.ui.parts import Crumb, Fact, Text

DAY = timedelta(days=1)
GROUPS = {
    "education": lazy("Học vấn, lý luận chính trị"),
    "work": lazy("Nghề nghiệp, công tác"),
    "residence": lazy("Nơi cư trú"),
    "mass_organisations": lazy("Đoàn thể"),
    "discipline": lazy("Kỷ luật"),
}


@dataclass(frozen=True)
class SpanLine:
    """A value over a span of days, with the way to change it."""

    label: str
    value: str
    since: str
    until: str
    url: str = ""
    change_url: str = ""


@dataclass(frozen=True)
class NumberLine:
    """A number and its validity; a secret one is shown on request."""

    kind: str
    label: str
    value: str
    since: str
    until: str
    secret: bool


def initials_of(name: str) -> str:
    """Return the first letters of the family name and of the given name."""
    words = name.split()
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


def card_facts(found: Member, path: Sequence[OrgName], on: date) -> list[Fact]:
    """Return what tells a member at a glance on a day."""
    row = found.row
    stated: list[tuple[Text, str, str]] = [
        (_("Ngày sinh"), _with_age(found, on), ""),
        (IDENTITY["sex"], sex_name(row.sex), ""),
        (IDENTITY["ethnicity"], ethnicity_name(row.ethnicity) if row.ethnicity else "", ""),
        (IDENTITY["religion"], religion_name(row.religion) if row.religion else "", ""),
        (IDENTITY["home_town"], row.home_town, ""),
        *((IDENTITY[name], str(found.facts.get(name) or ""), "") for name in MORE),
    ]
    if row.org is not None:
        stated.insert(0, (_("Nơi sinh hoạt"), row.org.name, org_url(row.org.uid)))
    if row.temporary is not None:
        temporary = (_("Sinh hoạt tạm thời tại"), row.temporary.name, org_url(row.temporary.uid))
        stated.insert(1, temporary)
    stated += [
        (_("Ngày quyết định kết nạp"), format_day(row.admitted) if row.admitted else "", ""),
        (FIELDS["recognised"], format_day(found.recognised) if found.recognised else "", ""),
        (_("Tuổi đảng"), _party_age(found, on), ""),
    ]
    return [Fact(label, value, url) for label, value, url in stated if value]


MORE = ("birth_name", "other_names", "birthplace")


def _with_age(found: Member, on: date) -> str:
    words = birth_words(found.row)
    if found.row.birth is None or found.row.birth > on:
        return words
    years = age_on(since=found.row.birth, on=on).years
    return _("%(day)s (%(years)s tuổi)") % {"day": words, "years": years}


def _party_age(found: Member, on: date) -> str:
    years = party_years(found.row, on)
    if years is None or found.row.counted_from is None:
        return ""
    words = {"years": years, "day": format_day(found.row.counted_from)}
    return _("%(years)s năm (tính từ %(day)s)") % words


def path_crumbs(path: Sequence[OrgName], name: str) -> list[Crumb]:
    """Return the path from the register through the organisations above to the member."""
    above = [Crumb(each.name, org_url(each.uid)) for each in path]
    return [Crumb(_("Đảng viên"), reverse("members:home")), *above, Crumb(name)]


def attribute_groups(found: Member, on: date) -> list[tuple[str, list[SpanLine]]]:
    """Return what holds of a member on a day, and what held before, by group, newest first."""
    lines: dict[str, list[SpanLine]] = {}
    for kind in attribute_kinds().values():
        spans = [each for each in found.attributes if each.kind == kind.code and each.start <= on]
        own = [_attribute_line(found.row.uid, each) for each in reversed(spans)]
        lines.setdefault(kind.group, []).extend(own)
    return [(str(GROUPS.get(group, group)), own) for group, own in lines.items() if own]


def _attribute_line(uid: str, span: ValueSpan) -> SpanLine:
    return SpanLine(
        attribute_name(span.kind),
        attribute_value(span.kind, span.value),
        format_day(span.start),
        _until(span.end),
        change_url=kind_url(uid, "attribute", span.kind),
    )


def kind_url(uid: str, change: str, kind: str) -> str:
    """Return the page that records a value of one attribute or number."""
    return f"{reverse('members:act', args=[uid, change])}?loai={kind}"


def number_lines(found: Member, on: date) -> list[NumberLine]:
    """Return the numbers of a member by kind, the newest of each first."""
    spans = [each for each in found.numbers if each.start <= on]
    ordered = sorted(spans, key=lambda each: (each.kind, -each.start.toordinal()))
    return [
        NumberLine(
            each.kind,
            number_name(each.kind),
            each.value,
            format_day(each.start),
            _until(each.end),
            each.kind in SECRET,
        )
        for each in ordered
    ]


def posting_lines(found: Member, on: date) -> list[SpanLine]:
    """Return where a member was posted up to a day, newest first."""
    official, temporary = _("Chính thức"), _("Tạm thời")
    return [
        SpanLine(
            temporary if each.kind == "temporary" else official,
            each.name.name if each.name else "",
            format_day(each.start),
            _until(each.end),
            org_url(each.name.uid) if each.name else "",
        )
        for each in sorted(found.postings, key=lambda span: span.start, reverse=True)
        if each.start <= on
    ]


def standing_lines(found: Member, on: date) -> list[SpanLine]:
    """Return what a member was up to a day, newest first."""
    return [
        SpanLine(_standing(each), "", format_day(each.start), _until(each.end))
        for each in reversed(found.standings)
        if each.start <= on
    ]


def _standing(span: StandingSpan) -> str:
    words = standing_name(span.standing)
    return words if span.activity == "active" else f"{words}, {activity_name(span.activity)}"


def _until(end: date | None) -> str:
    return format_day(end - DAY) if end else _("nay")
