"""Lay out the figures of an organisation by the four terms; each figure leads to its list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.quality.phrases import check_name, term_name
from dangbo.quality.queries import BranchSums, Figures, Late, Moment, Sums
from dangbo.quality.tables.parts import address, marks, percent
from dangbo.rules.record_quality import CITIZEN_DIFFERS, CLEAN, COMPLETE, LIVE, RIGHT, term_of
from dangbo.ui.parts import Stat
from dangbo.ui.tables import Column, Sort


@dataclass(frozen=True)
class Line:
    """One figure: what is looked for, how many, which part of all, and the list behind it."""

    label: str
    count: str
    share: str
    url: str
    bad: bool = False


@dataclass(frozen=True)
class Block:
    """The figures of one term; `about` says what it asks."""

    key: str
    title: str
    about: str
    lines: list[Line]
    source: str = ""


def term_stats(sums: Sums, org: str) -> list[Stat]:
    """Return the one figure of each term: of how many records it says nothing, or what is there."""
    found = [_term_stat(term, sums, org) for term in (RIGHT, COMPLETE, CLEAN, LIVE)]
    found.insert(0, Stat(_("Đảng viên"), format_number(sums.total)))
    return found


def _term_stat(term: str, sums: Sums, org: str) -> Stat:
    count = sums.terms[term]
    value = percent(*good_part(term, sums))
    note = _("%(count)s hồ sơ cần xem") % {"count": format_number(count)}
    url = address("quality:list", org, muc=term) if count else ""
    return Stat(term_name(term), value, url, note)


def good_part(term: str, sums: Sums) -> tuple[int, int]:
    """Return how much is good of how much: of required fields, else of records."""
    if term == COMPLETE:
        return sums.filled, sums.asked
    return sums.total - sums.terms[term], sums.total


def blocks_of(found: Figures, org: str, late: Late, pairs: int | None) -> list[Block]:
    """Return the figures of every check by term."""
    about = {
        RIGHT: _("Dữ kiện không thể có hoặc mâu thuẫn nhau"),
        COMPLETE: _("Số hồ sơ còn thiếu từng mục bắt buộc"),
        CLEAN: _("Trùng lặp, tên viết sai, giá trị ngoài danh mục"),
        LIVE: _("Hồ sơ lâu không cập nhật, việc quá hạn"),
    }
    lines: dict[str, list[Line]] = {term: [] for term in about}
    for key, count in found.sums.found.items():
        code, _sign, where = key.partition(".")
        term = term_of(code)
        whole = found.officials if where in found.terms.official else found.sums.total
        url = address("quality:list", org, muc=key) if count else ""
        share = percent(count, whole) if count else ""
        lines[term].append(_line(check_name(key), count, share, url))
    lines[RIGHT].append(_citizens_line(org))
    lines[CLEAN].insert(0, _pairs_line(org, pairs))
    lines[LIVE] += _late_lines(org, late)
    sources = {COMPLETE: found.terms.source, RIGHT: found.terms.checks_source}
    return [
        Block(term, term_name(term), about[term], own, sources.get(term, ""))
        for term, own in lines.items()
    ]


def _line(label: str, count: int, share: str, url: str) -> Line:
    return Line(label, format_number(count), share, url, bad=count > 0)


def _pairs_line(org: str, pairs: int | None) -> Line:
    url = address("quality:pairs", org)
    if pairs is None:
        return Line(_("Cặp có thể trùng"), "", _("mở để tìm"), url)
    return _line(_("Cặp có thể trùng"), pairs, "", url)


def _citizens_line(org: str) -> Line:
    """Lead to the check that opens sealed numbers: only whoever asks for it has them opened."""
    url = address("quality:list", org, muc=CITIZEN_DIFFERS)
    return Line(check_name(CITIZEN_DIFFERS), "", _("mở để kiểm"), url)


def _late_lines(org: str, late: Late) -> list[Line]:
    steps = address("cases:home", org, tinh_trang="overdue") if late.steps else ""
    lapsed = address("cases:candidates", org) if late.lapsed else ""
    return [
        _line(_("Hồ sơ đang giải quyết quá hạn"), late.steps, "", steps),
        _line(_("Cảm tình Đảng có chứng nhận hết hạn"), len(late.lapsed), "", lapsed),
    ]


def below_columns() -> list[Column]:
    """Return the columns of the organisations directly below."""
    return [
        Column(
            "name",
            lazy("Tổ chức"),
            value=_name,
            main=True,
            sortable=True,
            url=lambda row: address("quality:home", row.uid) if not row.own else "",
            badges=lambda row: marks(invented=row.invented),
        ),
        Column(
            "total",
            lazy("Đảng viên"),
            value=lambda row: row.sums.total,
            numeric=True,
            sortable=True,
        ),
        *(_term_column(term) for term in (RIGHT, COMPLETE, CLEAN, LIVE)),
    ]


def _name(row: BranchSums) -> str:
    return _("Ngay tại tổ chức này") if row.own else row.name


def _term_column(term: str) -> Column:
    def value(row: BranchSums) -> str:
        return percent(*good_part(term, row.sums))

    return Column(term, term_name(term), value=value, numeric=True, sortable=True)


def below_shown(rows: Iterable[BranchSums], sort: Sort) -> list[BranchSums]:
    """Return the organisations below in the order asked for: the worst first by itself."""
    found = list(rows)
    if sort.key == "name":
        return found[::-1] if sort.descending else found
    if sort.key == "total":
        return sorted(found, key=lambda row: row.sums.total, reverse=sort.descending)
    if sort.key in {RIGHT, COMPLETE, CLEAN, LIVE}:
        return sorted(found, key=lambda row: _share(sort.key, row), reverse=sort.descending)
    return sorted(found, key=lambda row: -row.sums.worst)


def _share(term: str, row: BranchSums) -> float:
    good, whole = good_part(term, row.sums)
    return good / whole if whole else 1.0


def trend_stats(moments: Sequence[Moment]) -> list[Stat]:
    """Return the course of each term as a line, with where it stands and how far it moved."""
    known = [each.sums for each in moments if each.sums is not None]
    if not known:
        return []
    return [_course(term, known) for term in (RIGHT, COMPLETE, CLEAN, LIVE)]


def _course(term: str, known: Sequence[Sums]) -> Stat:
    points = [100 * good / whole for good, whole in (good_part(term, each) for each in known)]
    moved = round(points[-1] - points[0], 1)
    change = f"{'+' if moved > 0 else ''}{format_number(moved)}"
    note = _("điểm phần trăm so với mốc đầu")
    return Stat(
        term_name(term),
        percent(*good_part(term, known[-1])),
        note=note,
        change=change,
        points=points,
    )


def trend_columns() -> list[Column]:
    """Return the columns of the ends of months."""
    return [
        Column("on", lazy("Ngày"), value=lambda row: format_day(row.on), main=True),
        Column("total", lazy("Đảng viên"), value=_total, numeric=True),
        *(_moment_column(term) for term in (RIGHT, COMPLETE, CLEAN, LIVE)),
    ]


def _total(row: Moment) -> object:
    return row.sums.total if row.sums else _("chưa ghi sổ")


def _moment_column(term: str) -> Column:
    def value(row: Moment) -> str:
        return percent(*good_part(term, row.sums)) if row.sums else ""

    return Column(term, term_name(term), value=value, numeric=True)


def home_url(org: str) -> str:
    """Return the figures of an organisation."""
    return f"{reverse('quality:home')}?to_chuc={org}"
