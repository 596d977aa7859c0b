"""Put papers into the values that pages are made of."""

from collections.abc import Sequence
from typing import Final

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_partial
from dangbo.base.numbers import format_number
from dangbo.papers.enums import Force, NumberForm, Secrecy
from dangbo.papers.phrases import (
    ACTS,
    LABELS,
    day_words,
    value_in_words,
)
from dangbo.papers.queries import FileRow, PaperAct, PaperPage, PaperRow
from dangbo.rules.days import Precision
from dangbo.ui.parts import Act, Badge, Cited, Fact, Moment, Tone, invented_badge
from dangbo.ui.tables import Column

KILOBYTE: Final = 1024
SIZES: Final = ("B", "KB", "MB")
ICONS: Final = {
    "papers.recorded": "file-check",
    "papers.amended": "pen-line",
    "papers.file_attached": "paperclip",
    "papers.file_removed": "trash-2",
}


def paper_url(uid: str) -> str:
    """Return the address of a paper."""
    return reverse("papers:detail", args=[uid])


def cited(row: PaperRow | None) -> Cited:
    """Return a paper as facts cite it; without a paper, say that its number is not known."""
    if row is None:
        return Cited(_("Chưa rõ số văn bản"))
    return Cited(row.name, paper_url(row.uid), day_words(row.day))


def marks(row: PaperRow) -> list[Badge]:
    """Return what marks a row of the list: secrecy, and that it is made up."""
    badges = [_secrecy_badge(row)] if row.secrecy else []
    return [*badges, invented_badge(brief=True)] if row.invented else badges


def badges_of(row: PaperRow) -> list[Badge]:
    """Return what marks a paper on its page."""
    badges = [_secrecy_badge(row)] if row.secrecy else []
    if row.force != Force.NOT_STATED:
        tone: Tone = "good" if row.force == Force.IN_FORCE else "plain"
        badges.append(Badge(Force(row.force).label, tone))
    if row.form == NumberForm.UNPARSED:
        why = _("Số không theo mẫu của Đảng hay của Nhà nước, nên không sửa thay")
        badges.append(Badge(_("Số giữ nguyên như bản in"), "warn", why))
    return [*badges, invented_badge()] if row.invented else badges


def _secrecy_badge(row: PaperRow) -> Badge:
    return Badge(Secrecy(row.secrecy).label, "bad", _("Không lưu nội dung trong hệ thống này"))


def _secrecy_words(row: PaperRow) -> str:
    return str(Secrecy(row.secrecy).label) if row.secrecy else ""


COLUMNS: Final[Sequence[Column]] = (
    Column(
        "number",
        lazy("Văn bản"),
        value=lambda row: row.name,
        url=lambda row: paper_url(row.uid),
        badges=marks,
        sortable=True,
        main=True,
    ),
    Column("kind", lazy("Loại"), value=lambda row: row.kind_name, sortable=True, phone=False),
    Column("day", lazy("Ngày"), value=lambda row: day_words(row.day), sortable=True),
    Column("issuer", lazy("Cơ quan ban hành"), value=lambda row: row.issuer_name, sortable=True),
    Column("subject", LABELS["subject"]),
    Column("files", lazy("Tệp"), value=lambda row: row.files or "", numeric=True, phone=False),
    Column("force", LABELS["force"], value=lambda row: Force(row.force).label, shown=False),
    Column("term", LABELS["term"], shown=False),
    Column("secrecy", LABELS["secrecy"], value=_secrecy_words, shown=False),
    Column("kept_at", LABELS["kept_at"], shown=False),
)


def facts_of(page: PaperPage) -> list[Fact]:
    """Return what is recorded of a paper, without what is not."""
    row = page.paper
    basis = format_partial(row.day) if row.day else ""
    inferred = row.day is not None and row.day.precision is Precision.INFERRED
    stated = (
        (LABELS["number_raw"], row.number),
        (_("Số như bản in"), page.raw if page.raw != row.number else ""),
        (LABELS["kind"], row.kind_name),
        (LABELS["issuer"], row.issuer_name),
        (LABELS["day"], day_words(row.day) or _("Chưa rõ")),
        (_("Căn cứ suy ra ngày"), basis if inferred else ""),
        (LABELS["force"], Force(row.force).label),
        (LABELS["secrecy"], _secrecy_words(row)),
        (LABELS["kept_at"], row.kept_at),
        (LABELS["own_series"], _("có") if row.own_series else ""),
        (LABELS["term"], row.term),
        (LABELS["uid"], row.uid),
    )
    return [Fact(label, value) for label, value in stated if value]


def acts_of(row: PaperRow) -> list[Act]:
    """Return what can be done with a paper; a secret one takes no file."""
    acts = [Act(_("Sửa thông tin"), reverse("papers:amend", args=[row.uid]), "pen-line")]
    if not row.secrecy:
        url = reverse("papers:attach", args=[row.uid])
        acts.insert(0, Act(_("Đính kèm tệp"), url, "paperclip", main=True))
    return acts


def moments_of(acts: Sequence[PaperAct]) -> list[Moment]:
    """Return what was done with a paper's entry, newest first."""
    return [
        Moment(
            f"{localtime(act.at):%H:%M %d/%m/%Y}",
            ACTS[act.code],
            text=_said(act),
            icon=ICONS[act.code],
            details=_details(act),
        )
        for act in acts
    ]


def _said(act: PaperAct) -> str:
    who = _("Người thực hiện: %(name)s.") % {"name": act.actor}
    return who if not act.reason else f"{who} {_('Lý do: %(reason)s') % {'reason': act.reason}}"


def _details(act: PaperAct) -> list[str]:
    if act.code == "papers.amended":
        before, after = act.params["before"], act.params["after"]
        return [
            _("%(label)s: %(before)s → %(after)s")
            % {
                "label": LABELS[name],
                "before": value_in_words(name, before[name]) or "–",
                "after": value_in_words(name, after[name]) or "–",
            }
            for name in after
        ]
    return [act.params["name"]] if "name" in act.params else []


def size_words(size: int) -> str:
    """Return a size in the unit that makes it a short number."""
    amount, unit = float(size), SIZES[0]
    for unit in SIZES:
        if amount < KILOBYTE or unit == SIZES[-1]:
            break
        amount /= KILOBYTE
    return f"{format_number(amount, places=0 if unit == SIZES[0] else 1)} {unit}"


def file_lines(uid: str, files: Sequence[FileRow]) -> list[dict[str, str]]:
    """Return the files of a paper with the addresses that fetch and remove them."""
    return [
        {
            "name": file.name,
            "size": size_words(file.size),
            "url": reverse("papers:file", args=[uid, file.digest]),
            "remove_url": reverse("papers:remove_file", args=[uid, file.digest]),
        }
        for file in files
    ]
