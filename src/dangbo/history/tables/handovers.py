"""Put hand-overs, and what a package says, into the values that pages are made of."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Protocol

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.history.files import Problem
from dangbo.history.files.packages import Contents, Handed
from dangbo.history.queries.handovers import HandoverRow
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.tables.parts import marks, org_url, paper_url
from dangbo.ui.parts import Act, Badge, Cited, Fact, Finding, Moment, Stat
from dangbo.ui.tables import Column

SHORT_DIGEST: Final = 16
CLASHES: Final = ("CLASH_ORG", "CLASH_PAPER")
MOST_SHOWN: Final = 20


class Counts(Protocol):
    """How many members left with a branch, stayed, and came in between."""

    @property
    def left(self) -> int:
        """Count those who left."""

    @property
    def stayed(self) -> int:
        """Count those of the package who were elsewhere."""

    @property
    def joined(self) -> int:
        """Count those who came after the package was made."""


def handover_url(row: HandoverRow) -> str:
    """Return the address of a hand-over."""
    return reverse("history:handover", args=[row.act])


def side_badge(row: HandoverRow) -> Badge:
    """Say on which side this register stands, and whether the other has answered."""
    if not row.given:
        return Badge(_("Đã nhận"), "good")
    if row.arrivals:
        return Badge(_("Bên nhận đã báo đến"), "good")
    return Badge(_("Chưa có biên nhận"), "warn")


def handover_columns() -> list[Column]:
    """Return the columns of the list of hand-overs."""
    return [
        Column(
            "org",
            lazy("Tổ chức"),
            value=lambda row: row.org.name,
            url=handover_url,
            badges=lambda row: marks(invented=row.invented),
            main=True,
        ),
        Column("side", lazy("Chiều"), value=lambda row: _("Giao") if row.given else _("Nhận")),
        Column("on", lazy("Ngày"), value=lambda row: format_day(row.on), whole=True),
        Column("other", lazy("Bên kia"), value=lambda row: row.other or "–"),
        Column("orgs", lazy("Số tổ chức"), value=lambda row: format_number(row.orgs), numeric=True),
        Column(
            "state",
            lazy("Tình trạng"),
            value=lambda _row: "",
            badges=lambda row: [side_badge(row)],
        ),
    ]


def handed_columns(rows: Sequence[Handed]) -> list[Column]:
    """Return the columns of the list of organisations handed over; codes where there are any."""
    coded = any(row.code for row in rows)
    return [
        Column("name", lazy("Tên tổ chức đảng"), main=True),
        Column("kind_name", lazy("Loại hình")),
        *([Column("code", lazy("Mã"), whole=True, phone=False)] if coded else []),
        Column("superior_name", lazy("Cấp trên trực tiếp"), phone=False),
        Column("basis", lazy("Căn cứ")),
    ]


def listed_columns(rows: Sequence[Any], on: date, names: Mapping[str, str]) -> list[Column]:
    """Return the columns of the list of organisations in a manifest."""
    coded = any(row["code"] for row in rows)
    code = Column("code", lazy("Mã"), value=lambda row: row["code"], whole=True, phone=False)
    return [
        Column("name", lazy("Tên tổ chức đảng"), value=lambda row: row["name"], main=True),
        Column("kind", lazy("Loại hình"), value=lambda row: kind_name(row["kind"], on)),
        *([code] if coded else []),
        Column(
            "superior",
            lazy("Cấp trên trực tiếp"),
            value=lambda row: names.get(row["superior"], row["superior"]),
            phone=False,
        ),
        Column("key", lazy("Khóa"), value=lambda row: row["key"], whole=True, phone=False),
    ]


def stats_of(kinds: Iterable[tuple[str, int]], total: int) -> list[Stat]:
    """Return the sums of a hand-over: all organisations, and those of each kind."""
    sums = [Stat(name, format_number(count)) for name, count in kinds]
    return [Stat(_("Tổng số tổ chức đảng"), format_number(total)), *sums]


def facts_of_wish(contents: Contents) -> list[Fact]:
    """Return who gives what to whom, before it is done."""
    giver = contents.giver or contents.org
    facts = [
        Fact(_("Bên giao"), giver.name),
        Fact(_("Bên nhận"), contents.to or _("để trống, điền trên biên bản")),
        Fact(_("Ngày bàn giao"), format_day(contents.on)),
        Fact(_("Nơi lập biên bản"), contents.place or _("để trống, điền trên biên bản")),
        Fact(_("Căn cứ"), contents.decision_words or _("chưa có quyết định nào")),
    ]
    if contents.left_out:
        left = _("%(count)s mục có hiệu lực sau ngày bàn giao")
        facts.append(Fact(_("Không vào gói"), left % {"count": format_number(contents.left_out)}))
    return facts


def facts_of_manifest(manifest: Mapping[str, Any]) -> list[Fact]:
    """Return what the manifest of a package says, in words."""
    decision = manifest["decision"] or {}
    cited = ", ".join(filter(None, (decision.get("number"), decision.get("issuer"))))
    giver = manifest["from"] or manifest["organisation"]
    return [
        Fact(_("Tổ chức bàn giao"), manifest["organisation"]["name"]),
        Fact(_("Bên giao"), giver["name"]),
        Fact(_("Ghi giao cho"), manifest["to"] or "–"),
        Fact(_("Ngày bàn giao"), format_day(date.fromisoformat(manifest["on"]))),
        Fact(_("Căn cứ"), cited or _("gói không kèm quyết định")),
    ]


def facts_of_row(row: HandoverRow) -> list[Fact]:
    """Return what this register holds of a hand-over."""
    paper = None
    if row.paper is not None:
        paper = Cited(row.paper.name, paper_url(row.paper_uid))
    facts = [
        Fact(_("Tổ chức"), row.org.name, org_url(row.org.uid), badges=marks(invented=row.invented)),
        Fact(_("Bên nhận") if row.given else _("Bên giao"), row.other or _("chưa ghi")),
        Fact(_("Ngày"), format_day(row.on), paper=paper),
        Fact(_("Số tổ chức đảng"), format_number(row.orgs)),
    ]
    if row.place:
        facts.append(Fact(_("Nơi lập biên bản"), row.place))
    if row.decided_by is not None:
        moved = reverse("orgs:decision", args=[row.decided_by])
        facts.append(Fact(_("Đưa về trực thuộc"), _("xem quyết định"), moved))
    facts.append(Fact(_("Mã gói"), f"{row.package[:SHORT_DIGEST]}…"))
    recorded = _("%(day)s, %(actor)s") % {"day": format_day(row.recorded), "actor": row.actor}
    facts.append(Fact(_("Ghi sổ"), recorded))
    return facts


def arrival_sentences(row: HandoverRow) -> list[str]:
    """Say where the other side has put what was given, and when."""
    return [
        _("Đã đến %(where)s từ ngày %(on)s (khóa %(key)s, ghi sổ bên nhận ngày %(recorded)s).")
        % {
            "where": each.where,
            "on": format_day(each.on),
            "key": each.key,
            "recorded": format_day(each.recorded),
        }
        for each in row.arrivals
    ]


def members_sentences(row: HandoverRow) -> list[str]:
    """Say how many members left with what was given, and who of it did not."""
    return [line for each in row.arrivals for line in members_told(each, each.on)]


def members_told(counts: Counts, on: date) -> list[str]:
    """Say how many members left on a day, how many stayed, and how many came in between."""
    told = (
        (counts.left, _("%(count)s đảng viên chuyển ra khỏi sổ này từ ngày %(on)s.")),
        (counts.stayed, _("%(count)s người trong gói đến ngày ấy không còn ở đó, nên giữ nguyên.")),
        (
            counts.joined,
            _("%(count)s đảng viên đến sau khi lập gói còn lại trong sổ này: bàn giao thêm."),
        ),
    )
    return [
        words % {"count": format_number(count), "on": format_day(on)}
        for count, words in told
        if count
    ]


def moment_of(row: HandoverRow) -> Moment:
    """Tell a hand-over on the page of its organisation."""
    other = row.other or _("bên chưa ghi tên")
    title = _("Bàn giao cho %(other)s") if row.given else _("Nhận từ %(other)s")
    return Moment(
        day=format_day(row.on),
        title=title % {"other": other},
        text=_("%(count)s tổ chức đảng.") % {"count": format_number(row.orgs)},
        url=handover_url(row),
        icon="handshake",
        badges=[side_badge(row), *marks(invented=row.invented)],
        details=[*arrival_sentences(row), *members_sentences(row)],
    )


def findings_of_problems(problems: Sequence[Problem]) -> list[Finding]:
    """Show what stands against a package, each with what to do; keys that clash as one."""
    clashes = [each for each in problems if each.code in CLASHES]
    rest = [each for each in problems if each.code not in CLASHES]
    found = [Finding("refusal", each.sentence, remedy=each.remedy) for each in rest[:MOST_SHOWN]]
    if len(rest) > MOST_SHOWN:
        more = format_number(len(rest) - MOST_SHOWN)
        found.append(Finding("note", _("Còn %(count)s điều khác cùng loại.") % {"count": more}))
    if clashes:
        count = format_number(len(clashes))
        words = _("%(count)s khóa trong gói đã có trong sổ này.") % {"count": count}
        found.insert(0, Finding("refusal", words, remedy=clashes[0].remedy))
    return found


def clashes_of(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return the keys that clash, with what each names on either side."""
    facts = [dict(each.facts) for each in problems if each.code in CLASHES]
    return [{"key": "", "name": _("Văn bản"), "mine": _("Văn bản khác"), **each} for each in facts]


def clash_columns() -> list[Column]:
    """Return the columns of the list of keys that clash."""
    return [
        Column("key", lazy("Khóa"), value=lambda row: row["key"], main=True, whole=True),
        Column("name", lazy("Trong gói"), value=lambda row: row["name"]),
        Column("mine", lazy("Trong sổ này"), value=lambda row: row["mine"]),
    ]


def acts_of_row(row: HandoverRow, *, kept: bool) -> list[Act]:
    """Return the files of a hand-over that can be fetched."""
    if not kept:
        return []
    minutes = Act(
        _("Xem, in biên bản"), reverse("history:handover_minutes", args=[row.act]), "printer"
    )
    package = Act(
        _("Tải gói"), reverse("history:handover_package", args=[row.act]), "download", main=True
    )
    if row.given:
        return [package, minutes]
    receipt = reverse("history:handover_receipt", args=[row.act])
    return [Act(_("Tải biên nhận"), receipt, "file-check", main=True), minutes]
