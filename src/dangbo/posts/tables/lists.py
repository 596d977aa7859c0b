"""Lay out the lists of posts: committees, their history, secretaries, plans, declarations."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.base.vietnamese import fold, sort_key
from dangbo.posts.phrases import (
    body_name,
    kind_of_declaration,
    post_name,
    status_name,
    title_name,
    way_name,
)
from dangbo.posts.queries import Committee, DeclarationRow, PlanRow, PostRow, Shortfall, UnifiedRow
from dangbo.posts.tables.parts import (
    Seat,
    basis_url,
    basis_words,
    board_url,
    end_words,
    marks,
    person_badges,
    person_url,
    start_words,
    title_of,
)
from dangbo.ui.parts import Badge, Finding
from dangbo.ui.tables import Column

MOST_TOLD: Final = 5
Keys = dict[str, Callable[[Any], Any]]


def _person(badges: Callable[[Any], Sequence[Badge]], *, sortable: bool = True) -> Column:
    return Column(
        "person",
        _("Họ và tên"),
        value=lambda row: row.person.name,
        url=lambda row: person_url(row.person.uid),
        badges=badges,
        main=True,
        sortable=sortable,
    )


def _paper() -> Column:
    return Column(
        "paper",
        _("Căn cứ"),
        value=lambda row: basis_words(row.basis),
        url=lambda row: basis_url(row.basis),
    )


def committee_columns(found: Committee) -> list[Column]:
    """Return the columns of a body on a day."""

    def badges(row: Seat) -> list[Badge]:
        return person_badges(row.person, found, invented=row.invented)

    return [
        _person(badges, sortable=False),
        Column("titles", _("Chức danh")),
        Column("how", _("Cách giữ chức"), value=lambda row: way_name(row.first.how), phone=False),
        Column("start", _("Từ ngày"), value=lambda row: start_words(row.earliest), whole=True),
        _paper(),
    ]


def history_columns() -> list[Column]:
    """Return the columns of all who ever sat in a body."""
    return [
        _person(lambda row: marks(invented=row.invented), sortable=False),
        Column("title", _("Chức danh"), value=title_of),
        Column("start", _("Từ ngày"), value=start_words, whole=True),
        Column("end", _("Đến ngày"), value=lambda row: end_words(row) or "–"),
        Column("how", _("Cách giữ chức"), value=lambda row: way_name(row.how), phone=False),
        _paper(),
    ]


def leader_columns() -> list[Column]:
    """Return the columns of the secretaries of grassroots organisations."""
    return [
        Column(
            "org",
            _("Tổ chức"),
            value=lambda row: row.org.name,
            url=lambda row: board_url(row.org.uid),
            badges=lambda row: marks(invented=row.org.invented),
            main=True,
            sortable=True,
        ),
        Column(
            "secretary",
            _("Bí thư"),
            value=lambda row: row.secretary.name if row.secretary else _("Chưa ghi"),
            url=lambda row: person_url(row.secretary.uid) if row.secretary else "",
            sortable=True,
        ),
        Column(
            "since",
            _("Từ ngày"),
            value=lambda row: format_day(row.since) if row.since else "–",
            whole=True,
        ),
        Column(
            "unified",
            _("Đồng thời là người đứng đầu"),
            value=lambda row: _("có") if row.unified else _("không"),
            sortable=True,
        ),
    ]


def leaders_shown(
    rows: Sequence[UnifiedRow], *, text: str, kept: str, key: str, descending: bool
) -> list[UnifiedRow]:
    """Return the secretaries that a filter leaves, in the order asked for."""
    words = fold(text).split()
    wanted: Keys = {
        "": lambda row: True,
        "nhat_the": lambda row: row.unified,
        "khong": lambda row: row.secretary is not None and not row.unified,
        "trong": lambda row: row.secretary is None,
    }
    left = [
        row
        for row in rows
        if wanted[kept](row)
        and all(word in fold(f"{row.org.name} {_secretary(row)}") for word in words)
    ]
    keys: Keys = {
        "org": lambda row: sort_key(row.org.name),
        "secretary": lambda row: row.secretary.sort if row.secretary else "",
        "unified": lambda row: row.unified,
    }
    return sorted(left, key=keys[key], reverse=descending)


def _secretary(row: UnifiedRow) -> str:
    return row.secretary.name if row.secretary else ""


def plan_columns() -> list[Column]:
    """Return the columns of the planning lists."""
    return [
        _person(lambda row: marks(invented=row.invented)),
        Column(
            "title",
            _("Chức danh quy hoạch"),
            value=lambda row: post_name(row.body, row.title, row.start),
            sortable=True,
        ),
        Column(
            "org",
            _("Tổ chức"),
            value=lambda row: row.org.name,
            url=lambda row: board_url(row.org.uid),
            sortable=True,
        ),
        Column("term", _("Nhiệm kỳ"), whole=True, sortable=True),
        Column("start", _("Từ ngày"), value=lambda row: format_day(row.start), whole=True),
        _paper(),
    ]


def plans_shown(rows: Sequence[PlanRow], key: str, *, descending: bool) -> list[PlanRow]:
    """Return the planning lists in the order asked for."""
    keys: Keys = {
        "person": lambda row: row.person.sort,
        "title": lambda row: sort_key(title_name(row.title, row.start)),
        "org": lambda row: sort_key(row.org.name),
        "term": lambda row: row.term,
    }
    return sorted(rows, key=keys[key], reverse=descending)


def short_plans(found: Sequence[Shortfall]) -> list[Finding]:
    """Return which planning lists are too short, the first few of them."""
    words = _(
        "%(org)s, %(body)s nhiệm kỳ %(term)s: quy hoạch %(planned)s người; "
        "với số lượng %(seats)s thì cần ít nhất %(least)s."
    )
    told = [
        words
        % {
            "org": each.org.name,
            "body": body_name(each.body, date.max),
            "term": each.term,
            "planned": each.planned,
            "seats": each.seats,
            "least": each.least,
        }
        for each in found[:MOST_TOLD]
    ]
    if len(found) > MOST_TOLD:
        more = _("Còn %(count)s danh sách quy hoạch nữa chưa đủ số người.")
        told.append(more % {"count": len(found) - MOST_TOLD})
    return [Finding("warning", each) for each in told]


def declaration_columns() -> list[Column]:
    """Return the columns of the register of declarations."""
    return [
        _person(_declaration_badges),
        Column("year", _("Năm"), numeric=True, sortable=True, value=lambda row: str(row.year)),
        Column("kind", _("Loại"), value=lambda row: kind_of_declaration(row.kind)),
        Column("status", _("Tình trạng"), value=lambda row: status_name(row.status)),
        Column("start", _("Từ ngày"), value=lambda row: format_day(row.start), whole=True),
        Column("receiver", _("Nơi nhận"), phone=False),
        _paper(),
    ]


def _declaration_badges(row: DeclarationRow) -> list[Badge]:
    late = [Badge(_("Quá hạn"), "bad")] if row.overdue else []
    return [*late, *marks(invented=row.invented)]


def declarations_shown(
    rows: Sequence[DeclarationRow], key: str, *, descending: bool
) -> list[DeclarationRow]:
    """Return the declarations in the order asked for."""
    keys: Keys = {"person": lambda row: row.person.sort, "year": lambda row: row.year}
    return sorted(rows, key=keys[key], reverse=descending)


def held_choices(rows: Sequence[PostRow]) -> list[tuple[str, str]]:
    """Return posts that may end, for tick boxes: the value has person, place and title."""
    return [
        (
            f"{row.person.uid}|{row.body or row.outside}|{row.title}",
            f"{row.person.name} – {title_of(row)}{f', {row.outside}' if row.outside else ''}",
        )
        for row in rows
    ]


def planned_choices(rows: Sequence[PlanRow]) -> list[tuple[str, str]]:
    """Return plans that may end, for tick boxes."""
    return [
        (
            f"{row.person.uid}|{row.body}|{row.title}|{row.term}",
            _("%(name)s – %(title)s, %(term)s")
            % {
                "name": row.person.name,
                "title": post_name(row.body, row.title, row.start),
                "term": row.term,
            },
        )
        for row in rows
    ]
