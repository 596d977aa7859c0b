"""Put posts, terms and papers into the small values that pages are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from dangbo.base.days import format_day, format_partial
from dangbo.orgs.tables.parts import paper_url
from dangbo.posts.phrases import (
    body_name,
    level_name,
    post_name,
    reason_name,
    side_name,
    title_name,
    way_name,
)
from dangbo.posts.queries import Basis, Committee, PersonName, PostRow, TermRow
from dangbo.rules.bodies import offices_on
from dangbo.rules.days import PartialDay, Precision
from dangbo.ui.parts import Badge, Cited, Finding, Moment, invented_badge


def person_url(uid: str) -> str:
    """Return the address of a person's posts."""
    return reverse("posts:person", args=[uid])


def member_url(uid: str) -> str:
    """Return the address of a person's record, or nothing where members have no pages."""
    try:
        return reverse("members:detail", args=[uid])
    except NoReverseMatch:
        return ""


def board_url(uid: str) -> str:
    """Return the address of an organisation's bodies."""
    return reverse("posts:board", args=[uid])


def place_name(row: PostRow) -> str:
    """Return where a post is: a body of an organisation, or words."""
    if row.org is None:
        return row.outside
    return f"{body_name(row.body, row.start)}, {row.org.name}"


def title_of(row: PostRow) -> str:
    """Return what a post is called."""
    return post_name(row.body, row.title, row.start)


def start_words(row: PostRow) -> str:
    """Return the first day of a post as exactly as it is known."""
    return format_partial(PartialDay(row.start, Precision(row.precision)))


def end_words(row: PostRow) -> str:
    """Return when and why a post ended, or nothing."""
    if row.end is None:
        return ""
    reason = reason_name(row.end_reason)
    return f"{format_day(row.end)} ({reason.lower()})" if reason else format_day(row.end)


def cited(basis: Basis | None) -> Cited:
    """Cite the paper of an act; without one, say the reason or that it is not known."""
    if basis is None or basis.paper is None:
        return Cited(basis.reason if basis and basis.reason else _("Chưa rõ số văn bản"))
    return Cited(basis.paper.name, paper_url(basis.paper.uid))


def basis_words(basis: Basis) -> str:
    """Return the paper of an act in words, for a cell."""
    return str(cited(basis).text)


def basis_url(basis: Basis) -> str:
    """Return the address of the paper of an act, or nothing."""
    return cited(basis).url


def marks(*, invented: bool) -> list[Badge]:
    """Return the mark of invented rows of lists, or none."""
    return [invented_badge(brief=True)] if invented else []


def person_badges(person: PersonName, found: Committee, *, invented: bool) -> list[Badge]:
    """Return what marks a holder: not a member on the day, a member elsewhere, made up."""
    badges = marks(invented=invented)
    if person.id in found.without_standing:
        why = _("Chỉ được ghi là người giữ chức, không tính là đảng viên ngày này")
        badges.insert(0, Badge(_("Không phải đảng viên trong sổ"), "note", why))
    if person.id in found.posted_elsewhere:
        why = _("Ngày này sinh hoạt ở tổ chức khác, không thuộc tổ chức này")
        badges.insert(0, Badge(_("Sinh hoạt nơi khác"), "warn", why))
    return badges


def to_heed(found: Committee, on: date) -> list[Finding]:
    """Return what to look at in a body on a day: members elsewhere, two in one post."""
    away = {r.person.id: r.person.name for r in found.rows if r.person.id in found.posted_elsewhere}
    told = [_away(each) for each in away.values()]
    titles = offices_on(on).titles
    for code in dict.fromkeys(row.title for row in found.rows):
        names = [row.person.name for row in found.rows if row.title == code]
        if code in titles and titles[code].one and len(names) > 1:
            words = _("%(title)s chỉ một người giữ mà ngày này có %(names)s.")
            told.append(words % {"title": title_name(code, on), "names": ", ".join(names)})
    remedy = _("Ghi thôi giữ chức, hoặc sửa lần ghi cho đúng.")
    return [Finding("warning", each, remedy=remedy) for each in told]


def _away(name: str) -> str:
    return _("%(person)s sinh hoạt ở tổ chức khác, không thuộc tổ chức này.") % {"person": name}


def term_words(term: TermRow | None) -> str:
    """Return the seats and the term of a body in words, or nothing."""
    if term is None:
        return ""
    words = _("số lượng %(seats)s") % {"seats": term.seats}
    if term.name:
        words = _("nhiệm kỳ %(name)s, %(words)s") % {"name": term.name, "words": words}
    if term.until:
        words = _("%(words)s, đến %(day)s") % {"words": words, "day": format_day(term.until)}
    return words


@dataclass(frozen=True)
class Seat:
    """A person in a body with all titles there, the highest first."""

    rows: Sequence[PostRow]

    @property
    def first(self) -> PostRow:
        """Return the highest post."""
        return self.rows[0]

    @property
    def earliest(self) -> PostRow:
        """Return the post held the longest."""
        return min(self.rows, key=lambda row: row.start)

    @property
    def person(self) -> PersonName:
        """Return who sits there."""
        return self.first.person

    @property
    def titles(self) -> str:
        """Return all titles in words."""
        return ", ".join(map(title_of, self.rows))

    @property
    def basis(self) -> Basis:
        """Return what the highest post rests on."""
        return self.first.basis

    @property
    def invented(self) -> bool:
        """Say whether any of the posts is made up."""
        return any(row.invented for row in self.rows)


def seats_of(found: Committee) -> list[Seat]:
    """Return the persons of a body in the order of their highest titles."""
    by_person: dict[int, list[PostRow]] = {}
    for row in found.rows:
        by_person.setdefault(row.person.id, []).append(row)
    return [Seat(rows) for rows in by_person.values()]


def size_words(found: Committee) -> str:
    """Return how many sit in a body, of how many seats."""
    if found.term is None:
        return _("%(count)s người") % {"count": found.persons}
    return _("%(count)s người; %(term)s") % {
        "count": found.persons,
        "term": term_words(found.term),
    }


def post_moments(rows: Sequence[PostRow], on: date) -> list[Moment]:
    """Return the posts of a person as moments, those held on the day marked."""
    return [_moment(row, on) for row in rows]


def _moment(row: PostRow, on: date) -> Moment:
    held = row.start <= on and (row.end is None or on < row.end)
    return Moment(
        day=start_words(row),
        title=title_of(row),
        text=place_name(row),
        url=board_url(row.org.uid) if row.org else "",
        papers=[cited(row.basis), *([cited(row.end_basis)] if row.end_basis else [])],
        icon="briefcase",
        tone="good" if held else "plain",
        badges=marks(invented=row.invented),
        details=_details(row),
    )


def _details(row: PostRow) -> list[str]:
    found = [] if row.how == "not_stated" else [way_name(row.how)]
    if row.org is None:
        found.append(f"{side_name(row.side)}, {level_name(row.level).lower()}")
    told = [" · ".join(found)] if found else []
    if row.end is not None:
        told.append(_("Thôi ngày %(end)s") % {"end": end_words(row)})
    return told
