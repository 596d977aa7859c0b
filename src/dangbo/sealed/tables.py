"""Put confidential records into the values that pages are made of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.audit.phrases import access_words
from dangbo.base.days import format_day
from dangbo.sealed.phrases.names import AREA, WAYS, kind_name, page_name, what_name
from dangbo.sealed.queries.deeds import Deed, Standing
from dangbo.sealed.queries.records import ReaderRow, RecordPage, RecordRow, ViewingRow
from dangbo.ui.parts import Act, Badge, Crumb, Fact, Moment
from dangbo.ui.tables import Column

ICONS: Final = {
    "opened": "folder",
    "entered": "file-text",
    "reader_added": "user-plus",
    "reader_removed": "circle-minus",
    "closed": "circle-check",
    "reopened": "refresh-cw",
}


def record_url(uid: str) -> str:
    """Return the address of a record."""
    return reverse("sealed:detail", args=[uid])


def moment_words(at: datetime) -> str:
    """Return a moment to the minute."""
    return f"{localtime(at):%H:%M %d/%m/%Y}"


def about_words(standing: Standing) -> str:
    """Return whom a record concerns."""
    about = standing.about
    return ", ".join(filter(None, (about["person_name"], about["org_name"], about["others"])))


def state_badge(standing: Standing) -> Badge:
    """Return whether a record runs."""
    if standing.closed_on is None:
        return Badge(_("Đang giải quyết"), "note")
    return Badge(_("Đã khép"), "plain")


RECORD_COLUMNS: Final[Sequence[Column]] = (
    Column(
        "title",
        lazy("Hồ sơ"),
        value=lambda row: row.standing.title,
        url=lambda row: record_url(row.uid),
        badges=lambda row: [state_badge(row.standing)],
        main=True,
    ),
    Column("kind", lazy("Loại"), value=lambda row: kind_name(row.standing.kind)),
    Column("about", lazy("Về"), value=lambda row: about_words(row.standing)),
    Column(
        "opened", lazy("Mở ngày"), value=lambda row: format_day(row.standing.opened_on), whole=True
    ),
    Column("last", lazy("Ghi lần cuối"), value=lambda row: moment_words(row.last), whole=True),
)


def viewing_words(row: ViewingRow) -> str:
    """Return what somebody did with a record."""
    return f"{access_words(row.code)}: {page_name(row.page)}"


VIEWING_COLUMNS: Final[Sequence[Column]] = (
    Column("at", lazy("Lúc"), value=lambda row: moment_words(row.at), whole=True, main=True),
    Column("actor", lazy("Ai")),
    Column("code", lazy("Việc"), value=viewing_words),
    Column("origin", lazy("Từ đâu")),
)


def viewing(row: ViewingRow) -> Moment:
    """Return who looked at a record, for its page."""
    text = " · ".join(filter(None, (viewing_words(row), row.origin)))
    return Moment(moment_words(row.at), row.actor, text, icon="eye")


def facts_of(page: RecordPage) -> list[Fact]:
    """Return what a record is."""
    standing = page.row.standing
    about = standing.about
    person = reverse("members:detail", args=[about["person"]]) if about["person"] else ""
    org = reverse("orgs:detail", args=[about["org"]]) if about["org"] else ""
    stated = (
        Fact(_("Loại"), kind_name(standing.kind)),
        Fact(_("Đảng viên"), about["person_name"], person),
        Fact(_("Tổ chức"), about["org_name"], org),
        Fact(_("Người, nơi ngoài sổ"), about["others"]),
        Fact(_("Mở ngày"), format_day(standing.opened_on)),
        Fact(_("Khép ngày"), format_day(standing.closed_on) if standing.closed_on else ""),
        Fact(_("Kết quả"), standing.outcome),
        Fact(_("Lưu đến hết"), _kept(page)),
    )
    return [fact for fact in stated if fact.value]


def _kept(page: RecordPage) -> str:
    if page.kept_until is None:
        return ""
    values = {"day": format_day(page.kept_until), "source": page.kept_by}
    return _("%(day)s (%(source)s)") % values


def acts_of(page: RecordPage) -> list[Act]:
    """Return what a reader may do with a record."""
    uid = page.row.uid
    closed = page.row.standing.closed_on is not None
    acts = [
        ("sealed:add", _("Ghi thêm"), "plus", not closed),
        ("sealed:close", _("Khép hồ sơ"), "circle-check", not closed),
        ("sealed:reopen", _("Mở lại"), "refresh-cw", closed),
        ("sealed:forget", _("Hủy hồ sơ"), "trash-2", closed),
    ]
    return [
        Act(label, reverse(name, args=[uid]), icon, main=name == "sealed:add")
        for name, label, icon, offered in acts
        if offered
    ]


def moments_of(page: RecordPage) -> list[Moment]:
    """Return the course of a record, the newest first."""
    return [_moment(deed) for deed in reversed(page.deeds)]


def _moment(deed: Deed) -> Moment:
    said = deed.said
    entered = deed.way == "entered"
    title = what_name(said["what"]) if entered else WAYS[deed.way]
    day = format_day(deed.day()) if "on" in said else moment_words(deed.at)
    written = _("%(actor)s ghi lúc %(moment)s") % {
        "actor": deed.actor,
        "moment": moment_words(deed.at),
    }
    texts = (said.get(name, "") for name in ("note", "text", "outcome", "name", "reason"))
    details = [*filter(None, texts), written]
    return Moment(day, title, icon=ICONS[deed.way], details=details)


def files_of(page: RecordPage) -> list[tuple[str, str, str, str]]:
    """Return the files of a record: name, address, size and day of the entry."""
    uid = page.row.uid
    return [
        (
            each["name"],
            reverse("sealed:file", args=[uid, each["digest"]]),
            f"{max(1, each['size'] // 1024)} KB",
            format_day(deed.day()),
        )
        for deed in page.deeds
        for each in deed.said.get("files", ())
    ]


def reader_words(row: ReaderRow) -> str:
    """Return who a reader is."""
    return f"{row.name} ({row.username})" if row.name else row.username


def reader_badges(row: ReaderRow) -> list[Badge]:
    """Return the mark of a reader who cannot sign in."""
    return [] if row.active else [Badge(_("Tài khoản đã khóa"), "warn")]


def reader_course(row: ReaderRow) -> str:
    """Return since when somebody reads, by whom and why, and until when."""
    values = {"since": moment_words(row.since), "by": row.by}
    told = [_("từ %(since)s, do %(by)s thêm") % values, row.reason]
    if row.until is not None:
        values = {"until": moment_words(row.until), "by": row.ended_by}
        told += [_("đến %(until)s, do %(by)s bỏ") % values, row.end_reason]
    return "; ".join(filter(None, told))


def crumbs(row: RecordRow | None, *steps: str) -> list[Crumb]:
    """Return the path from the list to a page."""
    found = [Crumb(AREA, reverse("sealed:home"))]
    if row is not None:
        found.append(Crumb(row.standing.title, record_url(row.uid) if steps else ""))
    return [*found, *(Crumb(step) for step in steps)]
