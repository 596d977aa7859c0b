"""Put rows of the logs into the values that pages are made of."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.audit.files.closings import Closed, grouped
from dangbo.audit.phrases import access_words, act_words, kind_words, role_words
from dangbo.audit.queries.own import Seen
from dangbo.audit.queries.pages import MOST_LEAVES, RowPage, act_url, leaves, subject_url
from dangbo.audit.queries.search import LogRow
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.ui.parts import Badge, Change, Fact, Moment, Tab, invented_badge
from dangbo.ui.tables import Column

PAGES: Final = (
    ("audit:acts", lazy("Việc đã ghi")),
    ("audit:accesses", lazy("Đăng nhập, lượt xem, tải về")),
    ("audit:closings", lazy("Chốt ngày")),
)
SHORT: Final = 16


def tabs_of(current: str) -> list[Tab]:
    """Return the parts of the area, with the page called `current` marked."""
    return [Tab(label, reverse(name), name == current) for name, label in PAGES]


# A page of an act names so many organisations; a decision on a province has hundreds.
MOST_PLACES: Final = 200


def moment_words(row: LogRow | Closed | Seen) -> str:
    """Return when a row was written, to the second."""
    return f"{localtime(row.at):%H:%M:%S %d/%m/%Y}"


def subject_words(row: LogRow) -> str:
    """Return what a row is about."""
    return f"{kind_words(row.kind)}: {row.subject}" if row.subject else str(kind_words(row.kind))


def place_words(row: LogRow) -> str:
    """Return the organisation that a row concerns, and how many more there are."""
    if len(row.places) <= 1:
        return row.place
    words = _("%(place)s và %(count)s tổ chức khác")
    return words % {"place": row.place, "count": format_number(len(row.places) - 1)}


def places_of_row(row: LogRow) -> list[tuple[str, str]]:
    """Return each organisation of a row that concerns several, with its page."""
    several = row.places if len(row.places) > 1 else ()
    return [(place, subject_url("org", place)) for place in several[:MOST_PLACES]]


def facts_words(row: LogRow) -> str:
    """Return the filter, the count and the file of an access in one line."""
    facts = row.facts
    said = [str(facts["file"])] if facts.get("file") else []
    if "count" in facts:
        said.append(_("%(count)s dòng") % {"count": facts["count"]})
    said += [f"{name}={value}" for name, value in dict(facts.get("filter", {})).items()]
    if facts.get("purpose"):
        said.append(_("mục đích: %(purpose)s") % {"purpose": facts["purpose"]})
    return "; ".join(said)


def _who(row: LogRow | Seen) -> str:
    name = row.name if isinstance(row, Seen) else row.actor
    if row.role:
        name = f"{name} ({role_words(row.role, on=localtime(row.at).date())})"
    return (
        _("%(name)s, thay %(behalf)s") % {"name": name, "behalf": row.behalf}
        if row.behalf
        else name
    )


def _own_columns(page: str, words: Callable[[str], Any]) -> tuple[Column, ...]:
    return (
        Column(
            "seq",
            lazy("Số"),
            url=lambda row: reverse(page, args=[row.seq]),
            badges=lambda row: [invented_badge(brief=True)] if row.invented else [],
            whole=True,
            main=True,
        ),
        Column("at", lazy("Lúc"), value=moment_words, whole=True),
        Column("code", lazy("Việc"), value=lambda row: words(row.code)),
        Column("who", lazy("Ai"), value=_who),
    )


ORIGIN: Final = Column("origin", lazy("Từ đâu"), phone=False)
PLACE: Final = Column(
    "place",
    lazy("Thuộc tổ chức"),
    value=place_words,
    url=lambda row: subject_url("org", row.place),
    phone=False,
)
ACT_COLUMNS: Final[Sequence[Column]] = (
    *_own_columns("audit:act", act_words),
    Column("on", lazy("Hiệu lực"), value=lambda row: format_day(row.on) if row.on else ""),
    Column(
        "paper",
        lazy("Văn bản"),
        value=lambda row: row.subject,
        url=lambda row: subject_url(row.kind, row.subject),
    ),
    Column("reason", lazy("Lý do")),
    PLACE,
    ORIGIN,
)
ACCESS_COLUMNS: Final[Sequence[Column]] = (
    *_own_columns("audit:access", access_words),
    Column(
        "subject",
        lazy("Đối tượng"),
        value=subject_words,
        url=lambda row: subject_url(row.kind, row.subject),
    ),
    PLACE,
    Column("facts", lazy("Bộ lọc, tệp, số dòng"), value=facts_words),
    ORIGIN,
)
CLOSING_COLUMNS: Final[Sequence[Column]] = (
    Column(
        "day",
        lazy("Ngày"),
        value=lambda row: format_day(row.day),
        url=lambda row: reverse("audit:closing_file", args=[row.number, "pdf"]),
        whole=True,
        main=True,
    ),
    Column("at", lazy("Chốt lúc"), value=moment_words, whole=True),
    Column("acts", lazy("Số việc đã ghi"), numeric=True),
    Column("act_hash", lazy("Dấu của việc cuối"), value=lambda row: row.act_hash[:SHORT]),
    Column("accesses", lazy("Số lượt xem"), numeric=True),
    Column("access_hash", lazy("Dấu của lượt cuối"), value=lambda row: row.access_hash[:SHORT]),
    Column(
        "file",
        lazy("Tệp"),
        value=lambda row: _("Tải tệp"),
        url=lambda row: reverse("audit:closing_file", args=[row.number, "json"]),
    ),
)


OWN_COLUMNS: Final[Sequence[Column]] = (
    Column("at", lazy("Lúc"), value=moment_words, whole=True, main=True),
    Column("who", lazy("Ai"), value=_who),
    Column("code", lazy("Việc"), value=lambda row: access_words(row.code)),
)


def seen_moment(row: Seen) -> Moment:
    """Return who looked at a record, for the person whose record it is."""
    return Moment(moment_words(row), _who(row), str(access_words(row.code)), "", icon="eye")


def viewing(row: LogRow) -> Moment:
    """Return who looked at a record, for the page of the record."""
    words = [str(access_words(row.code)), facts_words(row), row.origin]
    url = reverse("audit:access", args=[row.seq])
    return Moment(moment_words(row), _who(row), " · ".join(filter(None, words)), url, icon="eye")


def facts_of(page: RowPage, words: Callable[[str], Any]) -> list[Fact]:
    """Return who did what, when and from where."""
    row = page.row
    stated = (
        (lazy("Việc"), words(row.code), act_url(row)),
        (lazy("Lúc"), moment_words(row), ""),
        (lazy("Ngày ghi nhận"), format_day(row.day), ""),
        (lazy("Người làm"), row.actor, ""),
        (lazy("Với vai trò"), role_words(row.role, on=row.day), ""),
        (lazy("Thay cho"), row.behalf, ""),
        (lazy("Từ đâu"), row.origin, ""),
        (lazy("Ngày hiệu lực"), format_day(row.on) if row.on else "", ""),
        (kind_words(row.kind), row.subject, subject_url(row.kind, row.subject)),
        (lazy("Thuộc tổ chức"), place_words(row), subject_url("org", row.place)),
        (lazy("Lý do"), row.reason, ""),
        *_corrections(page),
    )
    return [Fact(label, value, url) for label, value, url in stated if value]


def _corrections(page: RowPage) -> list[tuple[Any, Any, str]]:
    told: list[tuple[Any, Any, str]] = []
    if page.row.corrects:
        told.append((_("Đính chính việc số"), page.row.corrects, _act(page.row.corrects)))
    told += [(_("Được đính chính bởi việc số"), seq, _act(seq)) for seq in page.corrected_by]
    return told


def _act(seq: int) -> str:
    return reverse("audit:act", args=[seq])


def chain_facts(page: RowPage) -> list[Fact]:
    """Return the place of a row in its chain, and whether it holds there."""
    good = Badge(_("Khớp"), "good", _("Dấu tính lại từ nội dung và dấu dòng trước khớp dấu đã ghi"))
    bad = Badge(_("Không khớp"), "bad", _("Dòng này hoặc dòng trước không còn như lúc ghi"))
    return [
        Fact(_("Số trong chuỗi"), str(page.row.seq)),
        Fact(_("Dấu của dòng trước"), grouped(page.before) or _("không có: đây là dòng đầu")),
        Fact(_("Dấu của dòng này"), grouped(page.row.hash), badges=[good if page.holds else bad]),
    ]


def changes_of(content: Mapping[str, Any]) -> list[Change]:
    """Return the values before and after an act, where it keeps both."""
    before, after = content.get("before"), content.get("after")
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return []
    names = dict.fromkeys((*before, *after))
    return [Change(name, _text(before.get(name)), _text(after.get(name))) for name in names]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def content_of(page: RowPage) -> list[Fact]:
    """Return what a row holds, value by value, as far as a page has room."""
    shown = {
        name: value
        for name, value in page.content.items()
        if not (changes_of(page.content) and name in {"before", "after"})
    }
    told = [Fact(name, value) for name, value in leaves(shown)]
    return told[:MOST_LEAVES]
