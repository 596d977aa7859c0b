"""Lay out how many members there are of each sort; each figure leads to its list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dangbo.base.numbers import format_number
from dangbo.members.phrases import (
    activity_name,
    attribute_name,
    attribute_value,
    ethnicity_name,
    sex_name,
    standing_name,
)
from dangbo.members.phrases.names import MINORITY
from dangbo.members.queries.counting import ANY, UNKNOWN, MemberCounts, OrgCount
from dangbo.rules.age_bands import Band, bands_on
from dangbo.rules.member_attributes import attribute_kinds, level_of
from dangbo.ui.parts import Badge, Stat, invented_badge
from dangbo.ui.tables import Column


@dataclass(frozen=True)
class CountLine:
    """One figure: how many, which part of all, and the list behind it."""

    label: str
    count: int
    share: str
    url: str


@dataclass(frozen=True)
class CountBlock:
    """Figures that belong together."""

    key: str
    title: str
    lines: list[CountLine]


def list_url(org: str, **asked: object) -> str:
    """Return the list of those who are counted."""
    given = {"to_chuc": org} if org else {}
    query = {**given, **{name: value for name, value in asked.items() if value not in (None, "")}}
    return f"{reverse('members:home')}?{urlencode(query)}" if query else reverse("members:home")


def share_of(part: int, whole: int) -> str:
    """Return a part of a whole in per cent with one decimal; nothing of nothing."""
    return f"{format_number(round(100 * part / whole, 1))} %" if whole else ""


def head_stats(counts: MemberCounts, org: str) -> list[Stat]:
    """Return the few figures that are asked for first."""
    figures: tuple[tuple[str, int, dict[str, str]], ...] = (
        (_("Đảng viên"), counts.total, {}),
        (_("Chính thức"), counts.by_standing.get("official", 0), {"tu_cach": "official"}),
        (_("Dự bị"), counts.by_standing.get("probationary", 0), {"tu_cach": "probationary"}),
        (_("Nữ"), counts.by_sex.get("nu", 0), {"gioi": "nu"}),
        (_("Dân tộc thiểu số"), counts.minority, {"dan_toc": MINORITY}),
    )
    return [
        Stat(label, format_number(count), list_url(org, **asked), share_of(count, counts.total))
        for label, count, asked in figures
    ]


def org_stats(org: str, total: int, probationary: int) -> list[Stat]:
    """Return the few figures that the page of an organisation shows."""
    figures: tuple[tuple[str, int, dict[str, str]], ...] = (
        (_("Đảng viên"), total, {}),
        (_("Chính thức"), total - probationary, {"tu_cach": "official"}),
        (_("Dự bị"), probationary, {"tu_cach": "probationary"}),
    )
    return [Stat(label, format_number(n), list_url(org, **asked)) for label, n, asked in figures]


def count_blocks(counts: MemberCounts, org: str, on: date) -> list[CountBlock]:
    """Return all figures by what they are of; those of nobody at all are left out."""
    blocks = [*_plain_blocks(counts, org), *_band_blocks(counts, org, on)]
    blocks += list(_attribute_blocks(counts, org))
    return [block for block in blocks if any(line.count for line in block.lines)]


def _plain_blocks(counts: MemberCounts, org: str) -> Iterator[CountBlock]:
    def block(
        key: str, title: str, figures: Mapping[str, int], name: str, words: Mapping[str, str]
    ) -> CountBlock:
        lines = [
            _line(words[code], count, counts.total, list_url(org, **{name: code}) if code else "")
            for code, count in figures.items()
        ]
        return CountBlock(key, title, lines)

    unknown = {UNKNOWN: _("Chưa rõ")}
    standings = {code: standing_name(code) for code in counts.by_standing} | unknown
    activities = {code: activity_name(code) for code in counts.by_activity} | unknown
    sexes = {code: sex_name(code) for code in counts.by_sex} | unknown
    groups = {code: ethnicity_name(code) for code in counts.by_ethnicity} | unknown
    yield block("standing", _("Tư cách đảng viên"), counts.by_standing, "tu_cach", standings)
    yield block("activity", _("Sinh hoạt"), counts.by_activity, "sinh_hoat", activities)
    yield _temporary_block(counts, org)
    yield block("sex", _("Giới tính"), counts.by_sex, "gioi", sexes)
    yield block("ethnicity", _("Dân tộc"), counts.by_ethnicity, "dan_toc", groups)


def _temporary_block(counts: MemberCounts, org: str) -> CountBlock:
    lines = [
        _line(
            _("Từ nơi khác đến"), counts.temporary_in, counts.total, list_url(org, tam_thoi="den")
        ),
        _line(
            _("Đang đi nơi khác"), counts.temporary_out, counts.total, list_url(org, tam_thoi="di")
        ),
    ]
    return CountBlock("temporary", _("Sinh hoạt tạm thời"), lines)


def _band_blocks(counts: MemberCounts, org: str, on: date) -> Iterator[CountBlock]:
    for key, title, measure, figures, first, last in (
        ("age", _("Tuổi đời"), "age", counts.by_age, "tuoi_tu", "tuoi_den"),
        ("party_age", _("Tuổi đảng"), "party_age", counts.by_party_age, "td_tu", "td_den"),
    ):
        bands = {each.code: each for each in bands_on(measure, on).bands}  # type: ignore[arg-type]
        lines = []
        for code, count in figures.items():
            band = bands.get(code)
            url = list_url(org, **{first: band.first, last: band.last}) if band else ""
            lines.append(_line(_band_name(band), count, counts.total, url))
        yield CountBlock(key, title, lines)


def _band_name(band: Band | None) -> str:
    if band is None:
        return _("Chưa rõ")
    return band.name_en if (get_language() or "").startswith("en") else band.name


def _attribute_blocks(counts: MemberCounts, org: str) -> Iterator[CountBlock]:
    for kind, figures in counts.by_attribute.items():
        name = f"a.{kind}"
        lines = [
            _line(
                _("Có") if value == ANY else attribute_value(kind, value),
                count,
                counts.total,
                list_url(org, **{name: "co" if value in {ANY, "co"} else value}),
            )
            for value, count in figures.items()
            if count or attribute_kinds()[kind].ordered
        ]
        yield CountBlock(kind, attribute_name(kind), [each for each in lines if each.count])
        levels = counts.at_least.get(kind, {})
        upwards = [
            _line(
                _("%(value)s trở lên") % {"value": attribute_value(kind, value)},
                count,
                counts.total,
                list_url(org, **{name: f"tu:{value}"}),
            )
            for value, count in levels.items()
            if count and level_of(kind, value)
        ]
        title = _("%(kind)s, từ mức này trở lên") % {"kind": attribute_name(kind)}
        yield CountBlock(f"{kind}-up", title, upwards)


def _line(label: str, count: int, whole: int, url: str) -> CountLine:
    return CountLine(label[:1].upper() + label[1:], count, share_of(count, whole), url)


def below_columns() -> list[Column]:
    """Return the columns of how many members each organisation directly below has."""
    return [
        Column("name", _("Tổ chức"), main=True, url=_list_of, badges=_marks),
        Column("total", _("Đảng viên"), numeric=True),
    ]


def _list_of(row: OrgCount) -> str:
    return f"{reverse('members:counts')}?{urlencode({'to_chuc': row.uid})}"


def _marks(row: OrgCount) -> list[Badge]:
    return [invented_badge(brief=True)] if row.invented else []


def filled(rows: Iterable[OrgCount]) -> list[OrgCount]:
    """Return those that have members, the others left out."""
    return [row for row in rows if row.total]
