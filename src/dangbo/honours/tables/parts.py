"""Give addresses, tabs and small values of badges and cards."""

from typing import Final, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.honours.phrases import badge_name, card_kind_name, kind_name, reasons_of, state_name
from dangbo.honours.queries import BadgeDueRow, BadgeRow, Basis, CardRow
from dangbo.orgs.tables.parts import paper_url
from dangbo.ui.parts import Badge, Cited, Moment, Tab, invented_badge

TABS: Final = (
    ("honours:home", lazy("Huy hiệu: đợt trao")),
    ("honours:awards", lazy("Huy hiệu đã tặng")),
    ("honours:cards", lazy("Chưa có thẻ")),
    ("honours:issues", lazy("Thẻ đã cấp")),
)


class Line(NamedTuple):
    """What an act says of one person."""

    name: str
    uid: str
    text: str


def area_tabs(current: str) -> list[Tab]:
    """Return the lists of this area."""
    return [Tab(label, reverse(name), name == current) for name, label in TABS]


def act_url(act: int) -> str:
    """Return the address of an act on badges or cards."""
    return reverse("honours:act", args=[act])


def cited(basis: Basis) -> Cited:
    """Cite the paper of an act; without one, say the reason or that it is not known."""
    if basis.paper is None:
        return Cited(basis.reason or _("Chưa rõ số văn bản"))
    return Cited(basis.paper.name, paper_url(basis.paper.uid))


def marks(*, invented: bool) -> list[Badge]:
    """Return the mark of an invented person, or none."""
    return [invented_badge(brief=True)] if invented else []


def money(amount: int | None) -> str:
    """Return an amount of đồng in words, or nothing."""
    return "" if amount is None else _("%(amount)s đồng") % {"amount": format_number(amount)}


def unsure(amount: int | None, *, certain: bool) -> list[Badge]:
    """Return the mark of an amount that rests on a figure to be confirmed, or none."""
    if amount is None or certain:
        return []
    why = _("Mức này chưa có căn cứ chắc chắn; đối chiếu trước khi dùng")
    return [Badge(_("Cần xác nhận"), "warn", why)]


def state_words(row: BadgeDueRow) -> str:
    """Return where a member stands at a round, with why somebody waits."""
    words = state_name(row.due.state)
    if row.due.died is not None:
        words = _("%(state)s, từ trần %(day)s") % {
            "state": words,
            "day": format_day(row.due.died),
        }
    if row.due.against:
        return _("%(state)s. %(why)s") % {"state": words, "why": reasons_of(row.due.against)}
    if row.due.exempt:
        return _("%(state)s (miễn sinh hoạt)") % {"state": words}
    return words


def badge_moments(rows: list[BadgeRow]) -> list[Moment]:
    """Return the badges of a person as moments."""
    return [
        Moment(
            day=format_day(row.on),
            title=badge_name(row.level),
            text=_numbered(kind_name(row.kind), row.number),
            papers=[cited(row.basis)],
            icon="award",
            tone="gold",
        )
        for row in rows
    ]


def card_moments(rows: list[CardRow]) -> list[Moment]:
    """Return the cards of a person as moments."""
    return [
        Moment(
            day=format_day(row.on),
            title=card_kind_name(row.kind),
            text=_numbered("", row.number),
            papers=[cited(row.basis)],
            icon="badge-check",
        )
        for row in rows
    ]


def _numbered(text: str, number: str) -> str:
    if not number:
        return text
    words = _("số %(number)s") % {"number": number}
    return f"{text}, {words}" if text else words


def badge_line(row: BadgeRow) -> Line:
    """Return what an act says of a badge."""
    words = _numbered(f"{badge_name(row.level)}, {kind_name(row.kind).lower()}", row.number)
    return Line(row.person.name, row.person.uid, words)


def card_line(row: CardRow) -> Line:
    """Return what an act says of a card."""
    return Line(row.person.name, row.person.uid, _numbered(card_kind_name(row.kind), row.number))
