"""Put grants and what somebody may do into the values that pages are made of."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.accounts.access import Actor
from dangbo.audit.phrases import act_words
from dangbo.base.days import format_day
from dangbo.posts.phrases.names import post_name
from dangbo.rights.phrases import act_name, role_name
from dangbo.rights.queries.granted import Deed, GrantPage, OwnRole
from dangbo.rights.queries.holders import Holder
from dangbo.rights.queries.listing import GrantRow
from dangbo.rules.rights import RIGHT_GRANT
from dangbo.ui.parts import Act, Badge, Crumb, Fact, Moment
from dangbo.ui.tables import Column, Sort

AREA: Final = lazy("Phân quyền")
OWN: Final = lazy("Quyền của tôi")
WHOLE: Final = lazy("Toàn hệ thống")
DAY: Final = timedelta(days=1)


def last_day(end: date | None) -> str:
    """Return the last day of a span, or nothing where it has no end."""
    return format_day(end - DAY) if end else ""


def moment_words(at: datetime) -> str:
    """Return a moment to the minute."""
    return f"{localtime(at):%H:%M %d/%m/%Y}"


def grant_url(act: int | None) -> str:
    """Return the page of a grant."""
    return reverse("rights:detail", args=[act]) if act else ""


def crumbs(*steps: str, actor: Actor, row: GrantRow | None = None) -> list[Crumb]:
    """Return the path to a page: from the list, or from one's own rights where that is closed."""
    listed = actor.may(RIGHT_GRANT)
    found = [Crumb(AREA, reverse("rights:home")) if listed else Crumb(OWN, reverse("rights:mine"))]
    if row is not None:
        found.append(Crumb(row.username, grant_url(row.act) if steps else ""))
    return [*found, *(Crumb(step) for step in steps)]


def holder_columns(on: date) -> Sequence[Column]:
    """Return the columns of the list of a day."""
    return (
        Column(
            "username",
            lazy("Tài khoản"),
            value=lambda row: row.username,
            url=lambda row: grant_url(row.act),
            badges=_holder_badges,
            sortable=True,
            main=True,
        ),
        Column("name", lazy("Họ và tên"), value=_called, sortable=True),
        Column(
            "role", lazy("Vai trò"), value=lambda row: role_name(row.role, on=on), sortable=True
        ),
        Column("where", lazy("Ở đâu"), value=lambda row: row.where or str(WHOLE), sortable=True),
        Column("start", lazy("Từ ngày"), value=_since, sortable=True, whole=True),
        Column("end", lazy("Đến hết ngày"), value=lambda row: last_day(row.end), whole=True),
        Column("given_by", lazy("Người giao"), value=lambda row: row.given_by),
        Column("basis", lazy("Căn cứ"), value=lambda row: holder_basis(row, on)),
    )


def _called(row: Holder) -> str:
    return "" if row.name == row.username else row.name


def _since(row: Holder) -> str:
    return format_day(row.start) if row.start else ""


def _holder_badges(row: Holder) -> list[Badge]:
    if row.behalf:
        return [Badge(_("Làm thay %(name)s") % {"name": row.behalf}, "note")]
    return [] if row.act else [Badge(_("Theo chức vụ"), "plain")]


def holder_basis(row: Holder, on: date) -> str:
    """Return why somebody holds a role: a paper, a reason, or a post."""
    return post_name(row.body, row.title, on) if row.title else row.basis


def sorted_holders(rows: list[Holder], sort: Sort, on: date) -> list[Holder]:
    """Return the list in the order that is asked for."""
    keys = {
        "name": lambda row: row.name,
        "role": lambda row: role_name(row.role, on=on),
        "where": lambda row: row.where,
        "start": lambda row: row.start or date.min,
    }
    key = keys.get(sort.key, lambda row: row.username)
    return sorted(rows, key=key, reverse=sort.descending)


def facts_of(page: GrantPage, *, on: date) -> list[Fact]:
    """Return what a grant is."""
    row = page.row
    stated = (
        Fact(_("Tài khoản"), row.username),
        Fact(_("Họ và tên"), "" if row.name == row.username else row.name),
        Fact(_("Vai trò"), role_name(row.role, on=on)),
        Fact(_("Ở đâu"), place_words(row)),
        Fact(_("Từ ngày"), format_day(row.start)),
        Fact(_("Đến hết ngày"), last_day(row.end)),
        Fact(_("Làm thay"), row.behalf),
        Fact(_("Người giao"), row.given_by),
        Fact(_("Căn cứ"), row.basis),
    )
    return [fact for fact in stated if fact.value]


def place_words(row: GrantRow) -> str:
    """Return where a grant holds."""
    if row.person is not None:
        return _("Hồ sơ của %(name)s") % {"name": row.person_name or "–"}
    return row.org_name or str(WHOLE)


def moments_of(page: GrantPage) -> list[Moment]:
    """Return the course of a grant, the newest first."""
    return [_moment(deed) for deed in page.deeds]


def _moment(deed: Deed) -> Moment:
    day = format_day(deed.on) if deed.on else moment_words(deed.at)
    told = {"actor": deed.actor, "moment": moment_words(deed.at), "behalf": deed.behalf}
    written = (
        _("%(actor)s ghi lúc %(moment)s, làm thay %(behalf)s") % told
        if deed.behalf
        else _("%(actor)s ghi lúc %(moment)s") % told
    )
    details = [*filter(None, (deed.paper, deed.reason)), written]
    icon = "circle-minus" if deed.code.endswith("withdrawn") else "key-round"
    return Moment(day, act_words(deed.code), icon=icon, details=details)


def badges_of(page: GrantPage, *, on: date) -> list[Badge]:
    """Return whether a grant holds on a day."""
    row = page.row
    if not page.stands:
        return [Badge(_("Đã thu từ đầu"), "bad")]
    if row.start > on:
        return [Badge(_("Chưa bắt đầu"), "note")]
    if row.end is not None and row.end <= on:
        return [Badge(_("Đã hết"), "plain")]
    return [Badge(_("Đang có hiệu lực"), "good")]


def source_words(role: OwnRole, *, on: date) -> str:
    """Return where a role of one's own comes from."""
    if role.title:
        return _("Chức vụ: %(post)s") % {"post": post_name(role.body, role.title, on)}
    return _("Được giao") if role.grant else _("Tài khoản quản trị")


def where_words(role: OwnRole) -> str:
    """Return where a role of one's own holds."""
    return _("Hồ sơ của mình") if role.own else role.where or str(WHOLE)


def role_choices(roles: Sequence[OwnRole], *, on: date) -> list[tuple[str, str]]:
    """Return roles as a form offers them."""
    return [(each.key, f"{role_name(each.role, on=on)}: {where_words(each)}") for each in roles]


def own_role_columns(on: date) -> Sequence[Column]:
    """Return the columns of one's own roles."""
    return (
        Column("role", lazy("Vai trò"), value=lambda row: role_name(row.role, on=on), main=True),
        Column("where", lazy("Ở đâu"), value=where_words),
        Column(
            "source",
            lazy("Từ đâu mà có"),
            value=lambda row: source_words(row, on=on),
            url=lambda row: grant_url(row.grant),
        ),
        Column("end", lazy("Đến hết ngày"), value=lambda row: last_day(row.end), whole=True),
    )


class ActLine(NamedTuple):
    """An act with the places in which it may be done, in words."""

    act: str
    places: str


ACT_COLUMNS: Final[Sequence[Column]] = (
    Column("act", lazy("Được làm"), main=True),
    Column("places", lazy("Ở đâu")),
)


def act_lines(acts: Sequence[tuple[str, Sequence[str | None]]], *, on: date) -> list[ActLine]:
    """Return acts with their places in words."""
    return [ActLine(act_name(act, on=on), "; ".join(map(_place, found))) for act, found in acts]


def _place(name: str | None) -> str:
    return _("Hồ sơ của mình") if name is None else name or str(WHOLE)


def loan_columns(on: date) -> Sequence[Column]:
    """Return the columns of what one lends."""
    return (
        Column(
            "username",
            lazy("Người làm thay"),
            value=lambda row: row.name,
            url=lambda row: grant_url(row.act),
            main=True,
        ),
        Column("role", lazy("Vai trò"), value=lambda row: role_name(row.role, on=on)),
        Column("where", lazy("Ở đâu"), value=place_words),
        Column("start", lazy("Từ ngày"), value=lambda row: format_day(row.start), whole=True),
        Column("end", lazy("Đến hết ngày"), value=lambda row: last_day(row.end), whole=True),
    )


def lent_lines(rows: Sequence[GrantRow], *, on: date) -> list[tuple[str, Act]]:
    """Return what others lend, each with the button that takes it up."""
    return [
        (
            _("%(role)s, %(where)s, đến hết ngày %(day)s")
            % {
                "role": role_name(row.role, on=on),
                "where": place_words(row),
                "day": last_day(row.end),
            },
            Act(
                _("Làm thay %(name)s") % {"name": row.behalf},
                reverse("rights:take_up", args=[row.act]),
                "user-check",
                post=True,
            ),
        )
        for row in rows
    ]
